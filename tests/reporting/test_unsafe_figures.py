"""Figures that are not safe, or not as they were prepared, go out with no report."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from disclosure import Cell, Publication
from figures.enums import Audience, EditionState, LinkKind, Timing
from figures.models import Edition, Indicator
from figures.rules.editions.release import canonical, digest
from figures.rules.publication import Extent
from figures.services import discard_edition, issue_edition, prepare_edition
from reporting.enums import ReportState
from reporting.models import Report, Snapshot
from reporting.queries.reports import content_of
from reporting.services import freeze_report, issue_report
from tests import factories as make
from tests.reporting.figure_scene import NEWEST, give, measured
from tests.reporting.scene import NOW, Scene

pytestmark = pytest.mark.django_db
YEARS = Extent(since=date(2024, 8, 1), until=date(2026, 7, 31), breakdowns=False)
CHANGED = "What was said in this edition is not as it was stored."


@pytest.fixture
def stage() -> Scene:
    return measured()


def refused(stage, report):
    """The words in which the freeze is refused, after a look that nothing was written."""
    before = Edition.objects.count()
    with pytest.raises(ValidationError) as refusal:
        freeze_report(by=stage.officer, report=report)
    now = Report.objects.get(pk=report.pk)
    assert (now.state, now.snapshot, now.figures_edition) == (ReportState.DRAFT, None, None)
    assert (Edition.objects.count(), Snapshot.objects.count()) == (before, 0)
    assert not Event.objects.filter(verb="froze report").exists()
    return refusal.value.messages


def test_a_small_number_that_earlier_editions_give_away_is_refused_by_name(stage):
    """Chief officers read the register of two quarters and who left; then who joined is linked."""
    area = stage.plan.area
    dates = {"area": area, "starts": date(2022, 8, 1)}
    stock = make.IndicatorFactory.create(
        name="On the register", position=7, timing=Timing.AS_AT, **dates
    )
    left = make.IndicatorFactory.create(name="Left", position=8, **dates)
    give(stock, (30, 28))
    give(left, (5, 5))
    make.IndicatorLinkFactory.create(indicator=left, kind=LinkKind.LEAVES, to=stock)
    edition = prepare_edition(
        by=stage.officer, area=area, audience=Audience.MEMBERS, title="Before", extent=YEARS
    )
    issue_edition(by=stage.chair, edition=edition)
    joined = make.IndicatorFactory.create(name="Joined", position=9, **dates)
    give(joined, (3, 3))
    make.IndicatorLinkFactory.create(indicator=joined, kind=LinkKind.JOINS, to=stock)

    assert refused(stage, stage.begin()) == [
        "Joined, 1 May 2026 to 31 July 2026: its number could be worked out even if everything "
        "near it were hidden (known already: “On the register, 1 February 2026 to 30 April 2026” "
        "as Before printed it; “On the register, 1 May 2026 to 31 July 2026” as Before printed it; "
        "“Left, 1 May 2026 to 31 July 2026” as Before printed it)."
    ]


def told(area, name, value):
    """An edition that was issued and told one number."""
    said = canonical(Publication(edition="Before", cells=(Cell(id=name, value=value),)))
    return make.EditionFactory.create(
        area=area, said=said, sha256=digest(said), state=EditionState.ISSUED,
        issued_by=make.UserFactory.create(), issued_at=NOW,
    )  # fmt: skip


def test_a_number_that_was_told_otherwise_is_refused_by_name(stage):
    row = Indicator.objects.get(name="New registrations")
    name = f"{row.pk}|all|{NEWEST.start}|{NEWEST.end}|n"
    told(stage.plan.area, name, "14")

    assert refused(stage, stage.begin()) == [
        "“New registrations, 1 May 2026 to 31 July 2026” as Before printed it: does not agree with "
        "“New registrations, 1 May 2026 to 31 July 2026” = 13."
    ]


def test_an_earlier_edition_that_was_altered_is_refused(stage):
    make.EditionFactory.create(
        area=stage.plan.area, sha256="0" * 64, state=EditionState.ISSUED,
        issued_by=stage.chair, issued_at=NOW,
    )  # fmt: skip

    assert refused(stage, stage.begin()) == [f"An earlier edition cannot be relied on: {CHANGED}"]


def released(stage, report):
    """The words in which the release is refused."""
    make.ReportFileFactory.create(report=report)
    with pytest.raises(ValidationError) as refusal:
        issue_report(by=stage.chair, report=report, now=NOW, send=False)
    assert Report.objects.get(pk=report.pk).state == ReportState.FROZEN
    return refusal.value.messages


def test_figures_that_were_altered_since_they_were_prepared_are_not_released(
    stage, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    report = stage.frozen()
    altered = make.EditionFactory.create(area=stage.plan.area, number=2, sha256="0" * 64)
    Report.objects.filter(pk=report.pk).update(figures_edition=altered)
    report.refresh_from_db()

    assert released(stage, report) == [CHANGED]


def test_figures_that_were_put_aside_are_not_released(stage, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = stage.frozen()
    discard_edition(by=stage.officer, edition=report.figures_edition, reason="By hand")

    assert released(stage, report) == [
        "This is not waiting for release: Put aside before anybody saw it."
    ]


def test_a_number_put_right_after_the_freeze_is_not_in_it_and_the_next_is_safe_beside_it(stage):
    row = Indicator.objects.get(name="New registrations")
    report = stage.frozen()
    give(row, [15], revision=2, status="revised", entered_at=NOW.replace(hour=12))

    [one] = [i for i in content_of(report.snapshot)["indicators"] if i["name"] == row.name]
    assert one["latest"] == "13"
    later = freeze_report(by=stage.officer, report=stage.begin(version=2), now=NOW.replace(day=6))
    [one] = [i for i in content_of(later.snapshot)["indicators"] if i["name"] == row.name]
    assert one["latest"] == "15"
