"""An edition's life: prepared, issued by somebody else, put aside, withdrawn, replaced."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.models import Event
from documents import hash
from editions.models import ReportEdition
from editions.queries.records import content_of, small_numbers
from editions.queries.standing import standing
from editions.rules import parts
from editions.rules.standing import Worth
from editions.services import (
    discard_report_edition,
    end_editions,
    issue_report_edition,
    prepare_report_edition,
    withdraw_report_edition,
)
from editions.services.editions import SMALL
from figures.enums import Audience, EditionState
from figures.models import Edition
from reporting.enums import Marking
from reporting.models import Report
from reporting.services import begin_next_version, freeze_report
from tests import factories as make
from tests.reporting.figure_scene import exact, measured
from tests.reporting.scene import NOW, scene

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def prepared(stage, report, audience="public", marking=Marking.OFFICIAL, less=(), **fields):
    kept = [row.key for row in parts.parts_of(report.kind, Audience(audience)) if row.kept]
    kept = [key for key in kept if key not in less]
    given = {"by": stage.officer, "now": LATER, **fields}
    return prepare_report_edition(
        report=report, audience=audience, marking=marking, kept=kept, **given
    )


def issued(stage, report, audience="public", **fields):
    edition = prepared(stage, report, audience, **fields)
    make.EditionFileFactory(edition=edition)
    return issue_report_edition(by=stage.chair, edition=edition, now=LATER)


def corrected(stage, report):
    """The next version of a report, issued."""
    freeze_report(by=stage.officer, report=report, now=NOW)
    by = {"issued_by": stage.chair, "issued_at": NOW}
    Report.objects.filter(pk=report.pk).update(state="issued", **by)


@pytest.fixture
def stage():
    return scene()


def test_its_record_is_canonical_hashed_and_followed_by_the_record_of_who_did_what(stage):
    edition = issued(stage, stage.issued())
    content = content_of(edition)
    assert hash.canonical_bytes(content).decode() == edition.content
    assert hash.digest(content) == edition.sha256 != edition.report.snapshot.sha256
    verbs = Event.objects.filter(target_type="editions.reportedition").order_by("pk")
    assert [(row.verb, row.actor_id) for row in verbs] == [
        ("prepared edition", stage.officer.pk),
        ("issued edition", stage.chair.pk),
    ]
    assert sorted(edition.files.values_list("format", flat=True)) == [
        "docx",
        "large",
        "pdf",
        "xlsx",
    ]


def test_nobody_issues_what_they_prepared(stage):
    edition = prepared(stage, stage.issued())
    make.EditionFileFactory(edition=edition)
    with pytest.raises(ValidationError, match="You prepared this edition"):
        issue_report_edition(by=stage.officer, edition=edition)
    edition.issued_by, edition.issued_at, edition.state = stage.officer, NOW, "issued"
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


@pytest.mark.parametrize(("audience", "marking"), [("public", "official_sensitive"),
                                                   ("public", ""), ("members", "")])  # fmt: skip
def test_the_marking_is_somebodys_choice_and_the_publics_can_only_be_official(
    stage, audience, marking
):
    with pytest.raises(ValidationError) as refused:
        prepared(stage, stage.issued(), audience, marking=marking)
    assert list(refused.value.message_dict) == ["marking"]


def test_no_edition_is_made_from_a_draft_a_returned_or_a_replaced_report(stage):
    report = stage.issued()
    after = begin_next_version(by=stage.officer, report=report, erratum="Table 2 said 5.")
    with pytest.raises(ValidationError, match="once it is frozen"):
        prepared(stage, after)
    corrected(stage, after)
    with pytest.raises(ValidationError, match="A later version"):
        prepared(stage, report)


def test_from_a_frozen_report_it_is_prepared_and_issued_once_the_report_is(stage):
    report = stage.frozen()
    edition = prepared(stage, report)
    make.EditionFileFactory(edition=edition)
    with pytest.raises(ValidationError, match="not issued yet"):
        issue_report_edition(by=stage.chair, edition=edition)
    Report.objects.filter(pk=report.pk).update(state="issued", issued_by=stage.chair, issued_at=NOW)
    assert issue_report_edition(by=stage.chair, edition=edition).state == EditionState.ISSUED


def test_one_waits_at_a_time_for_an_audience(stage):
    report = stage.issued()
    edition = prepared(stage, report)
    with pytest.raises(ValidationError, match="waits for its release already"):
        prepared(stage, report)
    prepared(stage, report, "members")
    discard_report_edition(by=stage.chair, edition=edition, reason="Words to change.")
    assert prepared(stage, report).number == 2


def test_it_is_not_issued_without_its_pdf_as_it_was_made(stage):
    edition = prepared(stage, stage.issued())
    with pytest.raises(ValidationError, match="PDF is not ready"):
        issue_report_edition(by=stage.chair, edition=edition)


def test_a_later_edition_replaces_it_and_what_is_withdrawn_says_why_and_has_no_files(stage):
    report = stage.issued()
    first = issued(stage, report)
    second = issued(stage, report)
    assert (standing(first).worth, standing(first).after) == (Worth.REPLACED, second)
    withdraw_report_edition(by=stage.chair, edition=second, reason="A name stood in it.")
    second.refresh_from_db()
    assert (second.state, second.reason) == (EditionState.WITHDRAWN, "A name stood in it.")
    assert set(second.files.values_list("state", "path")) == {("withdrawn", "")}
    assert standing(first).worth == Worth.COUNTS
    assert standing(second).worth == Worth.WITHDRAWN
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_report_edition(by=stage.chair, edition=first, reason=" ")


def test_an_edition_of_a_report_that_was_corrected_is_superseded(stage):
    report = stage.issued()
    edition = issued(stage, report)
    after = begin_next_version(by=stage.officer, report=report, erratum="Table 2 said 5.")
    corrected(stage, after)
    assert (standing(edition).worth, standing(edition).report_after) == (Worth.SUPERSEDED, after)


def test_a_report_that_is_taken_back_takes_its_editions_with_it(stage):
    report = stage.issued()
    edition, waiting = issued(stage, report), prepared(stage, report, "members")
    end_editions(by=stage.chair, report=report, reason="A name stood in it.")
    rows = ReportEdition.objects.filter(pk__in=[edition.pk, waiting.pk]).order_by("pk")
    assert [row.state for row in rows] == [EditionState.WITHDRAWN, EditionState.DISCARDED]


def test_small_numbers_of_children_in_words_are_named_until_somebody_says_why_they_may_stand(stage):
    report = stage.begin()
    section = report.sections.get(key="chairs_summary")
    section.body = "Three children waited for a plan."
    section.save()
    action = stage.plan.actions.first()
    action.text = "Visit the two families of the pilot."
    action.save()
    report = freeze_report(by=stage.officer, report=report, now=NOW)
    with pytest.raises(ValidationError) as refused:
        prepared(stage, report)
    [said] = refused.value.message_dict["numbers_reason"]
    # the chair's summary, which tells one too, is not told to the public
    assert said == SMALL.format(f"Action {action.number}")
    edition = prepared(stage, report, numbers_reason="It names the pilot, and no family.")
    assert small_numbers(content_of(edition), 4) != []
    assert edition.numbers_reason == "It names the pilot, and no family."


def test_figures_for_chief_officers_are_protected_anew_for_each_audience(stage):
    stage = measured()
    exact(stage.plan.area)
    report = stage.issued(marking=Marking.OFFICIAL_SENSITIVE)
    edition = issued(stage, report)
    figures = Edition.objects.get(pk=edition.figures_edition_id)
    assert (figures.audience, figures.state) == (Audience.PUBLIC, EditionState.ISSUED)
    assert content_of(edition)["told"]["audience"] == "the public"
    members = issued(stage, report, "members", marking=Marking.OFFICIAL_SENSITIVE)
    assert content_of(members)["told"]["audience"] == "committee members"
    withdraw_report_edition(by=stage.chair, edition=edition, reason="A wrong quarter.")
    assert Edition.objects.get(pk=figures.pk).state == EditionState.WITHDRAWN


def test_figures_that_were_left_out_bind_nothing(stage):
    stage = measured()
    edition = prepared(stage, stage.issued(), less=["indicators"])
    assert edition.figures_edition is None
    assert content_of(edition)["indicators"] == []
