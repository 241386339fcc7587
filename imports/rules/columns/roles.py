"""From column names to roles: which column holds the actions, what is a level, whose numbers."""

import re
from collections.abc import Collection, Mapping, Sequence

from imports.rules.columns.column import Column, Role
from imports.rules.columns.numbers import is_bare_number, take_number
from imports.rules.columns.state_words import (
    asks_for_mark,
    is_mark,
    marked_state,
    says_yes_or_no,
)
from imports.rules.columns.synonyms import LOOSE_ACTION, first_phrase, plain, role_of
from sheets.rules.cells import Row, column_letter

ATTRIBUTES = (Role.LEAD, Role.TIMESCALE, Role.STATUS, Role.TICK, Role.PROGRESS)
_GRADES = re.compile(r"\s*(?:high|medium|med|low|urgent|critical|h|m|l)\s*", re.IGNORECASE)
_CODES = re.compile(
    r"(?:hlo)?\s*\d{1,2}[a-z]?(?:\s*(?:[,;/&\n]|and)\s*(?:hlo)?\s*\d{1,2}[a-z]?)*", re.IGNORECASE
)
_REVISED = re.compile(
    r"revis|\bnew\b|exten[ds]|extension|amend|\bchanged\b|re-?(?:set|forecast|scheduled)|"
    r"\blatest\b|\bcurrent\b|\bforecast\b"
)
_FIRST = re.compile(r"\boriginal|\binitial|\bfirst\b|\bbaseline\b")
_STEPS = re.compile(r"milestone|\bsteps?\b|\btasks?\b|activit|output|deliverable|^how\b|^what\b")
_AIM = re.compile(r"time ?-?(?:scale|frame|line)|deadline|\bdue\b|by when|target|^when\b")
_LEADS = re.compile(r"\bleads?\b|owner|responsib|accountab|led by|by whom|^who\b|officer")
_NOTED_ACTION = re.compile(r"(?:key |agreed )?actions? (?:notes?|details?|descriptions?)$")
_SHARED = re.compile(r"priorit|theme|strand|intent|work ?stream|pillar")

Roles = dict[int, Role]
Note = tuple[int, str]  # the column and what a person should know of it
Rows = Sequence[Row]


def resolve(
    headers: Sequence[str],
    body: Rows,
    chosen: Mapping[int, Role],
    codes: Collection[str] = (),
) -> tuple[tuple[Column, ...], tuple[Note, ...]]:
    """Columns with their roles, and notes on what was not recognised. `chosen` is a person's.

    `codes` are those of the document's own key, in lower case.
    """
    notes: list[Note] = []
    roles: Roles = {}
    for at, header in enumerate(headers):
        role = chosen.get(at) or (Role.TICK if _is_ticked(at, header, body) else role_of(header))
        if role in (None, Role.IGNORED) and at not in chosen and _is_coded(at, body, codes):
            role = Role.STATUS
        if role:
            roles[at] = role
    if not chosen and names_measures([roles.get(at) for at in range(len(headers))], headers):
        numbers = next(at for at, role in roles.items() if role == Role.NUMBER)
        roles[numbers] = Role.ACTION
    action = _action_column(roles, headers, body, chosen)
    _settle_sides(roles, headers, body, action, chosen)
    _settle_dates(roles, headers, chosen)
    _settle_leads(roles, headers, chosen)
    _settle_unknown(roles, headers, body, action, notes)
    _settle_by_content(roles, headers, body, chosen, notes)
    _settle_repeats(roles, headers, body, chosen, notes)
    columns = tuple(
        Column(at, header, roles[at], _owner(at, roles, headers, body))
        for at, header in enumerate(headers)
        if at in roles
    )
    return columns, tuple(notes)


def names_measures(roles: Sequence[Role | None], headers: Sequence[str]) -> bool:
    """ "Action no., Measure, How often": measures by the numbers of the actions they measure."""
    numbers = [
        at
        for at, role in enumerate(roles)
        if role == Role.NUMBER and re.match(r"(?:actions?|tasks?)\b", plain(headers[at]))
    ]
    others = {Role.ACTION, Role.LEAD, Role.TIMESCALE, Role.STATUS} & set(roles)
    return bool(numbers) and Role.EVIDENCE in roles and not others


