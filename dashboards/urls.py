"""Addresses of home and of what a plan shows."""

from django.urls import URLPattern, URLResolver, path

from dashboards.views import (
    changes,
    figures,
    first_steps,
    history,
    home,
    information,
    lists,
    plans,
    risks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("areas/<slug:slug>/start/", first_steps.area_start, name="area_start"),
    path("areas/<slug:slug>/information/", information.area_information, name="area_information"),
    path(
        "areas/<slug:slug>/information/<int:pk>/",
        information.information_taken,
        name="information_taken",
    ),
    path("figures/", figures.figures, name="figures"),
    path("figures/of/<slug:slug>/", figures.figure_list, name="figure_list"),
    path("figures/<int:pk>/", figures.indicator, name="indicator"),
    path("figures/<int:pk>/sentence/", figures.sentence, name="indicator_sentence"),
    path("figures/<int:pk>/answers/", figures.answers, name="indicator_answers"),
    path("areas/<slug:slug>/risks/", risks.risk_list, name="risk_list"),
    path("areas/<slug:slug>/risks.<str:form>", risks.risk_file, name="risk_file"),
    path("risks/<int:pk>/", risks.risk, name="risk"),
    path("plans/", lists.plan_list, name="plan_list"),
    path("plans/<slug:slug>/", plans.plan_dashboard, name="plan_dashboard"),
    path("plans/<slug:slug>/actions/", lists.plan_actions, name="plan_actions"),
    path("plans/<slug:slug>/text/", plans.plan_text_page, name="plan_text"),
    path("plans/<slug:slug>/data-quality/", plans.plan_data_quality, name="plan_data_quality"),
    path("plans/<slug:slug>/changes/", changes.plan_changes, name="plan_changes"),
    path("plans/<slug:slug>/history/", history.plan_history, name="plan_history"),
    path("actions/<int:pk>/history/", history.action_history, name="action_history"),
]
