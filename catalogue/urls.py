"""Addresses on which many indicators come in at once."""

from django.urls import URLPattern, URLResolver, path

from catalogue import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("figures/of/<slug:slug>/catalogue/", views.catalogue, name="indicator_catalogue"),
    path("figures/of/<slug:slug>/sets/", views.sets, name="indicator_sets"),
    path("figures/of/<slug:slug>/frame/", views.frame, name="indicator_set_frame"),
]
