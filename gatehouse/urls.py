"""Addresses of the way in; they stand before allauth's own and take some of their place."""

from django.urls import URLPattern, URLResolver, path, re_path

from gatehouse import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/password/reset/", views.password_link, name="account_reset_password"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_from_link,
        name="account_reset_password_from_key",
    ),
]
