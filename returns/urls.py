"""Addresses of the returns of sub-committees."""

from django.urls import URLPattern, URLResolver, path

from returns.views import duties, entries, returns

urlpatterns: list[URLPattern | URLResolver] = [
    path("returns/", returns.returns, name="returns"),
    path("areas/<slug:slug>/returns/", returns.return_list, name="return_list"),
    path("areas/<slug:slug>/returns/asked/", duties.duty_list, name="return_duties"),
    path("areas/<slug:slug>/returns/asked/add/", duties.add, name="return_duty_add"),
    path("returns/asked/<int:pk>/edit/", duties.edit, name="return_duty_edit"),
    path("returns/asked/<int:pk>/<str:day>/", returns.return_page, name="return_page"),
    path("returns/asked/<int:pk>/<str:day>/file.<str:form>", returns.file, name="return_file"),
    path("returns/asked/<int:pk>/<str:day>/begin/", returns.begin, name="return_begin"),
    path("returns/<int:pk>/edit/", returns.edit, name="return_edit"),
    path("returns/<int:pk>/send/", returns.send, name="return_send"),
    path("returns/<int:pk>/correct/", returns.correct, name="return_correct"),
    path("returns/<int:pk>/check/", returns.check, name="return_check"),
    path("returns/<int:pk>/add/", entries.add, name="return_entry_add"),
    path("returns/entries/<int:pk>/edit/", entries.edit, name="return_entry_edit"),
    path("returns/entries/<int:pk>/remove/", entries.remove, name="return_entry_remove"),
    path("returns/courses/<int:pk>/", entries.answer, name="return_course"),
]
