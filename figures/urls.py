"""Addresses of figures."""

from django.urls import URLPattern, URLResolver, path

from figures.views import audiences, comparators, editions, gaps, give, indicators

OF_EDITIONS: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/figures/editions/", editions.area_editions, name="area_editions"),
    path(
        "areas/<slug:slug>/figures/editions/prepare/",
        editions.edition_prepare,
        name="edition_prepare",
    ),
    path("figures/editions/<int:pk>/", editions.edition, name="edition"),
    path("figures/editions/<int:pk>/release/", editions.edition_issue, name="edition_issue"),
    path("figures/editions/<int:pk>/put-aside/", editions.edition_discard, name="edition_discard"),
    path("figures/editions/<int:pk>/withdraw/", editions.edition_withdraw, name="edition_withdraw"),
    path("figures/editions/<int:pk>/let-out/", editions.edition_lift, name="edition_lift"),
    path(
        "figures/editions/<int:pk>/figures.csv",
        editions.edition_data,
        {"kind": "csv"},
        name="edition_csv",
    ),
    path(
        "figures/editions/<int:pk>/figures.json",
        editions.edition_data,
        {"kind": "json"},
        name="edition_json",
    ),
    path("areas/<slug:slug>/figures/audiences/", audiences.audience_rules, name="audience_rules"),
    path(
        "areas/<slug:slug>/figures/audiences/<str:audience>/",
        audiences.audience_rule_edit,
        name="audience_rule_edit",
    ),
    path("figures/rules/<int:pk>/answer/", audiences.rule_answer, name="rule_answer"),
    path("figures/rules/<int:pk>/withdraw/", audiences.rule_withdraw, name="rule_withdraw"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/figures/give/", give.figures_give, name="figures_give"),
    path("areas/<slug:slug>/figures/missing/", gaps.figures_missing, name="figures_missing"),
    path("figures/<int:pk>/give/<str:day>/", give.figure_give, name="figure_give"),
    path("figures/of/<slug:slug>/add/", indicators.add, name="indicator_add"),
    path("figures/<int:pk>/edit/", indicators.edit, name="indicator_edit"),
    path("figures/<int:pk>/stop/", indicators.stop, name="indicator_stop"),
    path("figures/<int:pk>/move/", indicators.move, name="indicator_move"),
    path("figures/<int:pk>/links/", indicators.link, name="indicator_link"),
    path("figures/links/<int:pk>/remove/", indicators.unlink, name="indicator_unlink"),
    path("figures/<int:pk>/comparator/", comparators.benchmark_add, name="benchmark_add"),
    path("figures/<int:pk>/agreed/", comparators.goal_add, name="goal_add"),
    *OF_EDITIONS,
]
