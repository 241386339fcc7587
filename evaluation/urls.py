"""Addresses of self-evaluation."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import evaluations

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/self-evaluation/", evaluations.evaluation_list, name="evaluation_list"),
    path("frameworks/<int:pk>/", evaluations.framework, name="evaluation_framework"),
    path("frameworks/<int:pk>/file.<str:form>", evaluations.file, name="evaluation_file"),
    path("quality-indicators/<int:pk>/", evaluations.indicator, name="evaluation_indicator"),
    path("quality-indicators/<int:pk>/write/", evaluations.write, name="evaluation_write"),
    path("quality-indicators/<int:pk>/planned/", evaluations.plan, name="evaluation_plan"),
    path("evaluations/<int:pk>/evidence/", evaluations.evidence, name="evaluation_evidence"),
    path(
        "evaluation-evidence/<int:pk>/remove/",
        evaluations.evidence_remove,
        name="evaluation_evidence_remove",
    ),
    path("evaluations/<int:pk>/share/", evaluations.share, name="evaluation_share"),
]
