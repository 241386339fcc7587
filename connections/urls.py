"""Addresses of other plans that actions serve."""

from django.urls import URLPattern, URLResolver, path

from connections.views import other_plans

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/other-plans/", other_plans.other_plan_list, name="other_plans"),
    path("areas/<slug:slug>/other-plans/add/", other_plans.add, name="other_plan_add"),
    path("other-plans/<int:pk>/", other_plans.other_plan, name="other_plan"),
    path(
        "other-plans/<int:pk>/actions.<str:form>",
        other_plans.extract_file,
        name="other_plan_file",
    ),
    path("other-plans/<int:pk>/edit/", other_plans.edit, name="other_plan_edit"),
    path("other-plans/<int:pk>/actions/", other_plans.connect, name="other_plan_connect"),
    path("actions/<int:pk>/other-plans/", other_plans.of_action, name="action_other_plans"),
    path("connections/<int:pk>/end/", other_plans.disconnect, name="connection_end"),
]
