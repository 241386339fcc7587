"""Addresses of a plan as a file."""

from django.urls import URLPattern, URLResolver, path

from exchange.views import edited_files, files

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/files/", files.plan_files, name="plan_files"),
    path("plans/<slug:slug>/files/plan.<str:form>", files.plan_file, name="plan_file"),
    path("plans/<slug:slug>/files/edited/", edited_files.edited_file_send, name="edited_file_send"),
    path("edited-files/<int:pk>/", edited_files.edited_file, name="edited_file"),
    path(
        "edited-files/<int:pk>/discard/",
        edited_files.edited_file_discard,
        name="edited_file_discard",
    ),
]
