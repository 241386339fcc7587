"""Addresses of the import."""

from django.urls import URLPattern, URLResolver, path

from imports.views import decisions, figures, plans, reversal

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/figures/sheet/", figures.sheet, name="figures_sheet"),
    path("areas/<slug:slug>/figures/template/", figures.blank, name="figures_template"),
    path("plans/<slug:slug>/take-back/", reversal.take_back, name="plan_take_back"),
    path("plans/import/", plans.start, name="plan_import"),
    path("plans/import/template/", plans.blank, name="plan_import_template"),
    path("areas/<slug:slug>/import-decisions/", decisions.decisions, name="import_decisions"),
    path(
        "areas/<slug:slug>/import-decisions/file/",
        decisions.decision_file,
        name="plan_import_decisions",
    ),
    path(
        "import-decisions/<int:pk>/forget/",
        decisions.decision_forget,
        name="import_decision_forget",
    ),
    path("plans/import/<int:pk>/", plans.preview, name="plan_import_preview"),
    path("plans/import/<int:pk>/leads/", plans.leads, name="plan_import_leads"),
    path("plans/import/<int:pk>/confirm/", plans.confirm, name="plan_import_confirm"),
    path("plans/import/<int:pk>/discard/", plans.discard, name="plan_import_discard"),
]
