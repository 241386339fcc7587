"""Addresses of the way in; they stand before allauth's own and take some of their place."""

from django.urls import URLPattern, URLResolver, path, re_path

from gatehouse.views import agencies, passwords

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/login/", passwords.sign_in, name="account_login"),
    path("account/agency/<slug:slug>/", agencies.agency_sign_in, name="agency_sign_in"),
    path("account/agency/<slug:slug>/back/", agencies.agency_callback, name="agency_callback"),
    path("account/password/reset/", passwords.password_link, name="account_reset_password"),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        passwords.password_from_link,
        name="account_reset_password_from_key",
    ),
]
