"""Addresses of what a lead is asked and says: updates, drafts, evidence, recurring work."""

from django.urls import URLPattern, URLResolver, path

from updates.views import drafts, occurrences, readings, update_table, updates

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-actions/", updates.mine, name="my_actions"),
    path("actions/<int:pk>/", updates.action, name="action_detail"),
    path("actions/<int:pk>/update/", updates.update, name="action_update"),
    path("actions/<int:pk>/occurrences/", occurrences.answer, name="action_occurrences"),
    path("plans/<slug:slug>/recurring/", occurrences.recurring, name="plan_recurring"),
    path("my-actions/table/", update_table.table, name="my_actions_table"),
    path("actions/<int:pk>/draft/", drafts.draft, name="action_draft"),
    path("measures/<int:pk>/", readings.measure, name="measure_detail"),
    path("measures/<int:pk>/readings/add/", readings.add, name="reading_add"),
    path("readings/<int:pk>/correct/", readings.correct, name="reading_correct"),
    path("evidence/<int:pk>/", drafts.evidence, name="evidence"),
]
