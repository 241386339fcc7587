"""Addresses of papers that people write."""

from django.urls import URLPattern, URLResolver, path

from papers import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/begin/", views.begin_minutes, name="minutes_begin"),
    path("reports/<int:pk>/summary/", views.summary, name="summary"),
    path("reports/<int:pk>/summary/begin/", views.begin_summary, name="summary_begin"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/file/", views.file, name="paper_file"),
    path("papers/<int:pk>/agree/", views.agree, name="paper_agree"),
    path("papers/<int:pk>/take-back/", views.withdraw, name="paper_withdraw"),
    path("papers/<int:pk>/<slug:key>/", views.part, name="paper_part"),
]
