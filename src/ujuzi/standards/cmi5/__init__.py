"""cmi5 ("Quartz", 1st edition): the course structure, the rules of a session, and when something is satisfied.

CourseStructure.xsd is the schema of the specification as it stands at https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd.
"""
