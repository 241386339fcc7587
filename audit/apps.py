from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        """Name to the databases what is entered in the chain, and by whom."""
        import_module("audit.services.guards").stand(self)
