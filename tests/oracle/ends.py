"""The sum at the end of a plan, by plain SQL and from two reports: nothing of the product's rules.

`seam` reads the last report of a plan that was closed and the first of the one that follows, and
what the tables hold in between, and says wherever they do not agree.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from documents.schema.content import SnapshotContent

# of every action of the old plan: what it is, whether it was withdrawn at the end, where it went
WHERE = """
select a.id, a.kind, a.withdrawn_reason like 'At the end of the plan.%%' as ended,
  (select count(*) from actions_lineage l join actions_action t on t.id = l.target_id
   where l.source_id = a.id and t.plan_id = %s) as times,
  (select l.kind from actions_lineage l where l.source_id = a.id order by l.id desc limit 1) as how,
  (select l.target_id from actions_lineage l where l.source_id = a.id order by l.id desc limit 1)
from actions_action a where a.plan_id = %s
"""
# what a plan has that no lineage leads to
NEW = """
select a.id from actions_action a where a.plan_id = %s
and not exists (select 1 from actions_lineage l where l.target_id = a.id)
"""
MOVES = """
select proposed_due, decided_on from actions_deadlinerevision
where action_id = %s and state = 'approved' order by id
"""
DATED = "select first_due, due, carried_from_id, added_on from actions_action where id = %s"


def seam(last: SnapshotContent, first: SnapshotContent) -> Iterator[str]:
    """Each way in which the two reports and the tables between them contradict each other."""
    old, new = _rows(last), _rows(first)
    open_before = {key for key, row in old.items() if row["rating"] != "complete"}
    where = {row[0]: row[1:] for row in _all(WHERE, first["plan"]["id"], last["plan"]["id"])}
    yield from _each_once(open_before, where)
    kept = {target for _, _, times, _, target in where.values() if times}
    added = {row[0] for row in _all(NEW, first["plan"]["id"])}
    if set(new) != kept | added or kept & added:
        yield f"the new plan has {sorted(new)}, not {sorted(kept)} with {sorted(added)}"
    yield from _counts(last, first, where, added)
    for key, (_, _, times, how, target) in where.items():
        if times and how == "carried" and target in new:
            yield from _carried(first, key, old[key], target)


def _each_once(open_before: set[int], where: Mapping[int, Sequence[Any]]) -> Iterator[str]:
    for key, (_, ended, times, _, _) in where.items():
        if int(bool(ended)) + times != int(key in open_before):
            yield f"action {key}: {times} lineages, ended {ended}, open {key in open_before}"
    if missing := open_before - set(where):
        yield f"of no plan: {missing}"


def _counts(
    last: SnapshotContent,
    first: SnapshotContent,
    where: Mapping[int, Sequence[Any]],
    added: set[int],
) -> Iterator[str]:
    """Open rated work of the last report = what is rated in the first, what was merged, what
    became ongoing work and what was withdrawn."""
    rated = [row for row in where.values() if row[0] == "rated"]
    how = Counter(row[3] for row in rated if row[2])
    ended = sum(bool(row[1]) for row in rated)
    printed, begun = last["count_rows"][-1], first["count_rows"][0]
    if printed["ongoing"] != how.total() + ended:
        yield f"last report: {printed['ongoing']} open, {dict(how)} and {ended} ended"
    went = how["carried"] + len([key for key in added if not _is_ongoing(first, key)])
    if begun["total"] != went:
        yield f"first report: {begun['total']} at the beginning, {went} by the tables"
    listed = sum(row["ongoing"] for row in _rows(first).values())
    was = sum(
        1 for row in where.values() if row[0] == "ongoing" and row[3] in ("ongoing", "carried")
    )
    fresh = sum(_is_ongoing(first, key) for key in added)
    if listed != how["ongoing"] + was + fresh:
        yield f"first report: {listed} of ongoing work, {how['ongoing']} + {was} + {fresh} went on"


def _carried(
    first: SnapshotContent, key: int, old: Mapping[str, Any], target: int
) -> Iterator[str]:
    """First agreed date, age and number of moves are those of the old one."""
    new = _rows(first)[target]
    first_due, _, came_from, _ = _all(DATED, target)[0]
    before = _all(DATED, key)[0]
    moves, all_moves = _all(MOVES, key), _all(MOVES, target)
    until_now = [row for row in all_moves if str(row[1]) <= first["as_of"]]
    oldest = key
    while parent := _all(DATED, oldest)[0][2]:
        oldest = parent
    facts = {
        "comes from": (came_from, key),
        "first date": (str(first_due), str(before[0])),
        "printed first date": (new["due_first"], old["due_first"]),
        "moves that came with it": (all_moves[: len(moves)], moves),
        "printed moves": (new["times_moved"], len(until_now)),
        "age": (new["carried"]["added_on"], str(_all(DATED, oldest)[0][3])),
        "words": (new["text"], old["text"]),
    }
    for what, (is_now, true) in facts.items():
        if is_now != true:
            yield f"action {target}: {what} is {is_now}, not {true} of {key}"


def _rows(content: SnapshotContent) -> dict[int, Any]:
    """Those that are in the plan on the day, by their key."""
    return {row["id"]: row for row in content["actions"] if row["withdrawn_on"] is None}


def _is_ongoing(content: SnapshotContent, key: int) -> bool:
    return any(row["id"] == key and row["ongoing"] for row in content["actions"])


def _all(sql: str, *given: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
