"""Addresses as a log may name them: some hold a secret, and whatever is asked for may be a search.

The addresses of calendars, of choosing a password and of confirming an e-mail address let in
whoever has them. So no log holds them, nor what stands behind a question mark.
"""

import logging
from typing import Any, Final

from django.urls import Resolver404, resolve

# names of the parts of addresses that nobody but their owner may read
SECRETS: Final = frozenset({"key", "secret", "token", "uidb36"})
HIDDEN: Final = "…"


def shown_path(address: str) -> str:
    """The path without secrets and without a query. Of what is no address of ours, which may be
    one with a slip of the finger, only how it begins."""
    path = address.partition("?")[0]
    try:
        match = resolve(path)
    except Resolver404:
        first = path.strip("/").partition("/")[0]
        return path if first == path.strip("/") else f"/{first}/{HIDDEN}"
    for name in SECRETS & match.kwargs.keys():
        path = path.replace(str(match.kwargs[name]), HIDDEN)
    return path


class WithoutSecrets(logging.Filter):
    """Takes secrets out of the paths that a record names, as Django does for what was refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_shown(given) for given in record.args)
        return True


def _shown(given: Any) -> Any:
    return shown_path(given) if isinstance(given, str) and given.startswith("/") else given
