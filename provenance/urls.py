"""The address at which a paper in somebody's hand is compared with what was issued."""

from django.urls import URLPattern, URLResolver, path

from provenance.views import papers

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/check/", papers.paper_check, name="paper_check"),
]
