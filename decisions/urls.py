"""Addresses of checks, of what waits for a decision, and of dates that go to chief officers."""

from django.urls import URLPattern, URLResolver, path

from decisions.views import checks, chief_officers, decisions

urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/<int:pk>/challenge/", decisions.challenge, name="action_challenge"),
    path("actions/<int:pk>/new-date/", decisions.new_date, name="action_new_date"),
    path("actions/<int:pk>/new-date/decide/", decisions.decide_date, name="action_new_date_decide"),
    path("actions/<int:pk>/completion/", decisions.completion, name="action_completion"),
    path("actions/<int:pk>/reopen/", decisions.reopen, name="action_reopen"),
    path(
        "dates-for-chief-officers/", chief_officers.waiting_dates, name="dates_for_chief_officers"
    ),
    path(
        "dates-for-chief-officers/<int:pk>/", chief_officers.decide, name="date_for_chief_officers"
    ),
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
]