def named(at: int, header: str) -> str:
    """ "column F (Target timescale)" """
    words = " ".join(header.split())
    return f"column {column_letter(at)} ({words})" if words else f"column {column_letter(at)}"


def _action_column(
    roles: Roles, headers: Sequence[str], body: Rows, chosen: Mapping[int, Role]
) -> int | None:
    """The one column of actions; the others that could be it become levels or are left out."""
    for at, role in chosen.items():
        if role == Role.ACTION:
            _demote(roles, at, chosen)
            return at
    held = [at for at, role in roles.items() if role == Role.ACTION and at not in chosen]
    if not any(role in ATTRIBUTES or role == Role.EVIDENCE for role in roles.values()):
        _describe_only(held, roles, headers)
    plainly = [at for at in held if re.search(r"\b(?:action|task)", plain(headers[at]))]
    best = (plainly or held or _stand_ins(roles, headers, body))[:1]
    if not best:
        return None
    at = best[0] if best[0] in plainly else _finer(best[0], roles, headers, body)
    roles[at] = Role.ACTION
    if at != best[0]:
        roles[best[0]] = Role.LEVEL
    _demote(roles, at, chosen)
    return at


def _finer(best: int, roles: Roles, headers: Sequence[str], body: Rows) -> int:
    """A column whose words hold for several rows is a heading, where the one to its right has
    words, and a lead, date or state, on each of them."""
    own = [at for at, role in roles.items() if role in ATTRIBUTES and role != Role.PROGRESS]
    for at in sorted(at for at in roles if at > best):
        steps = roles[at] == Role.ACTION or bool(_STEPS.search(plain(headers[at])))
        rows = [row for row in body if row[at] and not row[at].covered]
        gaps = [row for row in rows if not row[best] or row[best].covered == "above"]
        if steps and any(row[one] and not row[one].covered for row in gaps for one in own):
            return at
    return best


def _is_coded(at: int, body: Rows, codes: Collection[str]) -> bool:
    """Every cell of the column is a code of the document's own key."""
    words = [row[at].words.strip(" .()").casefold() for row in body if row[at]]
    return bool(words) and all(one in codes for one in words)


def _is_ticked(at: int, header: str, body: Rows) -> bool:
    """The column's name is a state, and its cells are marks: ticks, yes or no, per cents."""
    if not marked_state(header):
        return False
    words = [row[at].words for row in body if row[at]]
    return bool(words) and (asks_for_mark(header) or 2 * sum(map(is_mark, words)) > len(words))


def _describe_only(held: list[int], roles: Roles, headers: Sequence[str]) -> None:
    """ "Planned work" in a plan without leads, dates or states only describes its headings."""
    for at in list(held):
        if plain(headers[at]) == "planned work" and Role.LEVEL in roles.values():
            roles[at] = Role.CONTEXT
            held.remove(at)


def _demote(roles: Roles, action: int, chosen: Mapping[int, Role]) -> None:
    for at, role in list(roles.items()):
        if role == Role.ACTION and at != action and at not in chosen:
            roles[at] = Role.LEVEL if at < action else Role.EVIDENCE


def _stand_ins(roles: Roles, headers: Sequence[str], body: Rows) -> list[int]:
    """Without a column of actions: recommendations, key areas, or the last level before leads."""
    attributes = [at for at, role in roles.items() if role in ATTRIBUTES]
    noted = [at for at, header in enumerate(headers) if _NOTED_ACTION.match(plain(header))]
    if noted:
        return noted
    loose = [
        at
        for at, header in enumerate(headers)
        if roles.get(at) in (Role.LEVEL, Role.IMPACT, None)
        and LOOSE_ACTION.match(plain(first_phrase(header)))
        and _filled(at, body)
    ]
    if not attributes:
        return [at for at in loose if plain(headers[at]).startswith("key area")]
    before = [at for at in loose if at < min(attributes)]
    levels = [at for at, role in roles.items() if role in (Role.LEVEL, Role.IMPACT)]
    left = [at for at in levels if at < min(attributes)]
    return before[-1:] or left[-1:] or loose[-1:]


