from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "entrance"

    def ready(self) -> None:
        from entrance import receivers  # noqa: F401, PLC0415
