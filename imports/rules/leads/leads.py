"""Splits a plan's lead cell into the posts and groups that it names, without breaking a name.

"Policies, Procedures and Protocols Subgroup" is one group, "Consultant Paediatrician and Child
Protection Co-ordinator" two posts. What each piece is (a post, a group, an agency, or only the
tail of a post) decides; names that stand alone in other cells of the column are trusted above the
rules. The first name is the accountable lead, the others contribute.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from committees.rules.lead_words import (
    is_agency,
    is_group,
    is_pending,
    is_person,
    is_post,
    is_service,
    is_topic,
    is_whole,
    lead_key,
    mask_pairs,
)


@dataclass(frozen=True)
class LeadNames:
    """The names in the order printed, and what a person should look at."""

    names: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


Known = frozenset[str]
MOST = 1000  # of a cell's characters: no committee names so many leads for one action
_BULLET = re.compile(r"^\s*(?:[•●▪◦·‣*–-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:(?:strategic |operational |overall )?leads?|support(?:ing|ed by)?|"
    r"contribut(?:ing|ors?)|key people(?: involved)?|partners?)\s*:\s*",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s+(?:and|&|\+|supported by|with support from|"
    r"in (?:partnership|conjunction|collaboration) with|together with|along with|with|plus)\s+",
    re.IGNORECASE,
)
_CONNECTS_ON = re.compile(r"(?:\b(?:and|of|for|the|to|with|in)|[&,/(–-])\s*$", re.IGNORECASE)
_CONNECTS_BACK = re.compile(r"^\s*(?:(?:and|of|for|to|with|in)\b|[&/)–(-])", re.IGNORECASE)


def known_names(cells: Iterable[str]) -> Known:
    """Keys of the names that stand alone in a cell, or on a line of one, anywhere in the column."""
    known = set()
    for cell in map(_plain, (one for one in cells if len(one) <= MOST)):
        for line in _lines(cell):
            parts = _with_persons(_cut(line, "[,;]"))
            if len(parts) == 1 and not _joints(line):
                known.add(lead_key(line))
            known.update(lead_key(p) for p in parts if is_whole(p) and not _joints(p))
    return frozenset(known - {""})


@lru_cache(maxsize=4096)
def split_leads(cell: str, known: Known = frozenset()) -> LeadNames:
    """The leads that a cell names. `known` comes from `known_names` over the whole column."""
    words = _plain(cell).strip()
    if not words or is_pending(words):
        return LeadNames((), ("No lead is named.",))
    if len(words) > MOST:
        return LeadNames(
            (), (f"The cell is longer than {MOST:,} characters: no lead was read in it.",)
        )
    if re.fullmatch(r"(?:same )?as (?:above|before)|ditto|\"", words, re.IGNORECASE):
        return LeadNames((), (f"“{words}” points to another row. Please name the lead.",))
    names: list[str] = []
    doubts: list[str] = []
    lines = _lines(words)
    for line in lines:
        for part in _cut(line, ";"):
            trusted = known if len(lines) == 1 else _without_places(part, known)
            _split_list(part, trusted, names, doubts)
    names = [re.sub(r"^the (?=[A-Z])", "", name) for name in names if not is_pending(name)]
    doubts = [text for text in doubts if not re.search(r"“(?:n/?a|tb[ca])”", text, re.IGNORECASE)]
    if not names:
        doubts.append("No lead is named.")
    unique = list({lead_key(name): name for name in reversed(names)}.values())[::-1]
    held = [name for name in unique if is_post(name) and _names_person(name)]
    doubts += [f"“{name}” was taken as one lead: a person with the post." for name in held]
    return LeadNames(tuple(unique), tuple(dict.fromkeys(doubts)))


def _plain(words: str) -> str:
    """Spaces and hyphens that do not break are those that do."""
    return re.sub("[\u00a0\u202f\u2007]", " ", words).replace("\u2011", "-")


def _without_places(line: str, known: Known) -> Known:
    """Where each lead has a line of its own, what follows a comma may say where a post is, though
    another cell names that agency alone: "Lead Nurse, NHS"."""
    after = _cut(line, ",")[1:]
    return known - {lead_key(part) for part in after if is_agency(part) or is_topic(part)}


def _lines(cell: str) -> list[str]:
    """The cell's lines without bullets; a line that plainly runs on is joined to the next."""
    lines: list[str] = []
    gap = False
    for raw in re.split(r"\r\n|[\r\n\v\t]|\s•\s", cell):
        line = _LABEL.sub("", _BULLET.sub("", raw)).strip(" ;,.")
        if line and lines and not gap and not _BULLET.match(raw) and _runs_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        elif line:
            lines.append(line)
        gap = not line
    return lines


def _runs_on(before: str, line: str) -> bool:
    wrapped = _CONNECTS_ON.search(before) or _CONNECTS_BACK.match(line)
    return bool(wrapped) or before.count("(") > before.count(")") or is_topic(before)


def _outside_brackets(text: str) -> str:
    """The text with what stands in brackets blanked out, so that it is never split."""
    return re.sub(r"\([^)]*\)", lambda match: "\0" * len(match[0]), text)


def _cut(text: str, separator: str) -> list[str]:
    plain, parts, start = _outside_brackets(text), [], 0
    for match in re.finditer(separator, plain):
        parts.append(text[start : match.start()])
        start = match.end()
    return [part.strip(" ,.") for part in (*parts, text[start:]) if part.strip(" ,.")]


