"""Addresses. Every app sets its own paths; the plan overview stands in the highest app it needs."""

from django.conf import settings
from django.urls import include, path

from cpcplan import style, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("account/", include("allauth.account.urls")),
    path("", include("actions.urls")),
    path("", include("outcomes.urls")),
    path("", include("plans.urls")),
    path("", include("committees.urls")),
    path("", include("accounts.urls")),
    # last, because /plans/<slug>/ would take /plans/import/ and the like
    path("", include("reporting.urls")),
]

if settings.DEBUG:
    urlpatterns += [path("style/", style.style, name="style")]
