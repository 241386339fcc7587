"""A doubt about a form is settled by a tick and a reason, for the text they were given for."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import GuardEntry
from guard.enums import Purpose
from guard.models import GuardPattern
from plans.models import Heading
from tests import factories as make
from tests.guard.identifiers import CHI, SPELLINGS
from web.confirmation import NOT_IN_REASON, SAY_WHY

pytestmark = pytest.mark.django_db

DOUBTED = "Child A, aged 4, was not asked."
WORDS = [
    "This may identify a child or somebody near, by a child by letter or number with an age or "
    "class: an age or a class beside a word for a child and a letter or number.",
    "Take it out, or say why it cannot.",
]


class Scene:
    def __init__(self, client):
        self.client = client
        self.area = make.AreaFactory()
        self.heading = make.HeadingFactory(plan__area=self.area, text="As it was")
        self.user = make.RoleGrantFactory(area=self.area, role=Role.LEAD_OFFICER).user
        client.force_login(self.user)
        self.address = reverse("heading_edit", args=[self.heading.pk])

    def send(self, text, **typed):
        version = Heading.objects.get(pk=self.heading.pk).row_version
        sent = {"text": text, "number": "1", "context": "", "vision": "", "expected": version}
        return self.client.post(self.address, {**sent, **typed})

    def mark(self, text):
        return self.send(text).context["form"]["checked_of"].value()

    def confirm(self, text, why="It is a made-up child", of=None):
        mark = self.mark(text) if of is None else of
        return self.send(text, checked="on", checked_why=why, checked_of=mark)

    @property
    def text(self):
        return Heading.objects.get(pk=self.heading.pk).text


@pytest.fixture
def scene(client):
    return Scene(client)


def logged():
    return list(GuardEntry.objects.values_list("place", "kind", "outcome", "reason"))


def test_a_refusal_stands_beside_the_field_and_loses_nothing(scene):
    page = scene.send(f"Seen: {CHI}", context="What we know")
    form = page.context["form"]

    assert form.errors == {
        "text": [
            "This looks like a CHI number: ten digits that begin with a date and pass the check. "
            "Nothing was saved. Write the learning, not the child."
        ]
    }
    assert (form["text"].value(), form["context"].value()) == (f"Seen: {CHI}", "What we know")
    assert (scene.text, logged()) == ("As it was", [("Text", "chi", "refused", "")])
    entry = GuardEntry.objects.get()
    assert (entry.by_id, entry.page) == (scene.user.pk, "heading_edit")


def test_nobody_overrides_a_refusal(scene):
    text = f"{DOUBTED} {CHI}"
    page = scene.send(text, checked="on", checked_why="It is old", checked_of="x")

    assert ("checked" in page.context["form"].fields, scene.text) == (False, "As it was")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_in_a_form_too_it_is_refused_however_it_is_written(scene, spelling):
    scene.send(f"Seen: {SPELLINGS[spelling](CHI)} there")

    assert scene.text == "As it was"


def test_a_doubt_is_asked_about(scene):
    page = scene.send(DOUBTED)

    assert page.context["form"].errors == {"text": WORDS}
    assert "I have checked: this names no child" in page.content.decode()
    assert (scene.text, logged()) == ("As it was", [])


def test_a_tick_and_a_reason_settle_it(scene):
    scene.confirm(DOUBTED)

    assert scene.text == DOUBTED
    assert logged() == [("Text", "child_age", "confirmed", "It is a made-up child")]


@pytest.mark.parametrize(
    ("why", "said"),
    [("", SAY_WHY), ("Child B is 7", NOT_IN_REASON), (CHI, NOT_IN_REASON)],
)
def test_the_reason_is_given_and_names_nobody(scene, why, said):
    page = scene.confirm(DOUBTED, why)

    assert page.context["form"].errors == {"checked_why": [said]}
    assert (scene.text, logged()) == ("As it was", [])


def test_a_changed_text_is_asked_about_again(scene):
    page = scene.confirm(f"{DOUBTED} And more.", of=scene.mark(DOUBTED))

    assert page.context["form"].errors == {"text": WORDS}
    assert not page.context["form"]["checked"].value()
    assert scene.text == "As it was"


def test_what_stood_there_before_is_not_doubted_anew(scene):
    scene.confirm(DOUBTED)
    scene.send(DOUBTED, context="More about it")

    assert Heading.objects.get(pk=scene.heading.pk).context == "More about it"


def test_patterns_of_the_areas_of_the_writer_hold(scene):
    for area, text in (
        (scene.area, "FC-#####"),
        (None, "XY######"),
        (make.AreaFactory(), "Q-####"),
    ):
        GuardPattern.objects.create(
            area=area, purpose=Purpose.REFERENCE, text=text, added_by=scene.user
        )
    GuardPattern.objects.create(
        area=scene.area, purpose=Purpose.OFFICE, text="KY7 5LT", added_by=scene.user
    )
    said = {text: bool(scene.send(text).context) for text in ("FC-12345", "XY123456", "KY7 5LA")}
    passed = {text: bool(scene.send(text).context) for text in ("Q-1234", "Fife House, KY7 5LT")}

    assert said == dict.fromkeys(said, True)
    assert passed == dict.fromkeys(passed, False)


COUNTED = [
    "This tells a small number of children: in a small place readers may know who they are. "
    "Figures tell numbers safely; words can say “a few”.",
    "Take it out, or say why it may be told.",
]


class Prose(Scene):
    """Words of a report: an audience reads them."""

    def __init__(self, client):
        super().__init__(client)
        self.section = make.ReportFactory(plan=self.heading.plan).sections.first()
        type(self.section).objects.filter(pk=self.section.pk).update(body="As it was")
        self.address = reverse("section_edit", args=[self.section.report_id, self.section.key])

    def send(self, text, **typed):
        version = type(self.section).objects.get(pk=self.section.pk).row_version
        return self.client.post(self.address, {"body": text, "expected": version, **typed})

    @property
    def text(self):
        return type(self.section).objects.get(pk=self.section.pk).body


def test_a_small_number_of_children_is_asked_about_and_confirmed(client):
    prose = Prose(client)
    page = prose.send("Three children came.")
    form = page.context["form"]

    assert form.errors == {"body": COUNTED}
    assert (form["body"].value(), prose.text) == ("Three children came.", "As it was")
    assert form.fields["checked"].label == "I have checked: these numbers may be told"
    prose.confirm("Three children came.", why="National tables say so")
    assert prose.text == "Three children came."
    assert [row[1:] for row in logged()] == [("count", "confirmed", "National tables say so")]


def test_both_doubts_are_ticked_together(client):
    form = Prose(client).send(f"{DOUBTED} Three children came.").context["form"]

    assert form.fields["checked"].label == (
        "I have checked: this names no child, and these numbers may be told"
    )


@pytest.mark.parametrize(("threshold", "asked"), [(2, False), (3, True), (9, True)])
def test_the_threshold_is_the_highest_of_the_writers_areas(client, threshold, asked):
    prose = Prose(client)
    for audience in ("members", "public", "chief_officers"):
        make.AudienceRuleFactory(area=prose.area, audience=audience, threshold=threshold)
    make.AudienceRuleFactory(audience="members", threshold=20)

    prose.send("Three children came.")
    assert (prose.text == "As it was") == asked


def test_words_that_no_audience_reads_are_not_counted(scene):
    scene.send("Three children came.")
    assert scene.text == "Three children came."
