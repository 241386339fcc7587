"""Addresses of the assurance register."""

from django.urls import URLPattern, URLResolver, path

from assurance.views import activities, findings

urlpatterns: list[URLPattern | URLResolver] = [
    path("assurance/", activities.assurance, name="assurance"),
    path("areas/<slug:slug>/assurance/", activities.assurance_list, name="assurance_list"),
    path("areas/<slug:slug>/assurance/add/", activities.add, name="activity_add"),
    path("areas/<slug:slug>/commitments/", activities.commitments, name="commitments"),
    path("assurance/<int:pk>/", activities.activity, name="activity"),
    path("assurance/<int:pk>/findings.<str:form>", activities.activity_file, name="activity_file"),
    path("assurance/<int:pk>/edit/", activities.edit, name="activity_edit"),
    path("assurance/<int:pk>/share/", activities.share, name="activity_share"),
    path("assurance/<int:pk>/judgements/add/", activities.judgement_add, name="judgement_add"),
    path("assurance/<int:pk>/findings/add/", findings.add, name="finding_add"),
    path("judgements/<int:pk>/remove/", activities.judgement_remove, name="judgement_remove"),
    path("findings/<int:pk>/edit/", findings.edit, name="finding_edit"),
    path("findings/<int:pk>/remove/", findings.remove, name="finding_remove"),
    path("findings/<int:pk>/actions/", findings.join, name="finding_join"),
    path("findings/<int:pk>/decide/", findings.decide, name="finding_decide"),
    path("finding-decisions/<int:pk>/end/", findings.decision_end, name="finding_decision_end"),
    path("actions/<int:pk>/findings/", findings.of_action, name="action_findings"),
    path("finding-links/<int:pk>/end/", findings.part, name="finding_part"),
]
