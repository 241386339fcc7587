"""What a person types into the forms of what children and families said."""

from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World

VOICE = {
    "speakers": "young_people",
    "method": "group",
    "heard_on": "2026-06-17",
    "took_part": "12",
    "said": "Meetings are too long, and too many adults speak.",
}


def _draft(w: World) -> Press:
    return Press(at=[make.VoiceFactory(area=w.area, shared_at=None, shared_by=None).pk])


def _parted(w: World) -> Press:
    link = make.VoiceLinkFactory(voice=w.voice, heading=None, action=w.own_action)
    return Press(at=[link.pk])


VOICES: dict[str, Prepared] = {
    "difference_write": lambda w: Press(
        {"text": "Meetings are shorter.", "evidence": f"voice-{w.voice.pk}"}
    ),
    "difference_share": lambda w: Press(at=[w.unshared.pk]),
    "voice_add": lambda w: Press(VOICE),
    "voice_group_add": lambda w: Press({"name": "Young carers", "of_children": "on"}),
    "voice_edit": lambda w: Press({"said": "Meetings last too long."}),
    "voice_share": _draft,
    "voice_answer": lambda w: Press(
        {"answer": "decided", "words": "Meetings end after an hour.", "on": "2026-06-30"}
    ),
    "voice_told": lambda w: Press(
        {"feedback": "told", "words": "The advocate told them.", "on": "2026-06-30"}
    ),
    "voice_about": lambda w: Press({"place": f"a{w.action.pk}"}),
    "voice_came_of": lambda w: Press({"action": w.action.pk}),
    "voice_part": _parted,
    "quotation_add": lambda w: Press(
        {"words": "Nobody asked me.", "consent_from": "own", "consent_on": "2026-06-20"}
    ),
    "quotation_withdraw": lambda w: Press(at=[make.QuotationFactory(voice=w.voice).pk]),
}
