"""Addresses of actions."""

from django.urls import URLPattern, URLResolver, path

from actions.views import actions, indicators, risks

urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/<int:pk>/edit/", actions.edit, name="action_edit"),
    path("actions/<int:pk>/leads/", actions.leads, name="action_leads"),
    path("actions/<int:pk>/links/", actions.links, name="action_links"),
    path("actions/<int:pk>/withdraw/", actions.withdraw, name="action_withdraw"),
    path("actions/<int:pk>/undo/", actions.undo, name="action_undo"),
    path("actions/<int:pk>/figures/", indicators.indicators, name="action_indicators"),
    path("figures/<int:pk>/actions/", indicators.of_indicator, name="indicator_actions"),
    path("figure-links/<int:pk>/end/", indicators.take_off, name="action_indicator_end"),
    path("actions/<int:pk>/risks/", risks.of_action, name="action_risks"),
    path("risks/<int:pk>/actions/", risks.of_risk, name="risk_join"),
    path("risk-links/<int:pk>/end/", risks.part, name="risk_part"),
    path("plans/<slug:slug>/actions/add/", actions.add, name="action_add"),
]
