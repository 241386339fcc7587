"""How an area judges itself by a framework of its own."""

from __future__ import annotations

from assurance.enums import Grade
from assurance.models import Activity
from demonstration.queries.sources import Source, Table
from demonstration.services.assurance import noon
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from evaluation.models import Evaluation, QualityIndicator
from evaluation.queries.evidence import figures_told
from evaluation.rules.facts import EvaluationFacts
from evaluation.rules.files import framework_in
from evaluation.services import (
    add_evidence,
    import_framework,
    plan_evaluation,
    share_evaluation,
    write_evaluation,
)
from voices.models import Voice


def keep_evaluations(source: Source, place: Place, printed: Printed) -> None:
    """The framework of the file with its programme and evaluations; what is no draft is shared on
    its day. Nothing where the file has none."""
    told = source.story.get("framework")
    if told is None:
        return
    since = place.timetable.months_ago(24)
    framework = import_framework(by=None, area=place.area, sent=framework_in(told), since=since)
    rows = QualityIndicator.objects.filter(domain__framework=framework)
    indicators = {row.number: row for row in rows}
    for number, months in told["planned"]:
        on = place.timetable.months_ago(-months)
        indicator = indicators[number]
        plan_evaluation(by=place.lead_officer, indicator=indicator, expected=0, on=on, since=since)
    for row in source.story.get("evaluations", ()):
        _evaluate(row, indicators[row["number"]], place, printed)


def _evaluate(row: Table, indicator: QualityIndicator, place: Place, printed: Printed) -> None:
    on = place.timetable.months_ago(row["months_ago"])
    titles = row.get("activities", ())
    evaluation = write_evaluation(
        by=place.lead_officer,
        indicator=indicator,
        expected=0,
        facts=EvaluationFacts(
            on=on,
            grade=Grade(row["grade"]) if "grade" in row else None,
            known=row["known"],
            to_improve=row.get("to_improve", ""),
        ),
        activities=list(Activity.objects.filter(area=place.area, title__in=titles)),
        actions=[printed.actions[key] for key in row.get("actions", ())],
        today=on,
    )
    _rest(row, evaluation, place)
    if not row.get("draft"):
        share_evaluation(by=place.lead_officer, evaluation=evaluation, at=noon(on))


def _rest(row: Table, evaluation: Evaluation, place: Place) -> None:
    """What else it rests on: a voice by its first words, a figure by its name."""
    said, name = row.get("voice"), row.get("figure")
    voices = Voice.objects.filter(area=place.area, shared_at__isnull=False)
    voice = voices.get(said__startswith=said) if said else None
    figures = figures_told(place.area) if name else []
    figure = next((one for one in figures if one.name == name), None)
    if voice or figure:
        add_evidence(
            by=place.lead_officer,
            evaluation=evaluation,
            figure=figure,
            voice=voice,
            today=evaluation.on,
        )
