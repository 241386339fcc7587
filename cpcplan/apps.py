from django.apps import AppConfig

from cpcplan import checks  # noqa: F401  (registers the start-up checks)


class CpcplanConfig(AppConfig):
    name = "cpcplan"
    verbose_name = "cpcplan"
