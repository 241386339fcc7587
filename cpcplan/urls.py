"""Addresses. Every app sets its own paths; the plan overview stands in the highest app it needs."""

from django.conf import settings
from django.urls import include, path, re_path

from cpcplan import views
from web import style
from web.status_colours import COLOURS, status_colours

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    re_path(rf"^status-colours/({COLOURS})\.css$", status_colours, name="status_colours"),
    # before allauth's, some of whose pages it takes the place of
    path("", include("gatehouse.urls")),
    path("account/", include("allauth.account.urls")),
    *(
        path("", include(f"{room}.urls"))
        for room in (
            *("accounts", "committees", "plans", "outcomes", "windows", "imports", "actions"),
            *("updates", "decisions", "regional"),
            *("outline", "meetings", "reporting", "reminders"),
            # last, because /plans/<slug>/ would take /plans/import/ and the like
            "dashboards",
        )
    ),
]

if settings.DEBUG:
    urlpatterns += [path("style/", style.style, name="style")]
