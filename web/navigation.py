"""The entries at the head of every page, drawn from a list that `cpcplan.navigation` keeps."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str


def drawn(
    entries: Iterable[tuple[str, str]], path: str, also: Mapping[str, str] | None = None
) -> Iterator[Entry]:
    """The entries (label and name of the address), with the one marked that `path` lies under.

    `also`: by name a pattern of paths that belong to an entry though they lie under another's.
    """
    patterns = also or {}
    belongs = next((name for name, one in patterns.items() if re.match(one, path)), "")
    for label, name in entries:
        url = reverse(name)
        if belongs:
            yield Entry(label, url, "true" if name == belongs else "")
        else:
            yield Entry(label, url, _current(path, url))


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
