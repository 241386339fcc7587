from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "entrance"
    verbose_name = "The way in: tries, known devices, agencies' own sign-in"
