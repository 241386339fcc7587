"""The record of an area as its people may read it: of all of it, a person, a plan, an action."""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db.models import Q, QuerySet

from accounts.roles import Permission
from audit.enums import Kind
from audit.models import Event, Version
from committees.models import Area
from committees.permissions import may
from committees.querysets import Actor

# from what belongs to a voice to the plan
OF_PLACE = ("heading__plan", "outcome__plan")
OF_PLAN = ("plan", "legend__plan", "action__plan", "window__plan", "report__plan")
OF_ACTION = ("action", "tie__action")
# what is told of a report that was issued, and the way from each to the report
OF_REPORT = {
    "reporting.report": "",
    "reporting.direction": "report__",
    "reporting.directionanswer": "direction__report__",
}
# what stands in a register, and the way from each to the column that says since when it is shared
OF_SHARED = {
    "assurance.activity": "shared_at",
    "assurance.finding": "activity__shared_at",
    "assurance.findingaction": "finding__activity__shared_at",
    "assurance.findingdecision": "finding__activity__shared_at",
    "risks.risk": "shared_on",
    "voices.voice": "shared_at",
    "voices.voicelink": "voice__shared_at",
    "voices.quotation": "voice__shared_at",
    "impact.statement": "shared_at",
    "evaluation.evaluation": "shared_at",
    "papers.paper": "agreed_at",
    "papers.paperpart": "paper__agreed_at",
}
# returns are shared by whoever accepts them
OF_ACCEPTED = {
    "returns.return": "verdict__outcome",
    "returns.coursequestion": "entry__sending__verdict__outcome",
}
# things that can be taken out of a plan: what they were of stands in their versions
REMOVED = {
    Kind.HEADING: "plans.heading",
    Kind.LEVEL: "plans.level",
    Kind.LEGEND_ENTRY: "plans.legendentry",
    Kind.OUTCOME: "outcomes.highleveloutcome",
    Kind.MEASURE: "outcomes.measure",
}
# what somebody began and did not send, and what was written before anything was agreed
UNSENT = (
    *("began draft", "discarded draft", "wrote section", "made proof of report"),
    *("asked for file again", "wrote letter", "letter bounced"),
    *("began return", "wrote return", "added to return", "changed in return"),
    *("took out of return", "began correction of return"),
)


def events_seen(user: Actor, area: Area) -> QuerySet[Event]:
    """The area's events that `user` may read, newest first.

    Events carry the words of what they are about: who reads no plans sees those about people and
    groups alone; who reads no drafts sees nothing of a plan that is a draft still, of a report that
    is not issued, or of what was begun and not sent.
    """
    events = Event.objects.filter(area_id=area.pk)
    if not may(user, Permission.PLAN_READ, area):
        return events.filter(_targets("accounts", "committees"))
    if not may(user, Permission.PLAN_READ_DRAFT, area):
        events = events.filter(_of_no_draft()).exclude(verb__in=UNSENT)
    if not may(user, Permission.REPORT_READ, area):
        events = events.filter(~_targets("reporting", "letters") | _of_issued())
    return events


def narrowed(
    events: QuerySet[Event],
    *,
    words: str | None = None,
    who: str | int | None = None,
    about: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """Those of some events that a person asked for; `about` names rooms with spaces between."""
    if about:
        events = events.filter(_targets(*about.split()))
    if who:
        events = events.filter(actor_id=int(who))
    if words:
        named = Q(actor_label__icontains=words) | Q(target_label__icontains=words)
        events = events.filter(named | Q(verb__icontains=words))
    if since:
        events = events.filter(at__date__gte=since)
    if until:
        events = events.filter(at__date__lte=until)
    return events


def people_of(events: QuerySet[Event]) -> list[tuple[int, str]]:
    """Who did something in some events: key and a name that they bore. One query."""
    rows = events.filter(actor_id__isnull=False).order_by("actor_label")
    named = dict(rows.values_list("actor_id", "actor_label").distinct())
    return [(key, name) for key, name in named.items() if key]


def of_plan(plan_id: int) -> Q:
    """Events about a plan and all that stands in it, also what was taken out of it since."""
    about = Q(target_type="plans.plan", target_id=plan_id) | _below(OF_PLAN, plan_id)
    for kind, target in REMOVED.items():
        keys = Version.objects.filter(kind=kind, plan_id=plan_id, removed=True)
        about |= Q(target_type=target, target_id__in=keys.values("key"))
    return about


def of_action(action_id: int) -> Q:
    """Events about an action, and about what was said and decided of it."""
    return Q(target_type="actions.action", target_id=action_id) | _below(OF_ACTION, action_id)


def _below(ways: Iterable[str], key: int) -> Q:
    """Events about rows that come to the row `key` by one of `ways`."""
    about = Q()
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        way = next((way for way in ways if way.split("__")[0] in names), "")
        if way and model._meta.app_label not in ("audit", "jobs"):
            rows = model._default_manager.filter(**{way: key})
            about |= Q(target_type=model._meta.label_lower, target_id__in=rows.values("pk"))
    return about


def _targets(*rooms: str) -> Q:
    """Events whose target stands in one of these rooms."""
    return Q(target_type__regex=rf"^({'|'.join(rooms)})\.")


def _of_no_draft() -> Q:
    """Events about what is no part of a plan, or of one that is no draft any more; of a register
    about what was shared."""
    rooms = ("actions", "imports", "meetings", "outcomes", "plans", "returns", "windows")
    registers = (
        "assurance",
        "connections",
        "evaluation",
        "governance",
        "impact",
        "papers",
        "risks",
        "voices",
    )
    seen = ~_targets(*rooms, *registers)
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        way = next((f"{name}__" for name in OF_PLAN[:4] if name.split("__")[0] in names), "")
        shared = OF_SHARED.get(model._meta.label_lower)
        if model._meta.label_lower == "plans.plan" or way or shared is not None:
            rows = model._default_manager.all()
            if shared is not None:
                rows = rows.filter(**{f"{shared}__isnull": False})
            if shared is None or way:
                rows = rows.exclude(**{f"{way}state": "draft"})
            for place in OF_PLACE if shared == "voice__shared_at" else ():
                if place.split("__")[0] in names:
                    rows = rows.exclude(**{f"{place}__state": "draft"})
            seen |= Q(target_type=model._meta.label_lower, target_id__in=rows.values("pk"))
    for label, way in OF_ACCEPTED.items():
        rows = apps.get_model(label)._default_manager.filter(**{way: "accepted"})
        seen |= Q(target_type=label, target_id__in=rows.values("pk"))
    return seen


def _of_issued() -> Q:
    """Events about reports that were issued, and about what is said of them."""
    seen = Q()
    for model in apps.get_models():
        way = OF_REPORT.get(model._meta.label_lower)
        if way is not None:
            rows = model._default_manager.filter(**{f"{way}state": "issued"})
            seen |= Q(target_type=model._meta.label_lower, target_id__in=rows.values("pk"))
    return seen
