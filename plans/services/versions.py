"""What is decided about a plan, and the versions in which its words are kept.

A published plan's words change only under a review, which ends with a version: `require_review`
is asked by every service that writes them. What a meeting or chief officers decided about the plan
is written `by_decision`, and is a version of its own where nobody reviews the plan.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import after_last, locked, locked_rows
from committees.models import Meeting
from plans.enums import OVER, Decision, PlanState
from plans.models import Plan, PlanReview, PlanVersion, SignOff
from plans.queries import plan_text
from plans.rules import versions as said
from plans.rules.lifecycle import next_state
from timescales.date_format import long_day

STATE_LABELS = dict(PlanState.choices)


def require_review(plan: Plan) -> None:
    """Raises ValidationError where the plan's words may not be changed: it is over, or it is
    published and no version is begun. Nobody ends the review before this transaction's end."""
    refuse_over(plan)
    if plan.state == PlanState.PUBLISHED and _open_review(plan) is None:
        last = _last(plan)
        raise ValidationError(said.why_not_changed(last.number if last else 0))


def refuse_over(plan: Plan) -> None:
    """Raises ValidationError for a plan that is closed, with where its work goes on."""
    if plan.state in OVER:
        raise ValidationError(why_over(plan))


def why_over(plan: Plan) -> str:
    """What is said of a plan that is closed, with the plan in which its work goes on."""
    return said.why_over(plan.followed_by())


@transaction.atomic
def begin_review(*, by: User, plan: Plan, purpose: str = "") -> PlanReview:
    """Open a published plan's words: what is changed from now on belongs to the next version.

    Where they are open already that review is the answer. Raises ValidationError for a plan in
    another state.
    """
    plan = locked(plan)
    refuse_over(plan)
    if plan.state != PlanState.PUBLISHED:
        raise ValidationError(said.NOT_PUBLISHED)
    if under_way := _open_review(plan):
        return under_way
    review = _begin(by, plan, purpose.strip())
    record(
        by=by,
        verb="began plan version",
        target=plan,
        area_id=plan.area_id,
        changes={"number": _next_number(plan), "purpose": review.purpose},
    )
    return review


@contextmanager
def by_decision(
    *,
    by: User,
    plan: Plan,
    label: str,
    on: date,
    decided_by: str = "",
    decided_at: Meeting | None = None,
) -> Iterator[None]:
    """What is written inside was decided: it needs no review, and is a version of its own.

    Where a review is under way it belongs to that one's version. The version is dated `on`, or the
    day of the last one where that is later. To be used inside a transaction.
    """
    now = locked(plan)
    if now.state != PlanState.PUBLISHED or _open_review(now):
        yield
        return
    review = _begin(by, now, "")
    yield
    last = _last(now)
    day = max(on, last.dated) if last else on
    version = _keep(now, label=label[:120], dated=day, decided_by=decided_by, decided_at=decided_at)
    _end(review, version)
    record(by=by, verb="kept plan version", target=version, area_id=now.area_id)


@transaction.atomic
def decide_on_plan(
    *, by: User | None, plan: Plan, decision: Decision, decided_by: str, on: date, note: str = ""
) -> SignOff:
    """Record that a plan was agreed, published, reopened or closed, and keep its text of that day.

    A review under way ends with the version that is kept. Raises ValidationError when the move is
    not allowed from its state (plans.rules.lifecycle).
    """
    current = locked(plan)
    if twice := _same_decision(plan, decision, decided_by=decided_by, on=on, note=note):
        return twice
    state = next_state(PlanState(current.state), decision)
    if state is None:
        label = STATE_LABELS[PlanState(current.state)].lower()
        raise ValidationError(f"A plan that is {label} cannot be {decision.label.lower()}.")
    plan.state = current.state = state
    current.save(update_fields=["state"])
    keep(by=by, row=current, on=on)
    if decision in (Decision.AGREED, Decision.PUBLISHED, Decision.CLOSED):
        label = f"{decision.label} {long_day(on)}"
        version = _keep(current, label=label, dated=on, decided_by=decided_by)
        if review := _open_review(current):
            _end(review, version)
    sign_off = SignOff.objects.create(
        plan=plan, decision=decision, decided_by=decided_by, decided_on=on, note=note
    )
    record(by=by, verb=f"recorded plan {decision.value}", target=plan, area_id=plan.area_id)
    return sign_off


