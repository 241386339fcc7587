"""Editions: prepared by one person, released by another, and facts for ever."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from audit.models import Event
from disclosure import Cell, Kind, Publication
from figures.enums import PREPARE_EDITION, Audience, EditionState
from figures.models import Edition, Lifting
from figures.queries.editions import edition_list, hiding
from figures.queries.record import figure_record
from figures.queries.told import said_in, told_to
from figures.rules.editions.extents import as_extent, as_json
from figures.rules.publication import Extent
from figures.rules.told import Told
from figures.services import (
    ask_for_edition,
    discard_edition,
    issue_edition,
    issue_with_report,
    lift_number,
    prepare_edition,
    withdraw_edition,
)
from figures.tasks import prepare_figures
from jobs.models import Job
from tests import factories as make
from tests.factories.figures import AudienceRuleFactory, ObservationFactory
from tests.figures.scene import EXTENT, Scene, person, scene

pytestmark = pytest.mark.django_db


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


def test_an_edition_hides_what_is_small_and_what_would_give_it_away(at: Scene) -> None:
    edition = at.prepared()
    told = printed(edition)
    assert (told["All"], told["Before birth"]) == ("32", None)
    assert list(told.values()).count(None) == 2
    assert (edition.state, edition.number) == (EditionState.PREPARED, 1)
    assert edition.workings["reasons"][at.small] == "small"


def test_the_record_says_for_whom_and_when_but_no_figure(at: Scene) -> None:
    at.issued()
    events = Event.objects.filter(verb__in=["prepared figures", "issued figures"])
    assert [event.changes for event in events] == [
        {"audience": "Committee members", "periods": "1 January 2026 to 31 December 2026"}
    ] * 2


def test_whoever_prepared_it_does_not_release_it(at: Scene) -> None:
    edition = at.prepared()
    with pytest.raises(ValidationError, match="releases figures"):
        issue_edition(by=at.lead, edition=edition)
    own = prepared_by_chair(at)
    with pytest.raises(ValidationError, match="You prepared this"):
        issue_edition(by=at.chair, edition=own)


def prepared_by_chair(at: Scene) -> Edition:
    return prepare_edition(
        by=at.chair, area=at.area, audience=Audience.MEMBERS, title="Figures", extent=EXTENT
    )


def test_what_was_changed_in_the_database_is_not_released(at: Scene) -> None:
    edition = at.prepared()
    edition.said = edition.said.replace('"32"', '"33"')
    with pytest.raises(ValueError, match="not as it was stored"):
        said_in(edition)


def test_what_was_released_is_not_released_again(at: Scene) -> None:
    with pytest.raises(ValidationError, match="not waiting"):
        issue_edition(by=at.chair, edition=at.issued())


def test_members_see_what_was_released_and_nothing_before(at: Scene) -> None:
    indicator = figure_record(at.area).indicators[0]
    edition = at.prepared()
    assert told_to(at.member, at.area) is None
    assert list(Edition.objects.visible_to(at.member)) == []
    issue_edition(by=at.chair, edition=edition)
    told = told_to(at.member, at.area)
    assert told is not None
    period = told.periods(indicator)[0]
    assert told.value(indicator, period).text == "32"
    assert told.value(indicator, period, [at.bands["Before birth"]]).text == "hidden"
    exact = told_to(at.lead, at.area)
    assert exact is not None
    assert exact.value(indicator, period, [at.bands["Before birth"]]).text == "3"


def test_whoever_gives_a_figure_sees_it_as_it_is(at: Scene) -> None:
    indicator = figure_record(at.area).indicators[0]
    giver = person(at.area, Role.SUB_COMMITTEE_CHAIR)
    assert told_to(giver, at.area, indicator=indicator) is None
    both = told_to(at.lead, at.area, indicator=indicator)
    assert both is not None
    assert both.hidden == ()


def test_a_withdrawn_edition_is_gone_and_its_numbers_stay_facts(at: Scene) -> None:
    edition = at.issued()
    hidden = {name for name, value in printed(edition).items() if value is None}
    withdraw_edition(by=at.chair, edition=edition, reason="A wrong quarter")
    assert told_to(at.member, at.area) is None
    again = at.prepared(Audience.PUBLIC)
    assert {name for name, value in printed(again).items() if value is None} == hidden


def test_a_discarded_edition_binds_nothing(at: Scene) -> None:
    discard_edition(by=at.lead, edition=at.prepared())
    assert Edition.objects.get().state == EditionState.DISCARDED
    assert at.prepared().number == 2


@pytest.mark.parametrize("state", ["issued", "discarded"])
def test_only_what_waits_is_put_aside_and_only_what_was_issued_withdrawn(
    at: Scene, state: str
) -> None:
    if state == "issued":
        edition = at.issued()
        with pytest.raises(ValidationError, match="cannot be done any more"):
            discard_edition(by=at.lead, edition=edition)
    else:
        edition = discard_edition(by=at.lead, edition=at.prepared())
        with pytest.raises(ValidationError, match="cannot be done any more"):
            withdraw_edition(by=at.chair, edition=edition, reason="Wrong")


def test_withdrawing_needs_a_reason_and_happens_once(at: Scene) -> None:
    edition = at.issued()
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_edition(by=at.chair, edition=edition, reason=" ")
    withdraw_edition(by=at.chair, edition=edition, reason="Wrong")
    assert withdraw_edition(by=at.chair, edition=edition, reason="Wrong").state == "withdrawn"
    assert Event.objects.filter(verb="withdrew figures").count() == 1


def test_members_and_public_together_are_told_no_more(at: Scene) -> None:
    for_members, for_public = at.issued(), at.issued(Audience.PUBLIC)
    assert printed(for_members) == printed(for_public)


def test_what_could_be_worked_out_is_refused_by_name() -> None:
    at = scene(late=("Before birth",))
    at.issued()
    at.give("Before birth", 3)
    with pytest.raises(ValidationError) as refused:
        at.prepared()
    assert refused.value.messages
    assert all(
        message.startswith("Names added to the register") for message in refused.value.messages
    )


def test_an_edition_of_nothing_is_refused(at: Scene) -> None:
    with pytest.raises(ValidationError, match="No figures stand"):
        at.prepared(extent=Extent(since=date(2020, 1, 1), until=date(2020, 12, 31)))


def test_headlines_are_few_figures_a_year(at: Scene) -> None:
    assert figure_record(at.area).indicators[0].headline is True
    with pytest.raises(ValidationError, match="No figures stand"):
        at.prepared(Audience.PUBLIC, headlines=True)
    periods = [
        (date(2025, 8, 1), date(2025, 10, 31)),
        (date(2025, 11, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 7, 31)),
    ]
    for start, end in periods:
        given: dict[str, Any] = {
            "indicator": at.indicator,
            "period_start": start,
            "period_end": end,
        }
        for pk, number in zip(at.bands.values(), (1, 6, 5), strict=True):
            ObservationFactory.create(**given, category_id=pk, numerator=number)
        ObservationFactory.create(**given, numerator=12)
    edition = at.prepared(Audience.PUBLIC, headlines=True)
    counts = {
        cell.dims.get("category", "All"): cell.value
        for cell in said_in(edition).cells
        if cell.value is not None
    }
    assert counts == {"All": "48", "Before birth, 0 to 4": "28", "5 to 10": "20"}


# -- In the background -----------------------------------------------------------------------------


def asked(at: Scene, **given: Any) -> Job:
    return ask_for_edition(
        by=at.lead,
        area=at.area,
        audience=Audience.MEMBERS,
        **{"title": "Figures", "extent": EXTENT, **given},
    )


def test_an_edition_is_prepared_in_the_background(at: Scene) -> None:
    job = asked(at)
    assert asked(at).pk == job.pk
    assert [row.pk for row in edition_list(at.lead, at.area, prepares=True).under_way] == [job.pk]
    prepare_figures(job.pk)
    prepare_figures(job.pk)
    job.refresh_from_db()
    assert job.result == {"edition": Edition.objects.get().pk}
    assert edition_list(at.lead, at.area, prepares=True).waiting[0].prepared_by == at.lead


def test_what_cannot_be_prepared_fails_with_words(at: Scene) -> None:
    job = asked(at, extent=Extent(since=date(2020, 1, 1), until=date(2020, 12, 31)))
    prepare_figures(job.pk)
    listed = edition_list(at.lead, at.area, prepares=True)
    assert [row.error for row in listed.failed] == [
        "No figures stand for these indicators and periods yet."
    ]


def test_a_job_without_its_area_does_nothing(at: Scene) -> None:
    job = asked(at)
    Job.objects.update(payload={**job.payload, "area": 0})
    prepare_figures(job.pk)
    assert Edition.objects.count() == 0


def test_an_edition_needs_a_title(at: Scene) -> None:
    with pytest.raises(ValidationError, match="title"):
        asked(at, title=" ")
    assert Job.objects.filter(task=PREPARE_EDITION).count() == 0


def test_an_extent_is_kept_as_json() -> None:
    extent = Extent(
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        indicators=frozenset({3, 1}),
        years=True,
        bands={3: ((1,), (2, 4))},
    )
    assert as_extent(json.loads(json.dumps(as_json(extent)))) == extent
    assert as_extent(as_json(EXTENT)) == EXTENT


# -- Numbers that are let out ----------------------------------------------------------------------


def test_a_named_person_lets_a_number_out_and_the_rest_is_worked_out_anew(at: Scene) -> None:
    edition = at.prepared()
    job = lift_number(by=at.chair, edition=edition, cell=at.small, reason="The families agreed.")
    lifting = Lifting.objects.get()
    assert (lifting.lifted_by, lifting.category.label) == (at.chair, "Before birth")
    assert Edition.objects.get(pk=edition.pk).state == EditionState.DISCARDED
    prepare_figures(job.pk)
    anew = Edition.objects.get(state=EditionState.PREPARED)
    assert printed(anew) == {"All": "32", "Before birth": "3", "0 to 4": "9", "5 to 10": "20"}
    assert (anew.prepared_by, anew.workings["lifted"]) == (at.lead, [at.small])
    event = Event.objects.get(verb="let a number out")
    assert event.changes["reason"] == "The families agreed."
    # for another audience it is hidden still
    assert printed(at.prepared(Audience.PUBLIC))["Before birth"] is None


@pytest.mark.parametrize(
    ("who", "cell", "reason", "words"),
    [
        ("lead", "small", "Agreed", "Whoever releases figures"),
        ("chair", "small", " ", "Say why"),
        ("chair", "7|all|2026-08-01|2026-10-31|n", "Agreed", "Choose a number"),
    ],
)
def test_who_lets_what_out(at: Scene, who: str, cell: str, reason: str, words: str) -> None:
    edition = at.prepared()
    with pytest.raises(ValidationError, match=words):
        lift_number(
            by=getattr(at, who),
            edition=edition,
            cell=at.small if cell == "small" else cell,
            reason=reason,
        )


def test_nothing_is_let_out_of_ones_own_or_of_what_was_released(at: Scene) -> None:
    with pytest.raises(ValidationError, match="You prepared"):
        lift_number(by=at.chair, edition=prepared_by_chair(at), cell=at.small, reason="Agreed")
    with pytest.raises(ValidationError, match="waits for release"):
        lift_number(by=at.chair, edition=at.issued(), cell=at.small, reason="Agreed")


@pytest.mark.parametrize(
    ("threshold", "told", "words"),
    [
        (0, None, "Nothing is hidden or rounded: these are the numbers as they are."),
        (
            4,
            None,
            "Numbers of 1 to 4 children are hidden; a true zero is shown. Here 1 figure is hidden: "
            "it is small, or a small number could be worked out with it.",
        ),
        (
            6,
            "7",
            "Numbers of 1 to 6 children are hidden; a true zero is shown. No figure had to be "
            "hidden here.",
        ),
    ],
)
def test_an_edition_says_its_own_rule(threshold: int, told: str | None, words: str) -> None:
    cell = Cell(
        id="1||2026-08-01|2026-10-31|n",
        kind=Kind.COUNT,
        value="0" if not threshold else told,
        hidden=bool(threshold) and told is None,
    )
    assert hiding(Told(Publication(edition="x", cells=(cell,), threshold=threshold))) == words


def test_a_rounded_edition_says_so(at: Scene) -> None:
    AudienceRuleFactory.create(area=at.area, audience=Audience.MEMBERS, method="round")
    words = hiding(Told(said_in(at.prepared())))
    assert words.startswith("Every number is rounded to the multiple of 5 below or above it.")


def test_a_past_chair_releases_what_their_report_told(at: Scene) -> None:
    past = make.UserFactory.create()
    issued = issue_with_report(by=past, edition=at.prepared())
    assert (issued.state, issued.issued_by) == (EditionState.ISSUED, past)
    with pytest.raises(ValidationError, match="Somebody who releases figures"):
        issue_edition(by=past, edition=at.prepared(title="More"))
