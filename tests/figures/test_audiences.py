"""What each audience may see: hidden by one person, shown by two; and what it can see."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from disclosure import read
from figures.enums import Audience, ChangeState, Method
from figures.models import AudienceRule, Edition
from figures.queries.audiences import rules_of
from figures.queries.editions import edition_list, edition_record, open_rows, withheld
from figures.queries.told import said_in, told_in
from figures.rules.editions.audiences import Rule
from figures.services import (
    answer_rule,
    discard_edition,
    set_audience_rule,
    withdraw_rule,
)
from tests.figures.scene import Scene, person, scene

pytestmark = pytest.mark.django_db
RULE: dict[str, Any] = {
    "audience": Audience.CHIEF_OFFICERS,
    "method": Method.EXACT,
    "threshold": 4,
    "zero_shown": True,
    "reason": "Committee, 16 December 2026",
}


@pytest.fixture
def at() -> Scene:
    return scene()


def printed(edition: Edition) -> dict[str, str | None]:
    """By category what is printed of the quarter; None what is hidden."""
    return {
        cell.dims.get("category", "All"): cell.value
        for cell in said_in(edition).cells
        if cell.kind.value == "count"
    }


# -- Rules -----------------------------------------------------------------------------------------


def test_what_shows_more_is_confirmed_by_somebody_else(at: Scene) -> None:
    change = set_audience_rule(by=at.chair, area=at.area, **RULE)
    assert rules_of(at.area)[Audience.CHIEF_OFFICERS] == Rule()
    assert set_audience_rule(by=at.chair, area=at.area, **RULE) == change
    with pytest.raises(ValidationError, match="waits already"):
        set_audience_rule(by=at.lead, area=at.area, **RULE)
    with pytest.raises(ValidationError, match="You prepared this"):
        answer_rule(by=at.chair, change=change, accepted=True)
    with pytest.raises(ValidationError, match="releases figures confirms"):
        answer_rule(by=at.lead, change=change, accepted=True)
    answer_rule(by=person(at.area, Role.VICE_CHAIR), change=change, accepted=True)
    assert rules_of(at.area)[Audience.CHIEF_OFFICERS].is_exact is True
    with pytest.raises(ValidationError, match="confirmed already"):
        answer_rule(by=person(at.area, Role.VICE_CHAIR), change=change, accepted=True)
    edition = at.prepared(Audience.CHIEF_OFFICERS)
    assert printed(edition)["Before birth"] == "3"


def test_a_proposal_is_refused_or_taken_back(at: Scene) -> None:
    change = set_audience_rule(by=at.lead, area=at.area, **RULE)
    with pytest.raises(ValidationError, match="Whoever proposed it"):
        withdraw_rule(by=at.chair, change=change)
    withdraw_rule(by=at.lead, change=change)
    other = set_audience_rule(by=at.lead, area=at.area, **RULE)
    answer_rule(by=at.chair, change=other, accepted=False)
    other.refresh_from_db()
    assert other.state == ChangeState.REFUSED
    assert AudienceRule.objects.count() == 0


def test_what_hides_more_holds_at_once(at: Scene) -> None:
    more = {**RULE, "audience": Audience.PUBLIC, "method": Method.HIDE, "threshold": 9}
    set_audience_rule(by=at.lead, area=at.area, **more)
    set_audience_rule(by=at.lead, area=at.area, **{**more, "threshold": 10})
    set_audience_rule(by=at.lead, area=at.area, **{**more, "threshold": 10})
    assert rules_of(at.area)[Audience.PUBLIC] == Rule(threshold=10)
    assert Event.objects.filter(verb="set rule for audience").count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"audience": "members"}, "Only chief officers"),
        ({"audience": "public", "method": "hide", "threshold": 3}, "would be shown what"),
        ({"audience": "members", "method": "hide", "threshold": 5}, "would be shown what"),
        ({"reason": " "}, "Say who decided"),
    ],
)
def test_rules_that_cannot_stand(at: Scene, changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        set_audience_rule(by=at.lead, area=at.area, **{**RULE, **changed})


def test_the_operator_sets_a_rule_at_once(at: Scene) -> None:
    set_audience_rule(by=None, area=at.area, **RULE)
    assert rules_of(at.area)[Audience.CHIEF_OFFICERS].is_exact is True


# -- What can be seen ------------------------------------------------------------------------------


def command(*words: str) -> str:
    out = StringIO()
    call_command("published_numbers", *words, stdout=out)
    return out.getvalue()


def test_the_command_prints_all_that_an_audience_can_see(at: Scene) -> None:
    at.issued()
    at.issued(Audience.PUBLIC, title="For everybody")
    at.prepared(title="Not yet")
    area = ["--area", at.area.slug]
    whole = json.loads(command(*area, "--audience", "members", "--json"))
    assert {cell["id"] for cell in whole["cells"]} == {
        cell.id for cell in said_in(Edition.objects.get(title="For everybody")).cells
    }
    assert read(whole).threshold == 4
    apart = json.loads(command(*area, "--audience", "members", "--json", "--apart"))
    assert [one["edition"] for one in apart] == ["For everybody", "Figures to October 2026"]
    public = json.loads(command(*area, "--audience", "public", "--json", "--apart"))
    assert [one["edition"] for one in public] == ["For everybody"]
    text = command(*area, "--audience", "public")
    assert "        32  Names added to the register, 2026-08-01 to 2026-10-31" in text.split("\n")


def test_the_command_where_nothing_was_released(at: Scene) -> None:
    area = ["--area", at.area.name, "--audience", "public"]
    assert command(*area) == "Nothing has been released to this audience yet.\n"
    assert json.loads(command(*area, "--json"))["cells"] == []
    with pytest.raises(CommandError, match="No area"):
        command("--area", "nowhere", "--audience", "public")


def test_open_data_has_every_figure_with_its_definition(at: Scene) -> None:
    edition = at.issued()
    rows = open_rows(said_in(edition), edition_record(edition))
    told = {row[1]: (str(row[5]), row[6]) for row in rows}
    assert told["All"] == ("32", "")
    assert told["Before birth"] == ("", "hidden")
    assert {row[8] for row in rows} == {"children whose names were added to the register"}


def test_what_is_hidden_and_why(at: Scene) -> None:
    edition = at.prepared()
    hidden = withheld(edition, edition_record(edition))
    assert hidden[0].label == (
        "Names added to the register, Before birth, 1 August 2026 to 31 October 2026"
    )
    assert [row.why for row in hidden] == [
        "It is a small number.",
        "With it a small number could be worked out.",
    ]
    assert told_in(edition).hidden


def test_editions_are_listed_for_whom_they_are(at: Scene) -> None:
    issued = at.issued()
    discard_edition(by=at.lead, edition=at.prepared())
    elected = person(at.area, Role.ELECTED_MEMBER)
    assert edition_list(at.member, at.area, prepares=False).issued == [issued]
    assert edition_list(elected, at.area, prepares=False).issued == []
    assert len(edition_list(at.lead, at.area, prepares=True).ended) == 1
    assert issued.issued_at is not None
    assert issued.issued_at <= timezone.now()
