"""The rule by which a plan's new dates go to the chief officers group."""

from committees.enums import BodyKind
from committees.models import DateRule
from plans.models import Plan


def date_rule_of(plan: Plan) -> DateRule:
    """The rule of the plan's committee, or of its area's; the defaults where none is set. One
    query."""
    of = {"body": plan.body_id} if plan.body_id else {"body__area": plan.area_id}
    rules = DateRule.objects.filter(**of)
    if not plan.body_id:
        rules = rules.filter(body__kind=BodyKind.COMMITTEE)
    return rules.order_by("body__position", "body_id").first() or DateRule(row_version=0)
