"""Addresses of the short papers of a report."""

from django.urls import URLPattern, URLResolver, path

from short_papers import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/<int:pk>/papers/", views.report_papers, name="report_papers"),
    path("reports/<int:pk>/papers/plan/", views.report_plan_page, name="report_plan_page"),
    path("reports/<int:pk>/papers/slides/", views.report_slides, name="report_slides"),
    path("reports/<int:pk>/papers/action/", views.report_action_sheet, name="report_action_sheet"),
    path(
        "reports/<int:pk>/papers/agency/",
        views.report_agency_extract,
        name="report_agency_extract",
    ),
    path("reports/<int:pk>/papers/cover/", views.report_cover_report, name="report_cover_report"),
    path("reports/<int:pk>/scrutiny/", views.report_scrutiny, name="report_scrutiny"),
    path(
        "reports/<int:pk>/scrutiny/file/", views.report_scrutiny_file, name="report_scrutiny_file"
    ),
    path("plans/<slug:slug>/on-a-page/", views.plan_on_a_page, name="plan_on_a_page"),
    path("actions/<int:pk>/sheet/", views.action_sheet, name="action_sheet"),
]
