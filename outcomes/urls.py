"""Addresses of outcomes: what stands beside a plan's tree."""

from django.urls import URLPattern, URLResolver, path

from outcomes import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/outcomes/", views.outcome_list, name="outcome_list"),
    path("plans/<slug:slug>/outcomes/add/", views.outcome_add, name="outcome_add"),
    path("plans/<slug:slug>/measures/", views.measure_list, name="measure_list"),
    path("plans/<slug:slug>/measures/add/", views.measure_add, name="measure_add"),
    path("outcomes/<int:pk>/edit/", views.outcome_edit, name="outcome_edit"),
    path("outcomes/<int:pk>/remove/", views.outcome_remove, name="outcome_remove"),
    path("measures/<int:pk>/edit/", views.measure_edit, name="measure_edit"),
    path("measures/<int:pk>/remove/", views.measure_remove, name="measure_remove"),
]
