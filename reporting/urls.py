"""Addresses of reports."""

from django.urls import URLPattern, URLResolver, path

from reporting.views import directions, drafts, proofs, release, reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", reports.report_list, name="report_list"),
    path("plans/<slug:slug>/reports/new/", drafts.report_begin, name="report_begin"),
    path("reports/<int:pk>/", reports.report_page, name="report_detail"),
    path("reports/<int:pk>/progress/", reports.report_progress, name="report_progress"),
    path("reports/<int:pk>/details/", drafts.report_details, name="report_details"),
    path("reports/<int:pk>/parts/", drafts.report_contents, name="report_contents"),
    path("reports/<int:pk>/read/", reports.report_read, name="report_read"),
    path("reports/<int:pk>/proof/", proofs.report_proof, name="report_proof"),
    path("reports/<int:pk>/freeze/", drafts.report_freeze, name="report_freeze"),
    path("reports/<int:pk>/issue/", release.report_issue, name="report_issue"),
    path("reports/<int:pk>/return/", release.report_return, name="report_return"),
    path("reports/<int:pk>/received/", release.report_received, name="report_received"),
    path("reports/<int:pk>/erratum/", release.report_erratum, name="report_erratum"),
    path("reports/<int:pk>/next-version/", release.report_next_version, name="report_next_version"),
    path("reports/deliveries/<int:pk>/again/", release.report_send_again, name="report_send_again"),
    path("reports/files/<int:pk>/", reports.report_file, name="report_file"),
    path("reports/files/<int:pk>/again/", reports.report_file_again, name="report_file_again"),
    path("reports/<int:pk>/directions/new/", directions.direction_record, name="direction_record"),
    path("directions/", directions.direction_list, name="direction_list"),
    path("directions/<int:pk>/", directions.direction_page, name="direction_detail"),
    path("directions/<int:pk>/answer/", directions.direction_answer, name="direction_answer"),
    path("directions/<int:pk>/close/", directions.direction_close, name="direction_close"),
    path("directions/<int:pk>/closing/", directions.direction_closing, name="direction_closing"),
]
