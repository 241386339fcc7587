"""Addresses of the import."""

from django.urls import URLPattern, URLResolver, path

from imports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/import/", views.start, name="plan_import"),
    path("plans/import/template/", views.blank, name="plan_import_template"),
    path("plans/import/<int:pk>/", views.preview, name="plan_import_preview"),
    path("plans/import/<int:pk>/leads/", views.leads, name="plan_import_leads"),
    path("plans/import/<int:pk>/confirm/", views.confirm, name="plan_import_confirm"),
    path("plans/import/<int:pk>/discard/", views.discard, name="plan_import_discard"),
]
