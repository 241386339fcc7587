"""Addresses of files in which a whole area leaves."""

from django.urls import URLPattern, URLResolver, path

from archive import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/archive/", views.departure_list, name="departure_list"),
    path("areas/<slug:slug>/archive/ask/", views.departure_ask, name="departure_ask"),
    path("archive/<int:pk>/", views.departure, name="departure"),
    path("archive/<int:pk>/decline/", views.departure_decline, name="departure_decline"),
    path("archive/<int:pk>/file/", views.departure_file, name="departure_file"),
]
