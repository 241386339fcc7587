"""The entries at the head of every page, drawn from a list that `cpcplan.navigation` keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str


def drawn(entries: Iterable[tuple[str, str]], path: str) -> Iterator[Entry]:
    """The entries (label and name of the address), with the one marked that `path` lies under."""
    for label, name in entries:
        url = reverse(name)
        yield Entry(label, url, _current(path, url))


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
