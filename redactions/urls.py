"""Addresses of redactions."""

from django.urls import URLPattern, URLResolver, path

from redactions import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/redactions/", views.area_redactions, name="area_redactions"),
    path(
        "areas/<slug:slug>/redactions/propose/", views.redaction_propose, name="redaction_propose"
    ),
    path("redactions/<int:pk>/", views.redaction, name="redaction"),
    path("redactions/<int:pk>/decline/", views.redaction_decline, name="redaction_decline"),
]
