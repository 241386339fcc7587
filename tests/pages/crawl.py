"""Follows the links of the site as one person, in process: pages reached, links that fail.

Pages of one kind (same address name, same names in the query) are opened a few times only; that is
enough to look at each kind with different rows behind it.
"""

from __future__ import annotations

import gzip
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

Kind = tuple[str, tuple[str, ...]]
Parts = frozenset[str]
Nests = frozenset[tuple[str, str]]

# Elements that have no end.
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(frozen=True)
class Sight:
    """A page that was opened: the name of its address, and what it is built of.

    `parts` are the kinds of element in it (tag, classes, type), whatever the words are; `nests` are
    they with what each stands in; `asks` says whether something must be written in it; `weight` is
    in compressed bytes, `assets` are the addresses of its styles and scripts.
    """

    name: str
    parts: Parts
    nests: Nests
    asks: bool
    weight: int
    assets: frozenset[str]


@dataclass
class Found:
    """What one person found."""

    pages: dict[str, Sight] = field(default_factory=dict)  # by path
    names: set[str] = field(default_factory=set)  # addresses opened, or that a form leads to
    broken: list[str] = field(default_factory=list)


class Links(HTMLParser):
    """Addresses in a page, of its links and of its forms, and the kinds of element in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.parts: set[str] = set()
        self.nests: set[tuple[str, str]] = set()
        self.open: list[tuple[str, str]] = []  # the elements round what comes next: tag, part
        self.asks = False
        self.assets: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        part = f"{tag}.{given.get('class')}[{given.get('type')}{given.get('role')}]"
        self.parts.add(part)
        self.nests.add((self.open[-1][1] if self.open else "", part))
        if tag not in VOID:
            self.open.append((tag, part))
        self.asks |= tag in ("textarea", "input") and "required" in given
        if tag in ("link", "script"):
            self.assets.add(given.get("href") or given.get("src") or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag == "form" and (given.get("method") or "get").lower() == "post":
            self.forms.append(given.get("action") or "")

    def handle_endtag(self, tag: str) -> None:
        """What has no end of its own, an item of a list, ends with what it stands in."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return


def crawl(client: Client, *, most: int = 2, start: str = "/") -> Found:
    """Open everything that links lead to from `start`, at most `most` pages of a kind."""
    found, opened, seen = Found(), Counter[Kind](), {start}
    queue = deque([(start, "the start")])
    while queue:
        path, source = queue.popleft()
        kind = _kind(path)
        if opened[kind] >= most:
            continue
        opened[kind] += 1
        response = client.get(path)
        for link in _take(found, path, source, kind, response):
            if link not in seen and urlsplit(link)[:2] == ("", ""):  # a page of ours, no address
                seen.add(link)
                queue.append((link, path))
    return found


def _kind(path: str) -> Kind:
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, tuple(sorted(parse_qs(parts.query)))


def _take(found: Found, path: str, source: str, kind: Kind, response: HttpResponse) -> list[str]:
    """Note what `path` gave; the links to go on with."""
    if response.streaming:
        response.close()  # others are closed: the second time would close the database too
    if response.status_code in (301, 302):
        found.names.add(kind[0])
        return [urljoin(path, response["Location"])]
    if response.status_code != 200:
        found.broken.append(f"{source} links to {path}: {response.status_code}")
        return []
    found.names.add(kind[0])
    if not response["Content-Type"].startswith("text/html"):
        return []
    links = Links(response.content.decode())
    found.pages[path] = _sight(kind[0], links, response.content)
    found.names |= {_kind(urljoin(path, form))[0] for form in links.forms}
    return [_without_fragment(urljoin(path, link)) for link in links.links]


def _sight(name: str, links: Links, content: bytes) -> Sight:
    weight = len(gzip.compress(content, compresslevel=6))  # as the site sends it
    built = frozenset(links.parts), frozenset(links.nests)
    return Sight(name, *built, links.asks, weight, frozenset(links.assets))


def _without_fragment(link: str) -> str:
    return link.split("#")[0]
