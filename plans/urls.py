"""Addresses of plans: where their text is written. Reading them stands in reporting."""

from django.urls import URLPattern, URLResolver, path

from plans.views import calendar, headings, plan, versions

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/plans/add/", plan.plan_add, name="plan_add"),
    path("plans/<slug:slug>/edit/", plan.plan_edit, name="plan_edit"),
    path("plans/<slug:slug>/edit/words/", plan.plan_words, name="plan_words"),
    path("plans/<slug:slug>/edit/calendar/", calendar.plan_calendar, name="plan_calendar"),
    path("plans/<slug:slug>/headings/add/", headings.heading_add, name="heading_add"),
    path("plans/<slug:slug>/versions/", versions.plan_versions, name="plan_versions"),
    path("plans/<slug:slug>/versions/begin/", versions.version_begin, name="version_begin"),
    path("plans/<slug:slug>/versions/compare/", versions.version_compare, name="version_compare"),
    path("plans/<slug:slug>/versions/keep/", versions.version_keep, name="version_keep"),
    path("plans/<slug:slug>/decide/", versions.plan_decide, name="plan_decide"),
    path("versions/<int:pk>/", versions.plan_version, name="plan_version"),
    path("plans/<slug:slug>/levels/add/", plan.level_add, name="level_add"),
    path("plans/<slug:slug>/legend/add/", plan.legend_add, name="legend_add"),
    path("levels/<int:pk>/remove/", plan.level_remove, name="level_remove"),
    path("levels/<int:pk>/edit/", plan.level_edit, name="level_edit"),
    path("legend/<int:pk>/edit/", plan.legend_edit, name="legend_edit"),
    path("headings/<int:pk>/edit/", headings.heading_edit, name="heading_edit"),
]
