"""What a person types into the forms of self-evaluation."""

from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _written(w: World) -> Press:
    words = {"on": "2026-06-03", "grade": "5", "known": "Leaders read every audit."}
    return Press({**words, "activities": [w.activity.pk]})


def _evidence(w: World) -> Press:
    return Press({"voice": w.voice.pk}, at=[w.evaluation_draft.pk])


EVALUATION: dict[str, Prepared] = {
    "evaluation_write": _written,
    "evaluation_plan": lambda w: Press({"on": "2027-01-15"}),
    "evaluation_evidence": _evidence,
    "evaluation_evidence_remove": lambda w: Press(
        at=[
            make.ShownFactory(
                evaluation=w.evaluation_draft,
                activity=None,
                voice=make.VoiceFactory(area=w.area),
            ).pk
        ]
    ),
    "evaluation_share": lambda w: Press(at=[w.evaluation_draft.pk]),
}
