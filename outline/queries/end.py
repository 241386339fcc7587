"""The open actions of a plan that ends, with what was decided of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from actions.enums import ActionKind, Way
from actions.models import Action, Disposal
from actions.queries.positions import position
from actions.queries.rows import Row
from documents.enums import Canonical
from outline.rules.end import Balance, Choice, balance, holding, waits_for
from plans.models import Plan


@dataclass(frozen=True)
class Ending:
    """One open action. `disposal` is what holds of it; `waits` is what has to be settled first."""

    action: Action
    row: Row
    disposal: Disposal | None
    waits: str

    @property
    def ongoing(self) -> bool:
        return self.action.kind == ActionKind.ONGOING


@dataclass(frozen=True)
class End:
    """A plan's open actions in its order. `digest` changes with anything that was decided."""

    plan: Plan
    rows: Sequence[Ending]
    balance: Balance
    digest: str

    @property
    def left(self) -> list[Ending]:
        return [row for row in self.rows if row.disposal is None]

    @property
    def waiting(self) -> list[Ending]:
        return [row for row in self.rows if row.waits]

    @property
    def going_on(self) -> list[Ending]:
        """Those that the plan that follows begins with, in their order."""
        goes = (Way.CARRY, Way.ONGOING)
        return [row for row in self.rows if row.disposal and row.disposal.way in goes]

    def into(self, row: Ending) -> list[Ending]:
        """Those that are merged into `row`."""
        return [one for one in self.rows if one.disposal and one.disposal.into_id == row.action.pk]

    def row_of(self, pk: int) -> Ending | None:
        return next((row for row in self.rows if row.action.pk == pk), None)

    def after(self, pk: int) -> Ending | None:
        """The next one that nobody has decided, from `pk` on and round to the beginning."""
        keys = [row.action.pk for row in self.rows]
        at = keys.index(pk) if pk in keys else -1
        order = [*self.rows[at + 1 :], *self.rows[: at + 1]]
        return next((row for row in order if not row.disposal and not row.waits), None)


def end_of(plan: Plan, today: date) -> End:
    """What is open of `plan` today: in the plan and not verified complete. As many queries as a
    position, and two."""
    rows = [row for row in position(plan, today).rows if row.standing.rating != Canonical.COMPLETE]
    keys = [row.standing.action.pk for row in rows]
    actions = Action.objects.filter(pk__in=keys).select_related("plan").in_bulk()
    decided = {row.action_id: row for row in Disposal.objects.filter(action__in=keys)}
    choices = {key: Choice(Way(row.way), row.into_id) for key, row in decided.items()}
    held = holding(keys, choices)
    endings = [
        Ending(
            action=actions[key],
            row=row,
            disposal=decided[key] if key in held else None,
            waits=waits_for(
                claimed=row.standing.claimed, asked=row.standing.open_revision is not None
            ),
        )
        for key, row in zip(keys, rows, strict=True)
    ]
    said = [(key, _said(decided.get(key)), actions[key].row_version) for key in keys]
    return End(
        plan=plan,
        rows=endings,
        balance=balance(keys, held),
        digest=sha256(repr(said).encode()).hexdigest()[:16],
    )


def _said(row: Disposal | None) -> tuple[str, int | None, str, int] | None:
    return (row.way, row.into_id, row.reason, row.row_version) if row else None
