"""Addresses on which risks are written; they are read in `dashboards`."""

from django.urls import URLPattern, URLResolver, path

from risks.views import register, steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/risks/add/", register.add, name="risk_add"),
    path("areas/<slug:slug>/risks/thresholds/", register.scale, name="risk_scale"),
    path("risks/<int:pk>/edit/", register.edit, name="risk_edit"),
    path("risks/<int:pk>/about/", register.links, name="risk_links"),
    path("risks/<int:pk>/share/", register.share, name="risk_share"),
    path("risks/<int:pk>/review/", steps.rate, name="risk_rate"),
    path("risks/<int:pk>/escalate/", steps.escalate, name="risk_escalate"),
    path("risks/<int:pk>/take-back/", steps.take_back, name="risk_return"),
    path("risks/<int:pk>/close/", steps.close, name="risk_close"),
    path("risks/<int:pk>/reopen/", steps.reopen, name="risk_reopen"),
]
