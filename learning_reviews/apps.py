from django.apps import AppConfig


class LearningReviewsConfig(AppConfig):
    name = "learning_reviews"
