"""Addresses of actions."""

from django.urls import URLPattern, URLResolver, path

from actions.views import (
    actions,
    checks,
    chief_officers,
    decisions,
    drafts,
    occurrences,
    regional,
    update_table,
    updates,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-actions/", updates.mine, name="my_actions"),
    path("actions/<int:pk>/", updates.action, name="action_detail"),
    path("actions/<int:pk>/update/", updates.update, name="action_update"),
    path("actions/<int:pk>/challenge/", decisions.challenge, name="action_challenge"),
    path("actions/<int:pk>/new-date/", decisions.new_date, name="action_new_date"),
    path("actions/<int:pk>/new-date/decide/", decisions.decide_date, name="action_new_date_decide"),
    path("actions/<int:pk>/completion/", decisions.completion, name="action_completion"),
    path("actions/<int:pk>/edit/", actions.edit, name="action_edit"),
    path("actions/<int:pk>/leads/", actions.leads, name="action_leads"),
    path("actions/<int:pk>/links/", actions.links, name="action_links"),
    path("actions/<int:pk>/withdraw/", actions.withdraw, name="action_withdraw"),
    path("actions/<int:pk>/occurrences/", occurrences.answer, name="action_occurrences"),
    path("plans/<slug:slug>/recurring/", occurrences.recurring, name="plan_recurring"),
    path("areas/<slug:slug>/regional-actions/", regional.regional_list, name="regional_list"),
    path("actions/<int:pk>/regional/", regional.share, name="action_share"),
    path("actions/<int:pk>/regional/end/", regional.untie, name="action_untie"),
    path("regional-actions/<int:pk>/update/", regional.update, name="regional_update"),
    path("regional-actions/offers/<int:pk>/", regional.answer, name="tie_answer"),
    path("actions/<int:pk>/undo/", actions.undo, name="action_undo"),
    path("actions/<int:pk>/reopen/", decisions.reopen, name="action_reopen"),
    path(
        "dates-for-chief-officers/", chief_officers.waiting_dates, name="dates_for_chief_officers"
    ),
    path(
        "dates-for-chief-officers/<int:pk>/", chief_officers.decide, name="date_for_chief_officers"
    ),
    path("plans/<slug:slug>/actions/add/", actions.add, name="action_add"),
    path(
        "dates-for-chief-officers/areas/<slug:slug>/",
        chief_officers.decide_list,
        name="dates_decided_together",
    ),
    path("plans/<slug:slug>/decisions/", decisions.queue, name="plan_decisions"),
    path(
        "plans/<slug:slug>/decisions/chief-officers/",
        chief_officers.recorded,
        name="officers_recorded",
    ),
    path("plans/<slug:slug>/checking/", checks.queue, name="plan_checking"),
    path("plans/<slug:slug>/checking/accept/", checks.accept_plain, name="plan_checking_accept"),
    path("updates/<int:pk>/accept/", checks.accept, name="update_accept"),
    path("updates/<int:pk>/send-back/", checks.send_back, name="update_send_back"),
    path("updates/<int:pk>/wording/", checks.wording, name="update_wording"),
    path("actions/<int:pk>/proposal/", checks.proposal, name="action_proposal"),
    path("actions/<int:pk>/comment/", checks.comment, name="action_comment"),
    path("my-actions/table/", update_table.table, name="my_actions_table"),
    path("actions/<int:pk>/draft/", drafts.draft, name="action_draft"),
    path("evidence/<int:pk>/", drafts.evidence, name="evidence"),
]
