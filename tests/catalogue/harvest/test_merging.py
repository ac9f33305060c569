"""One course in two feeds is one edition: who has the word, what corrections are worth, where each value came from."""

from tests import make
from tests.catalogue.harvest.scripted import Hub, entry, gone, page, states
from ujuzi.catalogue.models import Change, Edition, SearchEntry, SourceRecord, Work
from ujuzi.catalogue.operations import corrections

HERE = "https://x.example/soil"


def test_the_elder_record_has_precedence_and_the_younger_fills_what_is_empty(hub: Hub) -> None:
    elder, younger = hub.feed(), hub.feed()
    hub.harvest(elder, [entry("1", "Soil", url=HERE, keywords=("soil",))])
    hub.harvest(
        younger,
        [
            entry(
                "x",
                "Soil science",
                url=f"{HERE}?utm_source=feed",
                keywords=("earth",),
                description="About soil.",
            )
        ],
    )
    edition = Edition.objects.get()
    assert (edition.title, edition.keywords, edition.description) == ("Soil", ["soil"], "<p>About soil.</p>")
    assert edition.provenance["*"]["feed"] == elder.pk
    assert edition.provenance["description"]["feed"] == younger.pk
    assert "title" not in edition.provenance
    assert SourceRecord.objects.filter(edition=edition).count() == 2
    assert edition.url == HERE
    assert list(Change.objects.get().fields) == [
        "description",
        *sorted({"quality"} & Change.objects.get().fields.keys()),
    ]


def test_the_same_course_in_another_language_or_without_an_address_is_another_edition(hub: Hub) -> None:
    hub.harvest(hub.feed(), [entry("1", "Soil", url=HERE), entry("2", "No address", url="")])
    hub.harvest(
        hub.feed(), [entry("1", "Udongo", url=HERE, languages=("sw",)), entry("2", "None either", url="")]
    )
    assert states().keys() == {"Soil", "Udongo", "No address", "None either"}


def test_twins_within_one_batch_merge(hub: Hub) -> None:
    run = hub.harvest(
        hub.feed(), [entry("1", "Soil", url=HERE), entry("2", "Other", url=HERE, creators=("Amina Juma",))]
    )
    edition = Edition.objects.get()
    assert (edition.title, edition.creators) == ("Soil", ["Amina Juma"])
    assert (run.new, run.changed) == (1, 1)
    assert not Change.objects.exists()
    assert Work.objects.count() == 1


def test_twins_that_change_in_one_batch_both_have_their_say(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("1", "Soil", url=HERE), entry("2", "Other", url=HERE, creators=("Amina Juma",))])
    hub.harvest(
        feed, [entry("1", "Earth", url=HERE), entry("2", "Other", url=HERE, creators=("Baraka Otieno",))]
    )
    edition = Edition.objects.get()
    assert (edition.title, edition.creators) == ("Earth", ["Baraka Otieno"])
    assert Change.objects.count() == 1


def test_a_value_that_the_elder_drops_is_filled_by_the_younger_and_never_emptied(hub: Hub) -> None:
    elder, younger = hub.feed(), hub.feed()
    hub.harvest(elder, [entry("1", "Soil", url=HERE, publisher="Elder press")])
    hub.harvest(younger, [entry("x", "Soil", url=HERE, publisher="Younger press")])
    assert Edition.objects.get().publisher == "Elder press"
    hub.harvest(elder, [entry("1", "Soil", url=HERE)])
    assert Edition.objects.get().publisher == "Younger press"
    hub.harvest(younger, [entry("x", "Soil", url=HERE, keywords=("k",))])
    assert Edition.objects.get().publisher == ""  # nobody says it any more


def test_when_the_elder_feed_withdraws_the_younger_has_the_word(hub: Hub) -> None:
    elder, younger = hub.feed(), hub.feed()
    hub.harvest(
        elder,
        [entry("1", "Soil", url=HERE), entry("2")],
    )
    hub.harvest(younger, [entry("x", "Earth", url=HERE)])
    run = hub.harvest(elder, [entry("2")])
    edition = Edition.objects.exclude(title="Course 2").get()
    assert (edition.title, edition.state, run.withdrawn) == ("Earth", "published", 0)
    assert edition.offerings.count() == 1
    assert edition.provenance["title"]["feed"] == younger.pk
    assert Change.objects.get(edition=edition).fields["title"] == ["Soil", "Earth"]
    assert "earth" in str(SearchEntry.objects.get(edition=edition).words)
    hub.harvest(elder, [entry("1", "Soil", url=HERE), entry("2")])  # and back: it is the elder still
    edition.refresh_from_db()
    assert edition.title == "Soil"
    hub.harvest(elder, page([gone("1")], complete=False))
    hub.harvest(younger, page([gone("x")], complete=False))
    edition.refresh_from_db()
    assert (edition.title, edition.state) == ("Earth", "withdrawn")


def test_a_correction_survives_and_can_be_taken_back(hub: Hub) -> None:
    feed, editor = hub.feed(), make.person()
    hub.harvest(feed, [entry("1", "Soli", keywords=("a",))])
    corrections.correct(Edition.objects.get(), {"title": "Soil"}, actor=editor, now=hub.clock())
    hub.harvest(feed, [entry("1", "Soli 2", keywords=("b",))])
    edition = Edition.objects.get()
    assert (edition.title, edition.keywords) == ("Soil", ["b"])
    assert edition.provenance["title"]["by"] == editor.pk
    assert "title" not in Change.objects.filter(cause="harvest").get().fields
    corrections.uncorrect(edition, ["title"], actor=editor, now=hub.clock())
    edition.refresh_from_db()
    assert edition.title == "Soli 2"
    assert edition.provenance["title"]["feed"] == feed.pk


def test_provenance_keeps_the_raw_value_where_it_differs(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("1", "Soil &amp; water", languages=("English",), publisher="A\0B \ud800")])
    edition = Edition.objects.get()
    assert edition.provenance["*"]["feed"] == feed.pk
    assert edition.provenance["title"] == {"raw": "Soil &amp; water"}
    assert edition.provenance["language"] == {"raw": ["English"]}
    assert edition.publisher == "AB"
    hub.harvest(feed, [entry("1", "Soil &lt;3", languages=("English",), publisher="A\0B \ud800")])
    edition.refresh_from_db()
    assert edition.provenance["title"]["raw"] == "Soil &lt;3"
    assert edition.provenance["title"]["at"] > edition.provenance["*"]["at"]


def test_a_rejected_edition_stays_rejected_and_is_no_twin(hub: Hub) -> None:
    feed = hub.feed()
    hub.harvest(feed, [entry("1", "Soil", url=HERE)])
    Edition.objects.update(state="rejected")
    hub.harvest(feed, [entry("1", "Soil again", url=HERE)])
    assert states() == {"Soil again": "rejected"}
    hub.harvest(hub.feed(), [entry("x", "Soil elsewhere", url=HERE)])
    assert states()["Soil elsewhere"] == "published"
