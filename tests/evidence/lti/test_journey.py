"""With PyLTI1p3 as the tool: content chosen, opened, graded; names only for who gave them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pylti1p3.exception import LtiServiceException
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem

from tests.evidence.lti.browsing import Browser, Page
from tests.evidence.lti.tool import Tool
from ujuzi.evidence import models
from ujuzi.evidence.arrivals import Assurance
from ujuzi.evidence.lti.operations import platform_keys
from ujuzi.evidence.models import Completion, Proof, ResourceLink
from ujuzi.standards.lti import names


def chosen(desk: Browser, tool: Tool) -> ResourceLink:
    """The owner chooses content in the tool and publishes it."""
    made = models.Tool.objects.get()
    page = desk.get(f"/en/desk/takwa/tools/{made.pk}/")
    on_the_way = page.send(0)
    assert tool.url in on_the_way.form_action()
    in_the_tool = on_the_way.send()
    assert in_the_tool.url == f"{tool.url}/launch"
    back = in_the_tool.send()
    assert back.status == 200
    assert "The tool gave 1 link." in back.text
    assert "1 item is of a kind" in back.text
    link = ResourceLink.objects.get()
    assert not link.is_published
    edit = desk.get(f"/en/desk/takwa/tools/{made.pk}/links/{link.pk}/")
    typed: dict[str, Any] = {
        "title": link.title,
        "url": link.url,
        "custom": "course=soil",
        "is_published": "on",
    }
    assert edit.send(**typed).status == 200
    link.refresh_from_db()
    return link


def opened(browser: Browser, link: ResourceLink, **ticked: Any) -> Page:
    page = browser.get(f"/en/tools/{link.pk}/")
    assert page.status == 200
    return page.send(**ticked).send()


def grade(
    user: str, at: datetime, *, given: float = 30, activity: str = "Completed", grading: str = "FullyGraded"
) -> Grade:
    return (
        Grade()
        .set_user_id(user)
        .set_score_given(given)
        .set_score_maximum(40)
        .set_timestamp(at.isoformat())
        .set_activity_progress(activity)
        .set_grading_progress(grading)
        .set_comment("Karibu")
    )


@pytest.fixture
def link(desk: Browser, tool: Tool) -> ResourceLink:
    return chosen(desk, tool)


def test_a_learner_opens_what_was_chosen_and_stays_unknown(browser, link, tool, hub):
    page = opened(browser, link)
    assert page.status == 200, page.text
    assert "Welcome" in page.text
    said: Any = tool.launches[-1].get_launch_data()
    assert tool.launches[-1].is_resource_launch()
    assert said[names.RESOURCE_LINK]["title"] == "Soil and data"
    assert said[names.CUSTOM] == {"course": "soil"}
    assert said[names.TARGET_LINK_URI] == f"{tool.url}/launch?course=soil"
    assert tool.launches[-1].check_student_access()
    text = str(said)
    assert "Amina" not in text
    assert "amina" not in text
    sub = said["sub"]
    opened(browser, link)
    assert tool.launches[-1].get_launch_data()["sub"] == sub


def test_she_is_named_when_she_ticks_it_and_no_longer_when_she_does_not(browser, link, tool):
    opened(browser, link, name="on", email="on")
    said = tool.launches[-1].get_launch_data()
    assert (said["name"], said["email"]) == ("Amina Juma", "amina@mail.example")
    members = tool.launches[-1].get_nrps().get_members()
    assert [(one["name"], one["email"]) for one in members] == [("Amina Juma", "amina@mail.example")]
    opened(browser, link)
    again: Any = tool.launches[-1].get_nrps().get_members(resource_link_id=str(link.pk))
    assert again == [
        {
            "status": "Active",
            "user_id": said["sub"],
            "roles": [names.LEARNER],
            "message": [{names.MESSAGE_TYPE: "LtiResourceLinkRequest", names.CUSTOM: {"course": "soil"}}],
        }
    ]


def test_a_final_grade_comes_back_and_counts_once(browser, link, tool, learner, partner, hub):
    opened(browser, link)
    launch = tool.launches[-1]
    sub, ags = launch.get_launch_data()["sub"], launch.get_ags()
    now = datetime.now(UTC)
    ags.put_grade(grade(sub, now - timedelta(minutes=3), given=10, activity="InProgress", grading="Pending"))
    assert not Proof.objects.exists()
    for _again in range(2):
        ags.put_grade(grade(sub, now - timedelta(minutes=2)))
    proof = Proof.objects.get()
    assert (proof.person, proof.organisation, proof.source) == (learner, partner, "lti")
    assert (proof.assurance, proof.score, proof.passed) == (Assurance.PARTNER_ATTESTED, 0.75, None)
    completion = Completion.objects.get()
    assert completion.title == "Soil and data"
    assert completion.activity.endswith(f"/tools/{link.pk}")
    results = ags.get_grades()
    assert [(one["userId"], one["resultScore"], one["resultMaximum"], one["comment"]) for one in results] == [
        (sub, 30, 40, "Karibu")
    ]
    with pytest.raises(LtiServiceException) as caught:
        ags.put_grade(grade(sub, now - timedelta(minutes=10), given=1))
    assert caught.value.response.status_code == 409
    ags.put_grade(grade(sub, now - timedelta(minutes=1), given=40))
    assert Completion.objects.count() == 1


def test_columns_of_the_tools_own(browser, link, tool):
    opened(browser, link)
    ags = tool.launches[-1].get_ags()
    assert [one["label"] for one in ags.get_lineitems()] == ["Final exam"]
    sub = tool.launches[-1].get_launch_data()["sub"]
    column = LineItem().set_tag("quiz-1").set_score_maximum(40).set_label("Quiz 1")
    made = ags.find_or_create_lineitem(column.set_resource_link_id(str(link.pk)))
    ags.put_grade(grade(sub, datetime.now(UTC)), made)
    assert not Proof.objects.exists()  # a quiz of the course is not the course
    assert ags.find_lineitem_by_tag("quiz-1").get_id() == made.get_id()
    assert len(ags.get_grades(made)) == 1


def test_the_hubs_key_changes_without_a_gap(browser, link, tool):
    opened(browser, link)
    before = tool.launches[-1]
    platform_keys.rotate(now=datetime.now(UTC))
    assert opened(browser, link).status == 200
    assert len(tool.launches) == 3
    assert before.get_ags().get_lineitems()


def test_a_tool_that_is_switched_off(browser, desk, link, tool):
    opened(browser, link)
    ags = tool.launches[-1].get_ags()
    assert ags.get_lineitems()
    made = models.Tool.objects.get()
    page = desk.get(f"/en/desk/takwa/tools/{made.pk}/")
    assert "switched off" in page.send(len(page.forms()) - 1).text
    assert browser.get(f"/en/tools/{link.pk}/").status == 404
    with pytest.raises(LtiServiceException) as caught:
        ags.get_lineitems()
    assert caught.value.response.status_code == 401
    with pytest.raises(LtiServiceException):
        tool.launches[-1].get_nrps().get_members()
