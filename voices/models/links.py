"""What a voice is about, and what came of it."""

from typing import Final

from django.db import models
from django.db.models import Q

from accounts.models import Spell
from actions.models import Action
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from voices.enums import LinkKind
from voices.models.voices import Voice
from voices.querysets import VoiceLinkQuerySet

TARGETS: Final = ("heading", "outcome", "action")
Place = Heading | HighLevelOutcome | Action


def _only(name: str) -> Q:
    return Q(**{f"{one}__isnull": one != name for one in TARGETS})


class VoiceLink(Spell):
    """A voice is about a priority, an outcome or an action, or an action came of it: from a moment
    to a moment. A row that has ended stays; one whose heading or outcome is taken out of the plan
    goes with it."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=LinkKind)
    heading = models.ForeignKey(
        Heading, null=True, on_delete=models.CASCADE, related_name="voice_links"
    )
    outcome = models.ForeignKey(
        HighLevelOutcome, null=True, on_delete=models.CASCADE, related_name="voice_links"
    )
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="voice_links"
    )

    objects = VoiceLinkQuerySet["VoiceLink"].as_manager()

    class Meta:
        ordering = ["voice", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=_only("heading") | _only("outcome") | _only("action"),
                name="voice_link_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.CONCERNS) | Q(action__isnull=False),
                name="only_actions_come_of_a_voice",
            ),
            *(
                models.UniqueConstraint(
                    fields=["voice", "kind", name],
                    condition=Q(ended_at__isnull=True, **{f"{name}__isnull": False}),
                    name=f"voice_once_on_{name}",
                )
                for name in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.voice}"

    @property
    def name(self) -> str:
        """What it leads to, in short; each is looked up where it was not loaded."""
        if self.action:
            return f"Action {self.action.reference}"
        if self.outcome:
            return f"Outcome {self.outcome.number}: {self.outcome.text}"
        return self.heading.title if self.heading else ""
