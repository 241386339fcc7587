"""Addresses of what children, young people and families said."""

from django.urls import URLPattern, URLResolver, path

from voices.views import links, quotations, voices

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/voices/", voices.voice_list, name="voice_list"),
    path("areas/<slug:slug>/voices/add/", voices.add, name="voice_add"),
    path("areas/<slug:slug>/voices/groups/add/", voices.group_add, name="voice_group_add"),
    path("plans/<slug:slug>/voices/", voices.plan_voices, name="plan_voices"),
    path("voices/<int:pk>/", voices.voice, name="voice"),
    path("voices/<int:pk>/edit/", voices.edit, name="voice_edit"),
    path("voices/<int:pk>/share/", voices.share, name="voice_share"),
    path("voices/<int:pk>/answer/", voices.answer, name="voice_answer"),
    path("voices/<int:pk>/told/", voices.feedback, name="voice_told"),
    path("voices/<int:pk>/about/", links.about, name="voice_about"),
    path("voices/<int:pk>/actions/", links.came_of, name="voice_came_of"),
    path("voices/<int:pk>/quotations/add/", quotations.add, name="quotation_add"),
    path("voice-links/<int:pk>/end/", links.part, name="voice_part"),
    path("quotations/<int:pk>/withdraw/", quotations.withdraw, name="quotation_withdraw"),
]
