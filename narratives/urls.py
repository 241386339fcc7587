"""Addresses of the parts of reports."""

from django.urls import URLPattern, URLResolver, path

from narratives.views import parts, signatures

PART = "reports/<int:pk>/sections/<slug:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/<int:pk>/ask/", parts.ask_for, name="parts_ask"),
    path(PART, parts.write, name="section_edit"),
    path(f"{PART}part/", parts.page, name="part_page"),
    path(f"{PART}claim/", parts.claim, name="part_claim"),
    path(f"{PART}hand-in/", parts.hand_in, name="part_hand_in"),
    path(f"{PART}review/", parts.review, name="part_review"),
    path(f"{PART}nobody/", parts.take_back, name="part_take_back"),
    path(f"{PART}signature/", signatures.ask_for, name="part_ask_signature"),
    path(f"{PART}sign/", signatures.sign, name="part_sign"),
]