@transaction.atomic
def keep_version(
    *,
    by: User,
    plan: Plan,
    label: str,
    dated: date,
    decided_by: str = "",
    decided_at: Meeting | None = None,
    note: str = "",
) -> PlanVersion:
    """Keep the plan's text as a new dated version ("Reviewed and updated November 2023").

    Of a published plan it ends the review that is under way, and says who agreed it. The same name
    and date for the same text (a button pressed twice) is the version that is kept. Raises
    ValidationError beside the field for a day that has not come or lies before the last version,
    and where nobody is named; for a closed plan, and a published one without a review.
    """
    plan = locked(plan, "area")
    refuse_over(plan)
    last, review = _last(plan), _open_review(plan)
    if last and not review and _is_same(plan, last, label, dated):
        return last
    _check_version(plan, last, review, dated, bool(decided_by.strip() or decided_at))
    version = _keep(
        plan,
        label=label,
        dated=dated,
        decided_by=decided_by.strip(),
        decided_at=decided_at,
        note=note.strip(),
    )
    if review:
        _end(review, version)
    record(by=by, verb="kept plan version", target=version, area_id=plan.area_id)
    return version


def _check_version(
    plan: Plan, last: PlanVersion | None, review: PlanReview | None, dated: date, named: bool
) -> None:
    wrong = {}
    if dated > timezone.localdate():
        wrong["dated"] = said.NOT_COME
    elif last and dated < last.dated:
        wrong["dated"] = said.BEFORE_LAST.format(last.number, long_day(last.dated))
    if plan.state == PlanState.PUBLISHED:
        if review is None:
            raise ValidationError(said.NOT_BEGUN.format(last.number if last else 0))
        if not named:
            wrong["decided_by"] = said.NOBODY
    if wrong:
        raise ValidationError(wrong)


def _is_same(plan: Plan, last: PlanVersion, label: str, dated: date) -> bool:
    return (last.label, last.dated) == (label, dated) and last.content == plan_text(plan)


def _begin(by: User, plan: Plan, purpose: str) -> PlanReview:
    return PlanReview.objects.create(
        plan=plan,
        begun_on=timezone.localdate(),
        begun_by_label=str(by)[:200],
        purpose=purpose,
    )


def _end(review: PlanReview, version: PlanVersion) -> None:
    """A review ends on the day on which its version is kept, whatever day that is dated."""
    review.ended_on, review.version = timezone.localdate(), version
    review.save(update_fields=["ended_on", "version"])


def _open_review(plan: Plan) -> PlanReview | None:
    return next(iter(locked_rows(PlanReview.objects.under_way().filter(plan=plan))), None)


def _last(plan: Plan) -> PlanVersion | None:
    return PlanVersion.objects.filter(plan=plan).order_by("number").last()


def _next_number(plan: Plan) -> int:
    return after_last(PlanVersion.objects.filter(plan=plan), "number")


def _keep(
    plan: Plan,
    *,
    label: str,
    dated: date,
    decided_by: str = "",
    decided_at: Meeting | None = None,
    note: str = "",
) -> PlanVersion:
    return PlanVersion.objects.create(
        plan=plan,
        number=_next_number(plan),
        label=label,
        dated=dated,
        decided_by=decided_by,
        decided_at=decided_at,
        note=note,
        content=plan_text(plan),
    )


def _same_decision(
    plan: Plan, decision: Decision, *, decided_by: str, on: date, note: str
) -> SignOff | None:
    """The plan's last decision where it is this very one: a button pressed twice."""
    last = plan.sign_offs.order_by("pk").last()
    said_then = (decision, decided_by, on, note)
    same = last and (last.decision, last.decided_by, last.decided_on, last.note) == said_then
    return last if same else None
