"""What a report tells of self-evaluation, read beside the record."""

from datetime import UTC, date, datetime

import pytest

from handouts.scrutiny_pack import scrutiny_pack
from plans.enums import PlanState
from reporting.queries.reports import content_of
from tests import factories as make
from tests.reporting.scene import scene
from tests.reporting.visible import told_everywhere

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 5, 2, 9, tzinfo=UTC)
WITHIN = datetime(2026, 7, 2, 9, tzinfo=UTC)
AFTER = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture
def known():
    return scene()


@pytest.fixture
def domain(known):
    return make.DomainFactory(framework__area=known.plan.area)


def evaluated(domain, **fields):
    indicator = make.QualityIndicatorFactory(domain=domain)
    return make.EvaluationFactory(indicator=indicator, on=date(2026, 5, 1), **fields)


def test_nothing_is_told_where_nothing_was_shared_by_the_day(known, domain):
    evaluated(domain, shared_at=None, shared_by=None)
    evaluated(domain, shared_at=AFTER)

    assert "registers" not in content_of(known.frozen().snapshot)


def test_what_was_shared_in_the_period_is_told_and_gaps_are_counted(known, domain):
    evaluated(domain, shared_at=BEFORE, known="Told before.")
    stands = evaluated(domain, shared_at=WITHIN, to_improve="Tell teams.")
    evaluated(domain, shared_at=AFTER, known="Told later.")
    late = make.QualityIndicatorFactory(domain=domain)
    make.PlannedFactory(indicator=late, on=date(2026, 7, 15))
    action = known.plan.actions.order_by("position").first()
    make.ShownFactory(evaluation=stands, activity=None, action=action)
    make.ShownFactory(evaluation=stands, activity__shared_at=None, activity__shared_by=None)
    unseen = make.ActionFactory(plan__area=known.plan.area, plan__state=PlanState.DRAFT)
    make.ShownFactory(evaluation=stands, activity=None, action=unseen)

    snapshot = known.frozen().snapshot
    content = content_of(snapshot)

    (record,) = content["registers"]
    assert record["told"] == [
        f"{domain.framework}.",
        "Evaluations shared from 1 June 2026 to 31 August 2026: 1.",
        "Of 4 quality indicators, 2 evaluated by the end of the period, 2 never.",
        "Planned for an earlier month and not evaluated since: 1.",
    ]
    (row,) = record["tables"][0]["rows"]
    assert row == [
        str(stands.indicator),
        "4 Good\n1 May 2026",
        f"{stands.known}\nIt rests on: Action {action.reference}.",
        "Tell teams.",
    ]
    lines = [line for cell in row for line in cell.split("\n")] + record["told"]
    for text in told_everywhere(content):
        assert [line for line in lines if line not in text] == []
    fourth = scrutiny_pack(content, snapshot.sha256).questions[3]
    assert [one["title"] for one in fourth.answers] == ["Self-evaluation"]


def test_judgement_by_an_earlier_edition_is_told_and_fills_no_gap(known, domain):
    stands = evaluated(domain, shared_at=WITHIN)
    newer = make.FrameworkFactory(area=known.plan.area, dated=date(2026, 6, 1))
    make.QualityIndicatorFactory(domain__framework=newer)

    (record,) = content_of(known.frozen().snapshot)["registers"]

    assert record["told"][0] == f"{newer}."
    assert (
        record["told"][2]
        == "Of 1 quality indicator, 0 evaluated by the end of the period, 1 never."
    )
    assert record["tables"][0]["rows"][0][0] == f"{stands.indicator}\n{domain.framework}"
