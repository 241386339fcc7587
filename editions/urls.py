"""Addresses of editions."""

from django.urls import URLPattern, URLResolver, path

from editions.views import editions, life

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/editions/", editions.edition_list, name="report_edition_list"),
    path("reports/<int:pk>/papers/large/", editions.report_large_print, name="report_large_print"),
    path("reports/<int:pk>/editions/", editions.editions_of_report, name="report_editions"),
    path(
        "reports/<int:pk>/editions/<slug:audience>/new/",
        life.edition_prepare,
        name="report_edition_prepare",
    ),
    path("reports/editions/<int:pk>/", editions.edition_page, name="report_edition"),
    path("reports/editions/<int:pk>/read/", editions.edition_read, name="report_edition_read"),
    path("reports/editions/<int:pk>/issue/", life.edition_issue, name="report_edition_issue"),
    path("reports/editions/<int:pk>/aside/", life.edition_discard, name="report_edition_discard"),
    path(
        "reports/editions/<int:pk>/withdraw/", life.edition_withdraw, name="report_edition_withdraw"
    ),
    path("reports/editions/files/<int:pk>/", editions.edition_file, name="report_edition_file"),
    path(
        "reports/editions/files/<int:pk>/again/",
        life.edition_file_again,
        name="report_edition_file_again",
    ),
]
