from django.apps import AppConfig


class GatehouseConfig(AppConfig):
    name = "gatehouse"
    verbose_name = "The way in: tries, known devices, agencies' own sign-in"
