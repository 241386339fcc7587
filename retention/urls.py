"""Addresses of what is kept."""

from django.urls import URLPattern, URLResolver, path

from retention import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/kept/", views.area_retention, name="area_retention"),
    path("my-data/", views.my_data, name="my_data"),
    path("my-data/file/", views.my_data_file, name="my_data_file"),
]
