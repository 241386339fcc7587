"""Addresses of the committee itself."""

from django.urls import URLPattern, URLResolver, path

from governance.views import committee

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/committee/", committee.committee, name="committee"),
    path("groups/<int:pk>/year/", committee.year, name="committee_year"),
    path("groups/<int:pk>/seats/add/", committee.place_add, name="place_add"),
    path("seats/<int:pk>/edit/", committee.place_edit, name="place_edit"),
    path("members/<int:pk>/induction/", committee.induction, name="induction"),
    path("members/<int:pk>/terms/add/", committee.term_add, name="term_add"),
    path("terms/<int:pk>/edit/", committee.term_edit, name="term_edit"),
    path("groups/<int:pk>/strategies/add/", committee.strategy_add, name="strategy_add"),
    path("strategies/<int:pk>/edit/", committee.strategy_edit, name="strategy_edit"),
    path("groups/<int:pk>/contributions/add/", committee.contribution_add, name="contribution_add"),
    path("contributions/<int:pk>/edit/", committee.contribution_edit, name="contribution_edit"),
]
