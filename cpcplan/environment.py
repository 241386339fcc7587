"""Settings read from the environment, failing loudly: a missing secret has no stand-in."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ENGINES = ("sqlite3", "postgresql")
SQLITE_OPTIONS: dict[str, Any] = {
    # Writers queue for the lock when the transaction begins, not half-way through it.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # secure_delete: what was taken out is overwritten, not only left out.
    # recursive_triggers: else INSERT OR REPLACE would delete a row past the trigger that refuses it
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; "
        "PRAGMA secure_delete=ON;"
    ),
}


def data_directory(env: environ.Env) -> Path:
    """The one directory that holds what the site keeps; `CPCPLAN_DATA` must name it."""
    directory = Path(env.str("CPCPLAN_DATA")).expanduser().resolve()
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def secret_key(env: environ.Env, *, debug: bool) -> str:
    """`SECRET_KEY`, or the text of the file in `SECRET_KEY_FILE`; no default outside DEBUG."""
    if path := env.str("SECRET_KEY_FILE", default=""):
        key = Path(path).read_text(encoding="utf-8").strip()
    elif debug:
        key = env.str("SECRET_KEY", default="only-for-debug-" + "0123456789abcdef" * 4)
    else:
        key = env.str("SECRET_KEY")
    if not key:
        raise ImproperlyConfigured("The secret key is empty.")
    return key


def database(env: environ.Env) -> dict[str, Any]:
    """`DATABASE_URL` as Django wants it, with what SQLite needs to serve several writers."""
    settings: dict[str, Any] = env.db_url("DATABASE_URL")
    engine = settings["ENGINE"].removeprefix("django.db.backends.")
    if engine in ENGINES:
        # Django's own, which note what a transaction writes in the record
        settings["ENGINE"] = f"audit.databases.{engine}"
    # SQLite too: who opens it reads the whole schema, several hundred triggers with it
    settings["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    if engine == "sqlite3":
        settings["OPTIONS"] = settings.get("OPTIONS", {}) | SQLITE_OPTIONS
    else:
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def celery_transport(broker_url: str, data: Path) -> dict[str, Any]:
    """Transport options that survived the kill tests, for the embedded and the Redis broker."""
    if broker_url.startswith("filesystem:"):
        folder = data / "broker"
        for name in ("messages", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return {
            "data_folder_in": str(folder / "messages"),
            "data_folder_out": str(folder / "messages"),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.2,
        }
    return {
        # Longer than any job, or Redis would hand a running job to a second worker.
        "visibility_timeout": 2 * 60 * 60,
        "unacked_restore_throttle": 1,
        # A request that rings the bell must not hang when Redis is away.
        "socket_connect_timeout": 3,
        "socket_timeout": 30,
    }
