"""What a person types into the forms of indicators."""

from django.core.files.uploadedfile import SimpleUploadedFile

from figures.enums import Unit
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World

SET = (
    "Set,Our set\nEdition,first\nDate,1 June 2022\nSource,The committee\n\n"
    "Name,Unit,What is counted,When,How often,Source\n"
    "Referrals heard of,Number,referrals,During the period,Each quarter,Returns\n"
)
DEFINITION = {
    "name": "Referrals",
    "unit": Unit.COUNT,
    "numerator": "referrals about the protection of a child",
    "timing": "during",
    "frequency": "quarter",
    "year_type": "august",
    "good": "neither",
    "chapter": "information",
    "source": "The council’s case system",
    "starts": "2025-08-01",
}
INNER = {"comparator": "Scotland", "value": "2.6", "edition_date": "2026-03-24", "source": "Tables"}


def _benchmark(w: World) -> Press:
    row = make.IndicatorFactory(area=w.area)
    return Press({**INNER, "period": "2025-10-31"}, at=[row.pk])


def _moved(w: World) -> Press:
    first, _last = (make.IndicatorFactory(area=w.area) for _ in range(2))
    return Press({"to": "down", "expected": first.row_version}, at=[first.pk])


def _link(w: World) -> Press:
    one, other = (make.IndicatorFactory(area=w.area) for _ in range(2))
    return Press({"kind": "part_of", "to": other.pk}, at=[one.pk])


def _unlinked(w: World) -> Press:
    return Press(at=[make.IndicatorLinkFactory(indicator__area=w.area, to__area=w.area).pk])


def _sentence(w: World) -> Press:
    row = make.ObservationFactory(indicator__area=w.area).indicator
    return Press({"text": "As many as before."}, at=[row.pk])


def _answers(w: World) -> Press:
    row = make.IndicatorFactory(area=w.area, questions="Were they held in time?")
    return Press({"answer-0": "Two were late."}, at=[row.pk])


INDICATORS: dict[str, Prepared] = {
    "indicator_add": lambda w: Press(DEFINITION),
    "indicator_edit": lambda w: Press({"name": "Children referred"}),
    "indicator_stop": lambda w: Press({"ends": "2026-10-31"}),
    "indicator_move": _moved,
    "indicator_link": _link,
    "indicator_unlink": _unlinked,
    "indicator_catalogue": lambda w: Press({"nation": "scotland"}),
    "indicator_sets": lambda w: Press({"file": SimpleUploadedFile("set.csv", SET.encode())}),
    "benchmark_add": _benchmark,
    "goal_add": lambda w: Press(
        {"kind": "target", "value": "90", "agreed_on": "2026-06-17", "agreed_by": "Committee"}
    ),
    "indicator_sentence": _sentence,
    "indicator_answers": _answers,
    "indicator_actions": lambda w: Press({"action": w.action.pk, "kind": "came_of"}),
    "action_indicators": lambda w: Press({"indicator": w.indicator.pk, "kind": "measured_by"}),
    "action_indicator_end": lambda w: Press(
        at=[
            make.ActionIndicatorFactory(
                action=w.action, indicator=make.IndicatorFactory(area=w.area)
            ).pk
        ]
    ),
}
