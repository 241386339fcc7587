from committees.querysets import M
from plans.querysets import OfPlanQuerySet


class WindowReopeningQuerySet(OfPlanQuerySet[M]):
    plan_path, area_path = "window__plan__", "window__plan__area"
