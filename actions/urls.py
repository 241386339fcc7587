"""Addresses of actions."""

from django.urls import URLPattern, URLResolver, path

from actions.views import (
    calendars,
    checking,
    chief_officers,
    deciding,
    editing,
    importing,
    owing,
    tables,
    updating,
    windows,
    writing,
)
from actions.views.mailing import plan_mail

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-actions/", updating.mine, name="my_actions"),
    path("actions/<int:pk>/", updating.action, name="action_detail"),
    path("actions/<int:pk>/update/", updating.update, name="action_update"),
    path("actions/<int:pk>/challenge/", deciding.challenge, name="action_challenge"),
    path("actions/<int:pk>/new-date/", deciding.new_date, name="action_new_date"),
    path("actions/<int:pk>/new-date/decide/", deciding.decide_date, name="action_new_date_decide"),
    path("actions/<int:pk>/completion/", deciding.completion, name="action_completion"),
    path("actions/<int:pk>/edit/", editing.edit, name="action_edit"),
    path("actions/<int:pk>/leads/", editing.leads, name="action_leads"),
    path("actions/<int:pk>/withdraw/", editing.withdraw, name="action_withdraw"),
    path("actions/<int:pk>/reopen/", deciding.reopen, name="action_reopen"),
    path(
        "dates-for-chief-officers/", chief_officers.waiting_dates, name="dates_for_chief_officers"
    ),
    path(
        "dates-for-chief-officers/<int:pk>/", chief_officers.decide, name="date_for_chief_officers"
    ),
    path("plans/import/", importing.start, name="plan_import"),
    path("plans/import/template/", importing.blank, name="plan_import_template"),
    path("plans/import/<int:pk>/", importing.preview, name="plan_import_preview"),
    path("plans/import/<int:pk>/confirm/", importing.confirm, name="plan_import_confirm"),
    path("plans/import/<int:pk>/discard/", importing.discard, name="plan_import_discard"),
    path("plans/<slug:slug>/actions/add/", editing.add, name="action_add"),
    path("plans/<slug:slug>/decisions/", deciding.queue, name="plan_decisions"),
    path("plans/<slug:slug>/checking/", checking.queue, name="plan_checking"),
    path("plans/<slug:slug>/checking/accept/", checking.accept_plain, name="plan_checking_accept"),
    path("updates/<int:pk>/accept/", checking.accept, name="update_accept"),
    path("updates/<int:pk>/send-back/", checking.send_back, name="update_send_back"),
    path("updates/<int:pk>/wording/", checking.wording, name="update_wording"),
    path("actions/<int:pk>/proposal/", checking.proposal, name="action_proposal"),
    path("actions/<int:pk>/comment/", checking.comment, name="action_comment"),
    path("plans/<slug:slug>/windows/", windows.windows, name="plan_windows"),
    path("windows/<int:pk>/reopen/", windows.reopen, name="window_reopen"),
    path("plans/<slug:slug>/owing/", owing.owing_page, name="plan_owing"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("plans/<slug:slug>/mail/", plan_mail, name="plan_mail"),
    path("calendar/<slug:secret>.ics", calendars.feed, name="calendar_feed"),
    path("my-actions/table/", tables.table, name="my_actions_table"),
    path("actions/<int:pk>/draft/", writing.draft, name="action_draft"),
    path("evidence/<int:pk>/", writing.evidence, name="evidence"),
]
