"""What the register of voices tells in a report, read beside the record."""

import re
from datetime import UTC, date, datetime

import pytest

from audit.rules.days import NOTHING_LATER
from documents.registers import report_day
from plans.models import Heading
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import NOW, scene
from tests.reporting.visible import told_everywhere
from voices.enums import Answer, Feedback, LinkKind, Who
from voices.models import Voice
from voices.queries.report import told_of_voices

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 6, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def told():
    """A function that freezes a report to 31 August 2026 and gives its content."""
    known = scene()

    def freeze(**fields):
        return content_of(known.frozen(**fields).snapshot)

    freeze.scene = known
    return freeze


def voice(told, **fields):
    area = told.scene.plan.area
    return make.VoiceFactory(
        area=area, **{"shared_at": BEFORE, "heard_on": date(2026, 6, 1)} | fields
    )


def part(content):
    (record,) = content["registers"]
    return record


@pytest.mark.parametrize(
    "fields",
    [
        {"shared_at": None, "shared_by": None},
        {"shared_at": AFTER},
        {"heard_on": date(2026, 9, 1)},
    ],
)
def test_what_was_not_shared_and_heard_by_the_day_is_not_told(told, fields):
    voice(told, **fields)

    assert "registers" not in told()


def test_what_waits_is_counted_as_the_record_has_it(told):
    voice(told, said="Too long.")
    voice(told, said="Too early.", answer=Answer.DECIDED, answer_words="Later.",
          answered_on=date(2026, 7, 1))  # fmt: skip
    voice(told, said="Too hard.", answer=Answer.DECIDED, answer_words="Plain.",
          answered_on=date(2026, 9, 1), feedback=Feedback.TOLD, feedback_words="By letter.",
          told_on=date(2026, 9, 2))  # fmt: skip
    voice(told, said="Old.", heard_on=date(2025, 6, 1), feedback=Feedback.NOBODY,
          feedback_words="No names.")  # fmt: skip
    voice(told, said="", took_part=0)
    record = part(told())

    heard = Voice.objects.exclude(said="")
    undecided = [row for row in heard if not (row.answered_on and row.answered_on < AFTER.date())]
    back = heard.filter(feedback=Feedback.NOBODY)
    numbers = [int(one) for one in re.findall(r"\d+", record["told"][1])]
    assert numbers == [heard.count(), len(undecided), heard.count() - back.count()]
    assert record["told"][0] == (
        "Heard 3 times from 1 June 2026 to 31 August 2026; asked 1 time without an answer."
    )
    rows = {row[1]: row[2:] for row in record["tables"][0]["rows"]}
    assert set(rows) == {"Too long.", "Too early.", "Too hard.", "Nothing"}
    assert rows["Too hard."] == [
        "Nothing has been decided because of it yet.",
        "They have not been told yet what became of it.",
    ]


def test_no_quotation_and_no_small_number_is_told(told):
    one = voice(told, took_part=3)
    make.QuotationFactory(voice=one, words="Nobody asked me.")

    content = told()

    assert "Nobody asked me." not in str(content)
    assert "Not shown: the numbers" in part(content)["tables"][0]["rows"][0][0]


def test_priorities_tell_who_was_not_heard(told):
    heading = Heading.objects.filter(plan=told.scene.plan).order_by("position").first()
    make.VoiceLinkFactory(voice=voice(told), heading=heading, added_at=BEFORE)
    parents = voice(told, who=Who.PARENTS)
    make.VoiceLinkFactory(voice=parents, heading=heading, added_at=BEFORE, ended_at=BEFORE)
    make.VoiceLinkFactory(voice=parents, heading=heading, added_at=AFTER)

    rows = part(told())["tables"][1]["rows"]

    assert len(rows) == Heading.objects.filter(plan=told.scene.plan, parent=None).count()
    assert rows[0] == [
        heading.title,
        "1",
        "Children or young people were last heard on it on 1 June 2026.\n"
        "No parent, carer or other adult has been heard on this priority.",
    ]


def test_it_stands_in_every_format(told):
    known = voice(told, said="Meetings last too long for us.")
    action = told.scene.plan.actions.order_by("position").first()
    make.VoiceLinkFactory(
        voice=known, kind=LinkKind.CAME_OF, heading=None, action=action, added_at=BEFORE
    )
    content = told()

    record = part(content)
    facts = [*record["told"], *record["notes"]]
    facts += [cell for table in record["tables"] for row in table["rows"] for cell in row]
    lines = {line for fact in facts for line in fact.split("\n") if line}
    assert "Meetings last too long for us." in lines
    assert [row for text in told_everywhere(content) for row in lines if row not in text] == []
    assert f"Action {action.reference} came of it." in record["tables"][0]["rows"][0][2]


def test_an_annual_report_tells_it_among_what_children_and_families_said(told):
    voice(told, said="Meetings last too long for us.")
    content = {**told(), "kind": "annual", "registers": []}
    day = report_day(content, area=told.scene.plan.area_id, frozen_at=NOW, since=None)

    shown = told_everywhere({**content, "registers": told_of_voices(day, NOTHING_LATER)})[0]

    assert shown.index("What children and families told us") < shown.index("Meetings last too long")
