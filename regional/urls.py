"""Addresses of what several areas share of an action."""

from django.urls import URLPattern, URLResolver, path

from regional.views import regional

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/regional-actions/", regional.regional_list, name="regional_list"),
    path("actions/<int:pk>/regional/", regional.share, name="action_share"),
    path("actions/<int:pk>/regional/end/", regional.untie, name="action_untie"),
    path("regional-actions/<int:pk>/update/", regional.update, name="regional_update"),
    path("regional-actions/offers/<int:pk>/", regional.answer, name="tie_answer"),
]
