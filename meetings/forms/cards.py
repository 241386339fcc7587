"""The forms beside an agenda's actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

from accounts.models import User
from actions.rules.record import EntryState
from committees.models import Post
from meetings.enums import DecisionKind
from meetings.forms.decision import ChangedForm, MeetingForm
from meetings.models import MeetingDecision
from meetings.queries.agenda import LABELS, Agenda, Card
from plans.models import LegendEntry
from plans.queries import Branch

NEW = "add"
F = TypeVar("F", bound=MeetingForm)


@dataclass(frozen=True)
class Choice:
    """One kind of decision beside an action; `open` where its form was sent and refused."""

    kind: DecisionKind
    label: str
    form: MeetingForm
    open: bool


@dataclass(frozen=True)
class CardShown:
    """An action with the forms for what may be decided about it."""

    card: Card
    choices: Sequence[Choice]


@dataclass(frozen=True)
class SectionShown:
    key: str
    label: str
    cards: Sequence[CardShown]


@dataclass(frozen=True)
class AgendaShown:
    agenda: Agenda
    sections: Sequence[SectionShown]
    chosen: CardShown | None


@dataclass(frozen=True)
class Forms:
    """Makes the forms of one page; `kept` is what a person typed before their session ended."""

    user: User
    branches: Sequence[Branch]
    posts: Sequence[Post]
    entries: Sequence[LegendEntry | EntryState]
    kept: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def sent(self, data: Any) -> MeetingForm | None:
        """The form that was sent, or None when its kind cannot be read."""
        kind = data.get("kind", "")
        if kind not in DecisionKind.values:
            return None
        place = NEW if kind == DecisionKind.ADD else data.get("action", "")
        return self._form(DecisionKind(kind), place, MeetingForm, data=data)

    def of(self, row: MeetingDecision, data: Any) -> ChangedForm:
        """The form that changes a recorded decision."""
        return self._form(DecisionKind(row.kind), "change", ChangedForm, data=data, row=row)

    def add(self, sent: MeetingForm | None) -> MeetingForm:
        """The form for another action: the one that was refused, or an empty one."""
        refused = sent is not None and sent.decision == DecisionKind.ADD
        return sent if refused and sent else self._fresh(DecisionKind.ADD, NEW, {})

    def put_into(self, agenda: Agenda, sent: MeetingForm | None) -> AgendaShown:
        """The agenda with a form for each kind beside each action."""
        sections = [
            SectionShown(one.key, one.label, [self._card(card, sent) for card in one.cards])
            for one in agenda.sections
        ]
        chosen = self._card(agenda.chosen, sent) if agenda.chosen else None
        return AgendaShown(agenda, sections, chosen)

    def place(self, form: MeetingForm) -> str:
        """The name of the place on the page that a form stands at."""
        is_new = form.decision == DecisionKind.ADD
        return NEW if is_new else f"action-{form.cleaned_data['action']}"

    def chosen(self, asked: Mapping[str, str], sent: MeetingForm | None) -> int | None:
        """The action that the address, a refused form or a kept one is about."""
        kept = (self.kept.get("action") or [""])[-1]
        words = (sent.typed("action") if sent else "") or kept or asked.get("action", "")
        return int(words) if words.isdecimal() and len(words) < 19 else None

    def _card(self, card: Card, sent: MeetingForm | None) -> CardShown:
        return CardShown(card, [self._choice(card, kind, sent) for kind in card.kinds])

    def _choice(self, card: Card, kind: DecisionKind, sent: MeetingForm | None) -> Choice:
        label = "Verify as complete" if kind == DecisionKind.COMPLETE and card.claim else ""
        about = str(card.row.pk)
        if sent and sent.decision == kind and sent.typed("action") == about:
            return Choice(kind, label or LABELS[kind], sent, open=True)
        form = self._fresh(kind, about, _first(card, kind))
        return Choice(kind, label or LABELS[kind], form, open=self._was_kept(kind, about))

    def _was_kept(self, kind: DecisionKind, about: str) -> bool:
        return self.kept.get("kind") == [kind] and self.kept.get("action", [""]) == [about]

    def _fresh(self, kind: DecisionKind, place: str, first: Mapping[str, Any]) -> MeetingForm:
        about = "" if place == NEW else place
        kept = self.kept if self._was_kept(kind, about) else {}
        initial = {**first, "kind": kind.value, "action": about, "token": uuid4()}
        return self._form(kind, place, MeetingForm, initial=initial, kept=kept)

    def _form(self, kind: DecisionKind, place: str, form: type[F], **given: Any) -> F:
        return form(
            decision=kind,
            branches=self.branches,
            posts=self.posts,
            entries=self.entries,
            user=self.user,
            auto_id=f"{kind}-{place}-%s",
            **given,
        )


def _first(card: Card, kind: DecisionKind) -> dict[str, Any]:
    """What a form says first: the date, reason and evidence that the lead gave."""
    if kind == DecisionKind.EXTEND and card.asked:
        asked = card.asked
        return {
            "proposed_due": asked.proposed_due,
            "reason": asked.reason,
            "impact": asked.impact,
        }
    if kind == DecisionKind.COMPLETE and card.claiming:
        said = card.claiming
        return {"evidence": said.evidence, "difference": said.difference}
    return {}