def _settle_sides(
    roles: Roles,
    headers: Sequence[str],
    body: Rows,
    action: int | None,
    chosen: Mapping[int, Role],
) -> None:
    """Left of the actions an outcome or impact is a level; right of them what they bring.

    A priority or theme that many rows share is a level wherever it stands.
    """
    for at, role in sorted(roles.items()):
        left = action is None or at < action
        shared = bool(_SHARED.search(plain(headers[at]))) and _repeats(at, body)
        if at in chosen:
            continue
        if role == Role.IMPACT and left:
            roles[at] = Role.LEVEL
        elif role == Role.LEVEL and not left and not shared:
            roles[at] = Role.EVIDENCE if Role.IMPACT in roles.values() else Role.IMPACT


def _repeats(at: int, body: Rows) -> bool:
    """Words, not numbers or grades, of which fewer than two in three differ."""
    words = [row[at].words.strip() for row in body if row[at]]
    plain_words = [one for one in words if not is_bare_number(one) and not _GRADES.fullmatch(one)]
    return len(words) > 2 and len(plain_words) == len(words) > 1.5 * len(set(words))


def _settle_dates(roles: Roles, headers: Sequence[str], chosen: Mapping[int, Role]) -> None:
    """A date of completion is the day it was done only where another column says the target."""
    _settle_revised(roles, headers, chosen)
    done = [at for at, role in roles.items() if role == Role.COMPLETED and at not in chosen]
    times = [at for at, role in roles.items() if role == Role.TIMESCALE and at not in chosen]
    if done and not times and re.search(r"\bdate\b", plain(headers[done[0]])):
        roles[done[0]] = Role.TIMESCALE
    aims = [at for at in times if _AIM.search(plain(headers[at]))]
    for at in times:
        if aims and at not in aims and re.search(r"complet|actual", plain(headers[at])):
            roles[at] = Role.COMPLETED


def _settle_revised(roles: Roles, headers: Sequence[str], chosen: Mapping[int, Role]) -> None:
    """Beside the date first agreed, one that is called revised, new or extended is the present."""
    times = [at for at, role in sorted(roles.items()) if role == Role.TIMESCALE]
    open_times = [at for at in times if at not in chosen]
    revised = [at for at in open_times if _REVISED.search(plain(headers[at]))]
    first = [at for at in times if _FIRST.search(plain(headers[at])) and at not in revised]
    if first and not revised:
        revised = [at for at in open_times if at not in first]
    if set(times) - set(revised):
        roles.update(dict.fromkeys(revised, Role.REVISED))


def _settle_leads(roles: Roles, headers: Sequence[str], chosen: Mapping[int, Role]) -> None:
    """Beside a column of leads, one of groups or agencies names who contributes."""
    held = [at for at, role in roles.items() if role == Role.LEAD and at not in chosen]
    named = [at for at in held if _LEADS.search(plain(headers[at]))]
    for at in held:
        if named and at not in named:
            roles[at] = Role.SUPPORT


def _settle_unknown(
    roles: Roles, headers: Sequence[str], body: Rows, action: int | None, notes: list[Note]
) -> None:
    for at, header in enumerate(headers):
        if at in roles or not _filled(at, body):
            continue
        left = action is not None and at < action
        numbers = [row[at].words for row in body if row[at]]
        coded = all(is_bare_number(words) or says_yes_or_no(words) for words in numbers)
        if not header.strip() and all(map(is_bare_number, numbers)):
            roles[at] = Role.NUMBER
        elif header.strip() and left and not coded:
            roles[at] = Role.LEVEL
            notes.append((at, f"“{header.strip()}” was taken as a level of the plan."))
        elif header.strip() and action is None:
            roles[at] = Role.CONTEXT
            notes.append((at, f"“{header.strip()}” was taken as the context of the heading."))
        else:
            roles[at] = Role.IGNORED
            notes.append((at, "This column was not recognised and is left out."))


