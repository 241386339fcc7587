"""Who may open what children and families said; see `addresses.py`."""

from dataclasses import replace

from tests.metatests.gates import Gate, P, in_area, in_plan, of_plan

VOICES: dict[str, Gate] = {
    "plan_difference": in_plan(P.PLAN_READ),
    "difference_write": replace(
        in_plan(P.VOICE_EDIT), made=lambda world: [world.plan.slug, f"h{world.heading.pk}"]
    ),
    "difference_share": of_plan("statement", P.VOICE_EDIT, post_only=True),
    "voice_list": in_area(P.PLAN_READ),
    "voice_add": in_area(P.VOICE_EDIT),
    "voice_group_add": in_area(P.VOICE_EDIT),
    "plan_voices": in_plan(P.PLAN_READ),
    "voice": of_plan("voice", P.PLAN_READ),
    "voice_edit": of_plan("voice", P.VOICE_EDIT),
    "voice_share": of_plan("voice", P.VOICE_EDIT, post_only=True),
    "voice_answer": of_plan("voice", P.VOICE_EDIT),
    "voice_told": of_plan("voice", P.VOICE_EDIT),
    "voice_about": of_plan("voice", P.VOICE_EDIT),
    "voice_came_of": of_plan("voice", P.VOICE_EDIT),
    "voice_part": of_plan("voice_link", P.VOICE_EDIT, post_only=True),
    "quotation_add": of_plan("voice", P.VOICE_EDIT),
    "quotation_withdraw": of_plan("quotation", P.VOICE_EDIT, post_only=True),
}
