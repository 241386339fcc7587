"""Calls of the services that write what children and families said."""

from dataclasses import replace
from typing import Any

from impact.enums import Ground
from impact.rules.evidence import Evidence
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, Prepare
from voices.enums import Answer, Feedback, LinkKind, Method, Relation, Who
from voices.rules.facts import AnswerFacts, FeedbackFacts, VoiceFacts

SURVEY = VoiceFacts(
    method=Method.SURVEY, heard_on=DAY, said="Letters are hard to read.", who=Who.PARENTS
)


def _draft(w: World) -> dict[str, Any]:
    return {"voice": make.VoiceFactory(area=w.area, shared_at=None, shared_by=None)}


VOICES: dict[str, Prepare] = {
    "impact.write_statement": lambda w: {
        "priority": w.heading,
        "expected": 1,
        "text": "Meetings are shorter.",
        "evidence": [Evidence(Ground.VOICE, w.voice.pk)],
    },
    "impact.share_statement": lambda w: {"statement": w.unshared},
    "voices.add_group": lambda w: {"area": w.area, "name": "Young carers", "of_children": True},
    "voices.add_voice": lambda w: {"area": w.area, "facts": SURVEY},
    "voices.edit_voice": lambda w: {
        "voice": w.voice,
        "expected": 1,
        "facts": replace(w.voice.facts(), said="Meetings last too long."),
    },
    "voices.answer_voice": lambda w: {
        "voice": w.voice,
        "expected": 1,
        "facts": AnswerFacts(Answer.DECIDED, "Meetings end after an hour.", w.voice.heard_on),
    },
    "voices.tell_back": lambda w: {
        "voice": w.voice,
        "expected": 1,
        "facts": FeedbackFacts(Feedback.TOLD, "The advocate told them.", w.voice.heard_on),
    },
    "voices.share_voice": _draft,
    "voices.join_voice": lambda w: {
        "voice": w.voice,
        "to": w.action,
        "kind": LinkKind.CONCERNS,
    },
    "voices.part_voice": lambda w: {"link": w.voice_link},
    "voices.add_quotation": lambda w: {
        "voice": w.voice,
        "words": "Nobody asked me.",
        "consent_from": Relation.OWN,
        "consent_on": DAY,
    },
    "voices.withdraw_consent": lambda w: {"quotation": w.quotation},
}
