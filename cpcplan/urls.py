"""Addresses. Every app sets its own paths; the plan overview stands in the highest app it needs."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from committees.views.own_address import own_address
from cpcplan import views
from web import style
from web.status_stylesheet import COLOURS, status_colours

TO_SECURITY = RedirectView.as_view(pattern_name="security")

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("accessibility/", views.accessibility, name="accessibility"),
    re_path(rf"^status-colours/({COLOURS})\.css$", status_colours, name="status_colours"),
    # before allauth's, some of whose pages it takes the place of
    path("", include("gatehouse.urls")),
    # in place of allauth's: an address is opened, then confirmed by a second person (ADR 180)
    path("account/email/", own_address, name="account_email"),
    path("account/", include("allauth.account.urls")),
    # allauth's own lists of factors: they stand on the person's one page
    path("account/second-factor/", TO_SECURITY, name="mfa_index"),
    path("account/second-factor/webauthn/", TO_SECURITY, name="mfa_list_webauthn"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    *(
        path("", include(f"{room}.urls"))
        for room in (
            *(
                "accounts",
                "committees",
                "entrance",
                "plans",
                "outcomes",
                "figures",
                "catalogue",
                "risks",
                "windows",
                "imports",
                "actions",
            ),
            *(
                "assurance",
                "connections",
                "voices",
                "impact",
                "evaluation",
                "returns",
                "learning_reviews",
                "updates",
                "decisions",
                "regional",
            ),
            *(
                "outline",
                "meetings",
                "governance",
                "reporting",
                "short_papers",
                "editions",
                "papers",
                "provenance",
                "public",
                "narratives",
                "reminders",
                "redactions",
                "retention",
                "archive",
                "exchange",
            ),
            # last, because /plans/<slug>/ would take /plans/import/ and the like
            "dashboards",
        )
    ),
]

if settings.DEBUG:
    urlpatterns += [path("style/", style.style, name="style")]
