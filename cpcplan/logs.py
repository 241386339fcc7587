"""Logs as fields: one JSON line an event, or plain lines where a person watches."""

from typing import Any

import structlog

from cpcplan.log_paths import WithoutSecrets

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configuration(*, level: str, plain: bool) -> dict[str, Any]:
    """Set up structlog and return Django's LOGGING, so that both kinds of log read alike."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=False)
        if plain
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "fields": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderer,
                ],
            }
        },
        "filters": {"without_secrets": {"()": WithoutSecrets}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "fields",
                "filters": ["without_secrets"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        # WeasyPrint and fontTools tell every glyph; only their warnings are of use.
        "loggers": {
            name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "kombu", "amqp")
        },
    }
