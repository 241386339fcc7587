"""Addresses of accounts."""

from django.urls import URLPattern, URLResolver, path

from accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-mail/", views.my_mail, name="my_mail"),
]
