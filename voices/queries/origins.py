"""What children and families said, among what actions came of and what nothing answers yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from django.db.models import Exists, OuterRef, Q

from actions.enums import Origin
from actions.models import Lineage
from committees.models import Area
from committees.querysets import Actor
from plans.queries.origins import Outstanding, Provenance, Register
from voices.enums import Answer, LinkKind
from voices.models import Voice, VoiceLink
from voices.rules.answers import NOTHING_YET


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    links = VoiceLink.objects.visible_to(user).standing()
    links = links.filter(kind=LinkKind.CAME_OF, action__in=actions)
    for link in links.select_related("voice__group").order_by("added_at", "pk"):
        if link.action_id is not None:
            voice = link.voice
            yield Provenance(link.action_id, "voice", voice.pk, str(voice), voice.said)


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """What was said and nothing was decided on, or only actions that were withdrawn for nothing."""
    links = VoiceLink.objects.standing().filter(voice=OuterRef("pk"), kind=LinkKind.CAME_OF)
    onward = Lineage.objects.filter(source=OuterRef("action"))
    answers = links.filter(Q(action__withdrawn_on=None) | Exists(onward))
    rows = Voice.objects.visible_to(user).filter(~Exists(answers), area=area)
    rows = rows.filter(answer=Answer.NOTHING_YET).exclude(said="").select_related("group")
    for row in rows.order_by("pk"):
        page = "voice", row.pk
        yield Outstanding(
            str(Origin.VOICES.label), *page, str(row), row.said, row.heard_on, state=NOTHING_YET
        )


VOICES: Final = Register(_came_of, _outstanding)