def _settle_by_content(
    roles: Roles,
    headers: Sequence[str],
    body: Rows,
    chosen: Mapping[int, Role],
    notes: list[Note],
) -> None:
    """High/medium/low is no level, long words no status, an empty column no level."""
    for at, role in list(roles.items()):
        words = [row[at].words.strip() for row in body if row[at]]
        if at in chosen:
            continue
        if role == Role.LEVEL and not words:
            del roles[at]
        elif _lists_outcomes(role, headers[at], words):
            roles[at] = Role.OUTCOMES
        elif role in (Role.LEVEL, Role.IMPACT) and words and all(map(_GRADES.fullmatch, words)):
            roles[at] = Role.IGNORED
            notes.append((at, "This column grades the rows and is left out."))
        elif role in (Role.IMPACT, Role.EVIDENCE) and _ranks(headers[at], words):
            roles[at] = Role.IGNORED
            notes.append((at, "This column ranks the rows and is left out."))
        elif role in (Role.LEVEL, Role.IMPACT) and words and all(map(says_yes_or_no, words)):
            roles[at] = Role.IGNORED
            notes.append((at, "This column says yes or no and is left out."))
        elif role == Role.STATUS and words and sum(map(len, words)) > 60 * len(words):
            roles[at] = Role.PROGRESS


def _ranks(header: str, words: list[str]) -> bool:
    numbers = bool(words) and all(map(is_bare_number, words))
    return numbers and plain(header).startswith("priority")


def _lists_outcomes(role: Role, header: str, words: list[str]) -> bool:
    """Codes of outcomes that stand beside the tree: "01, 03, 06"."""
    beside = role in (Role.IMPACT, Role.EVIDENCE) or "high level" in plain(header).replace("-", " ")
    coded = all(_CODES.fullmatch(one) for one in words)
    return beside and bool(words) and coded and "outcome" in plain(header)


def _settle_repeats(
    roles: Roles,
    headers: Sequence[str],
    body: Rows,
    chosen: Mapping[int, Role],
    notes: list[Note],
) -> None:
    """One column of timescales (not the review date) and one of statuses (the latest that says)."""
    for role in (Role.TIMESCALE, Role.STATUS, Role.TYPE, Role.STARTS, Role.COMPLETED):
        held = [at for at, given in roles.items() if given == role]
        filled = [at for at in held if _filled(at, body)] or held
        if len(held) < 2:
            continue
        picked = [at for at in held if at in chosen]
        if role == Role.TIMESCALE:
            filled.sort(key=lambda at: _date_rank(plain(headers[at])))
        keep = picked[0] if picked else filled[-1 if role == Role.STATUS else 0]
        for at in held:
            if at != keep and at not in chosen:
                roles[at] = Role.IGNORED
                notes.append((at, f"Left out: {named(keep, headers[keep])} was used."))


def _date_rank(header: str) -> int:
    """0 for a column that plainly says when, 2 for one of reviews or changes, 1 in between."""
    if re.search(r"review|meeting", header):
        return 2
    return 0 if _AIM.search(header) else 1


def _filled(at: int, body: Rows) -> bool:
    return any(row[at] for row in body)


def _owner(at: int, roles: Roles, headers: Sequence[str], body: Rows) -> int | None:
    """The column whose number this is: the one it names, else by its values, the next one along."""
    if roles[at] != Role.NUMBER:
        return None
    action = next((column for column, role in roles.items() if role == Role.ACTION), None)
    levels = [column for column, role in sorted(roles.items()) if role == Role.LEVEL]
    name = re.sub(r"\b(?:no|nr|number|ref|reference|id|#)\b", "", plain(headers[at])).strip(" /")
    if re.match(r"actions?|tasks?", name):
        return action
    for column in levels:
        if name and plain(first_phrase(headers[column])).rstrip("s") == name.rstrip("s"):
            return column
    following = min((c for c in (*levels, action) if c is not None and c > at), default=None)
    if following is None:
        return action
    if following != action and action is not None and _numbers_actions(at, action, body):
        return action
    return following


def _numbers_actions(at: int, action: int, body: Rows) -> bool:
    """Nearly every action has a number of its own here, and prints none itself."""
    rows = [row for row in body if row[action] and row[action].covered != "above"]
    given = [row[at].words.strip() for row in rows if row[at] and not row[at].covered]
    printed = sum(bool(take_number(row[action].words).number) for row in rows)
    distinct = len(set(given)) >= 0.9 * len(rows) and len(rows) > 1
    return distinct and printed < 0.5 * len(rows)
