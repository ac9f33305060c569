"""The names of the specifications: claims, scopes, media types, roles, and the words of scores."""

VERSION = "1.3.0"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
MESSAGE_TYPE = _CLAIM + "message_type"
VERSION_CLAIM = _CLAIM + "version"
DEPLOYMENT_ID = _CLAIM + "deployment_id"
TARGET_LINK_URI = _CLAIM + "target_link_uri"
RESOURCE_LINK = _CLAIM + "resource_link"
ROLES = _CLAIM + "roles"
CONTEXT = _CLAIM + "context"
TOOL_PLATFORM = _CLAIM + "tool_platform"
LAUNCH_PRESENTATION = _CLAIM + "launch_presentation"
CUSTOM = _CLAIM + "custom"

_DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
DEEP_LINKING_SETTINGS = _DEEP + "deep_linking_settings"
CONTENT_ITEMS = _DEEP + "content_items"
DATA = _DEEP + "data"
MESSAGE = _DEEP + "msg"
LOG = _DEEP + "log"
ERROR_MESSAGE = _DEEP + "errormsg"
ERROR_LOG = _DEEP + "errorlog"

ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NAMES_ROLE_SERVICE = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"

RESOURCE_LINK_REQUEST = "LtiResourceLinkRequest"
DEEP_LINKING_REQUEST = "LtiDeepLinkingRequest"
DEEP_LINKING_RESPONSE = "LtiDeepLinkingResponse"

LINEITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
LINEITEM_READONLY = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly"
RESULT_READONLY = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
MEMBERSHIP_READONLY = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
AGS_SCOPES = (LINEITEM, LINEITEM_READONLY, RESULT_READONLY, SCORE)
SCOPES = (*AGS_SCOPES, MEMBERSHIP_READONLY)

LINEITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json"
LINEITEMS_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json"
RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
MEMBERSHIPS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"

_MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
LEARNER = _MEMBERSHIP + "Learner"
INSTRUCTOR = _MEMBERSHIP + "Instructor"
CONTENT_DEVELOPER = _MEMBERSHIP + "ContentDeveloper"
COURSE_OFFERING = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"

COMPLETED, FULLY_GRADED = "Completed", "FullyGraded"
ACTIVITY_PROGRESS = ("Initialized", "Started", "InProgress", "Submitted", COMPLETED)
GRADING_PROGRESS = (FULLY_GRADED, "Pending", "PendingManual", "Failed", "NotReady")
