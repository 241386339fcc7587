"""Addresses of learning reviews. The keys in them are drawn by lot."""

from django.urls import URLPattern, URLResolver, path

from learning_reviews.views import findings, register, reviews

ONE = "learning-reviews/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("areas/<slug:slug>/learning-reviews/", register.register, name="learning_review_list"),
    path("areas/<slug:slug>/learning-reviews/open/", register.add, name="learning_review_open"),
    path(
        "areas/<slug:slug>/learning-reviews/numbers/",
        register.numbers,
        name="learning_review_numbers",
    ),
    path(ONE, reviews.review, name="learning_review"),
    path(f"{ONE}stages/", reviews.step, name="learning_review_step"),
    path(f"{ONE}people/", reviews.name_person, name="learning_review_name"),
    path(f"{ONE}findings/", findings.add, name="learning_review_finding"),
    path(
        "learning-review-stages/<uuid:pk>/end/", reviews.step_back, name="learning_review_step_back"
    ),
    path("learning-review-people/<uuid:pk>/end/", reviews.unname, name="learning_review_unname"),
    path(
        "learning-review-findings/<uuid:pk>/remove/",
        findings.remove,
        name="learning_review_finding_remove",
    ),
    path("learning-review-findings/<uuid:pk>/actions/", findings.join, name="learning_review_join"),
    path("learning-review-actions/<uuid:pk>/end/", findings.part, name="learning_review_part"),
]
