from django.apps import AppConfig


class ShortPapersConfig(AppConfig):
    name = "short_papers"
