"""Settings from the environment: what is missing stops the start with its name."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from cpcplan import environment


def env(monkeypatch, **values: str) -> environ.Env:
    for name in ("SECRET_KEY", "SECRET_KEY_FILE", "CPCPLAN_DATA", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return environ.Env()


@pytest.mark.parametrize(
    ("read", "name"),
    [
        (environment.data_directory, "CPCPLAN_DATA"),
        (environment.database, "DATABASE_URL"),
        (lambda given: environment.secret_key(given, debug=False), "SECRET_KEY"),
    ],
)
def test_what_is_missing_is_named(monkeypatch, read, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        read(env(monkeypatch))


def test_data_directory_is_made(monkeypatch, tmp_path):
    wanted = tmp_path / "a" / "b"

    assert environment.data_directory(env(monkeypatch, CPCPLAN_DATA=str(wanted))) == wanted
    assert wanted.is_dir()


def test_secret_is_read_from_its_file(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    given = env(monkeypatch, SECRET_KEY_FILE=str(file), SECRET_KEY="from the environment")

    assert environment.secret_key(given, debug=False) == "from the file"


def test_empty_secret_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="empty"):
        environment.secret_key(env(monkeypatch, SECRET_KEY=""), debug=False)


def test_debug_needs_no_secret(monkeypatch):
    assert environment.secret_key(env(monkeypatch), debug=True).startswith("only-for-debug")


def test_sqlite_queues_its_writers(monkeypatch):
    made = environment.database(env(monkeypatch, DATABASE_URL="sqlite:////tmp/x.sqlite3"))

    assert made["OPTIONS"] == environment.SQLITE_OPTIONS


def test_postgresql_keeps_its_connections(monkeypatch):
    made = environment.database(env(monkeypatch, DATABASE_URL="postgres://me:pw@db:5432/plans"))

    assert (made["HOST"], made["NAME"], made["CONN_MAX_AGE"]) == ("db", "plans", 60)


def test_file_broker_reads_where_it_writes(tmp_path):
    options = environment.celery_transport("filesystem://", tmp_path)

    assert options["data_folder_in"] == options["data_folder_out"]
    assert (tmp_path / "broker" / "messages").is_dir()


def test_redis_never_hands_out_a_running_job(tmp_path):
    assert environment.celery_transport("redis://r", tmp_path)["visibility_timeout"] == 7200
