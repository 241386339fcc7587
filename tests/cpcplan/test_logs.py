"""Logs name no secret: those of gunicorn, of Django's refusals, and of what nobody thought of."""

import io
import logging
import logging.config
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver
from gunicorn.config import Config

from cpcplan.access_log import AccessLog
from cpcplan.log_paths import SECRETS, shown_path
from cpcplan.logs import configuration

# parts of addresses that say what a page is about, and let nobody in
PLAIN = {
    *("slug", "colours", "pk", "decision", "audience", "day", "form"),
    *("name", "ending", "format"),  # of a released table or document
    "mark",  # of a logo, by which a browser knows that it is another
}
CALENDAR = "/calendar/qP3v0Q3m0rN9cJ8m1x2.ics"
RESET = "/account/password/reset/key/1f-cx8z2p-0a1b2c3d4e5f/"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/plans/", "/plans/"),
        ("/actions/12/update/", "/actions/12/update/"),
        ("/plans/?q=a+name+somebody+searched", "/plans/"),
        (CALENDAR, "/calendar/….ics"),
        (RESET, "/account/password/reset/key/…-…/"),
        (RESET[:-1], "/account/…"),
        (CALENDAR.replace(".ics", ""), "/calendar/…"),
        ("/wp-admin", "/wp-admin"),
        ("/", "/"),
    ],
)
def test_path_is_shown_without_what_lets_people_in(asked, shown):
    assert shown_path(asked) == shown


def parts(resolver) -> set[str]:
    names: set[str] = set()
    for row in resolver.url_patterns:
        given = {name for name, kind in row.pattern.converters.items() if kind.regex != "[0-9]+"}
        names |= given | set(getattr(row.pattern, "regex", None).groupindex)
        names |= set() if isinstance(row, URLPattern) else parts(row)
    return names


def test_every_part_of_an_address_is_a_secret_or_known_to_be_none():
    assert parts(get_resolver()) - SECRETS - PLAIN == set()


def line(environ: dict[str, str]) -> str:
    """What gunicorn writes of a request, by the configuration that it is served with."""
    config, given = Config(), {}
    exec(compile((settings.BASE_DIR / "gunicorn.conf.py").read_text(), "conf", "exec"), given)
    assert given["logger_class"] == f"{AccessLog.__module__}.{AccessLog.__name__}"
    config.set("accesslog", "-")
    config.set("access_log_format", given["access_log_format"])
    log, out = AccessLog(config), io.StringIO()
    log.access_log.handlers = [logging.StreamHandler(out)]
    answer = SimpleNamespace(status="200 OK", headers=[], sent=12, response_length=12)
    took = SimpleNamespace(seconds=0, microseconds=4000)
    took.total_seconds = lambda: 0.004
    request = SimpleNamespace(headers=[("REFERER", environ.get("HTTP_REFERER", ""))])
    log.access(answer, request, environ, took)
    return out.getvalue()


@pytest.mark.parametrize("path", [CALENDAR, RESET])
def test_gunicorn_writes_no_secret(path):
    environ = {
        "REMOTE_ADDR": "192.0.2.7",
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "RAW_URI": f"{path}?q=words",
        "QUERY_STRING": "q=words",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": f"https://plans.example.org{path}",
    }

    assert line(environ) == f'192.0.2.7 "GET {shown_path(path)} HTTP/1.1" 200 12 4ms\n'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", CALENDAR, 404), ("post", CALENDAR, 405)]
)
def test_django_writes_no_secret_of_what_it_refuses(method, path, status):
    out, logger = io.StringIO(), logging.getLogger("django.request")
    given = configuration(level="INFO", plain=True)
    handler = logging.StreamHandler(out)
    handler.addFilter(logging.config.DictConfigurator(given).configure_filter(
        given["filters"]["without_secrets"]
    ))  # fmt: skip
    logger.addHandler(handler)
    try:
        answer = getattr(Client(raise_request_exception=False), method)(path)
    finally:
        logger.removeHandler(handler)

    assert answer.status_code == status
    assert (path in out.getvalue(), "/calendar/….ics" in out.getvalue()) == (False, True)