def _split_list(text: str, known: Known, names: list[str], doubts: list[str]) -> None:
    """Split at " and " and "/" between whole names, then at commas."""
    if is_service(text) or (lead_key(text) in known and not _run_together(text, known)):
        names.append(text)
        return
    for start, end in _joints(text):
        left, right = text[:start].strip(" ,"), text[end:].strip(" ,")
        if _stand_apart(left, right, known):
            _split_commas(left, known, names, doubts)
            _split_list(right, known, names, doubts)
            return
    _split_commas(text, known, names, doubts)


def _joints(text: str) -> list[tuple[int, int]]:
    plain = mask_pairs(_outside_brackets(text))
    joints = [match.span() for match in _AND.finditer(plain)]
    joints += [match.span() for match in re.finditer(r"\s*/\s*", plain)]
    return sorted(joints)


def _stand_apart(left: str, right: str, known: Known) -> bool:
    """Whether the words on both sides of an "and" or "/" are names of their own."""
    before, after = _cut(left, ","), _cut(right, ",|/")
    near, far = (before or [""])[-1], (after or [""])[0]
    if (is_person(far) and is_whole(near)) or near.endswith("?"):
        return True
    first = _AND.split(far)[0]
    far_known = lead_key(far) in known or lead_key(first) in known
    far_agency = is_agency(far) or is_agency(first)
    if lead_key(near) in known and far_known:
        return True
    if is_agency(near):
        tail_of_post = "," in left and is_post(left)
        return far_agency or far_known or (tail_of_post and is_whole(far))
    if not is_whole(near) and lead_key(near) not in known:
        return False
    if _object_runs_on(near) and not is_post(far):
        return False
    return is_whole(far) or far_agency or far_known


def _object_runs_on(near: str) -> bool:
    """ "Chair of Learning" (and Development …) is cut short; "Chair of the CPC" is whole."""
    of = re.search(r"\b(?:of|for) (?:the )?(.+)$", near, re.IGNORECASE)
    return bool(of) and not is_group(of[1]) if of else False


def _split_commas(text: str, known: Known, names: list[str], doubts: list[str]) -> None:
    # first what is one name ("Glenfarrow Policies" looks like a person until its group is joined)
    parts = _with_persons(_join_enumerations(_cut(text, ","), known))
    merged: list[str] = []
    for part in parts:
        if merged and _belongs_to_post(merged[-1], part, known):
            merged[-1] = f"{merged[-1]}, {part}"
        else:
            merged.append(part)
    for name in merged:
        names.extend(_split_run_together(name, known, doubts))
        if not is_whole(name) and not is_agency(name) and lead_key(name) not in known:
            doubts.append(f"“{name}” was taken as the name of a lead.")
        elif _may_be_two(name):
            doubts.append(f"“{name}” was taken as one lead.")


def _may_be_two(name: str) -> bool:
    halves = [(name[:start], name[end:]) for start, end in _joints(name)]
    return any(
        is_whole(head) and not _object_runs_on(head) and not is_topic(tail) for head, tail in halves
    )


def _with_persons(parts: list[str]) -> list[str]:
    """ "Jane Roe, Planning Manager" is one lead: a person and the post that the person holds."""
    joined: list[str] = []
    for part in parts:
        before = joined[-1] if joined else ""
        post_after = is_person(before) and is_post(part) and not is_person(part)
        post_before = is_person(part) and is_post(before) and not _names_person(before)
        if post_after or post_before:
            joined[-1] = f"{before}, {part}"
        else:
            joined.append(part)
    return joined


def _names_person(name: str) -> bool:
    return any(is_person(part) for part in re.split(r",|\s[–—-]\s|[()]", name))


def _join_enumerations(parts: list[str], known: Known) -> list[str]:
    """ "Policies, Procedures and Protocols Subgroup" was cut at its comma: join it."""
    joined: list[str] = []
    for part in parts:
        enumerates = _AND.search(part) and (is_group(part) or is_post(part))
        pieces = [part]
        head = _AND.split(part)[0]
        while enumerates and joined and not is_whole(head) and _unfinished(joined[-1], known):
            pieces.insert(0, joined.pop())
        joined.append(", ".join(pieces))
    return joined


def _unfinished(part: str, known: Known) -> bool:
    return not is_whole(part) and not is_agency(part) and lead_key(part) not in known


def _belongs_to_post(before: str, part: str, known: Known) -> bool:
    """Whether `part` only says where the post is: "Lead Nurse, Child Protection, NHS …"."""
    if lead_key(part) in known or not is_post(before) or is_post(part):
        return False
    if is_topic(part):
        return True
    titled = re.search(
        r"\b(?:nurse|team leader|inspector|superintendent|sergeant|director|head of|manager|"
        r"paediatrician|"
        r"consultant|chief executive|psychologist|doctor|midwife|constable)\b",
        before,
        re.IGNORECASE,
    )
    return is_agency(part) and bool(titled)


def _split_run_together(name: str, known: Known, doubts: list[str]) -> list[str]:
    """ "CPC Members Lead Officer": two names that other cells know, with no mark between them."""
    pair = _run_together(name, known)
    if pair:
        doubts.append(f"“{name}” was read as two leads: “{pair[0]}” and “{pair[1]}”.")
    return pair or [name]


def _run_together(name: str, known: Known) -> list[str]:
    words = name.split()
    for cut in range(2, len(words) - 1):  # one word is too short: "CPC Lead Officer" is one post
        pair = [" ".join(words[:cut]), " ".join(words[cut:])]
        if all(is_whole(half) and lead_key(half) in known for half in pair):
            return pair
    return []
