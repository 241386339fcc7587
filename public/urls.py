"""Addresses that anybody may open. What was issued keeps its own for ever (ADR 356)."""

from django.urls import URLPattern, URLResolver, path

from public.views import areas, checks, files, reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("public/", areas.public_areas, name="public_areas"),
    # before the areas: none may be called so
    path("public/check/", checks.public_check, name="public_check"),
    path("public/<slug:slug>/", areas.public_area, name="public_area"),
    path("public/<slug:slug>/logo/<slug:mark>/", files.public_logo, name="public_logo"),
    path("public/<slug:slug>/plan/", areas.public_plan_page, name="public_plan"),
    path("public/<slug:slug>/reports/<int:pk>/", reports.public_report, name="public_report"),
    path("public/<slug:slug>/reports/<int:pk>/data/", reports.public_data, name="public_data"),
    path(
        "public/<slug:slug>/reports/<int:pk>/data/<slug:name>.<slug:ending>",
        files.public_table,
        name="public_table",
    ),
    path(
        "public/<slug:slug>/reports/<int:pk>/<slug:format>/", files.public_file, name="public_file"
    ),
]
