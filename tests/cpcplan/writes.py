"""Where rows are written and locked: in services and models, and never those of a room above."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.cpcplan.rooms import ROOMS, ROOT, Module, called, modules

CREATES = {
    *("create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save"),
    *("acreate", "abulk_create", "aget_or_create", "aupdate_or_create", "abulk_update", "asave"),
    *("adelete", "aupdate", "save_base", "_raw_delete", "_update"),
}
CHANGES = {"update", "delete"}
LINKS = {"add", "remove", "set", "clear"}
READERS = {
    *("queries", "forms", "permissions", "rules", "roles", "enums", "templatetags"),
    *("urls", "views", "management", "middleware", "receivers", "tasks"),
}
# The one place where rows are locked: everybody else asks it.
LOCKS = "audit.services.edits"
# Which press buttons of every room; and what ends with a person's access or an area's period.
PRESSES = {"cpcplan", "demonstration"}
ENDED = {("accounts.services.sessions", "sessions"), ("retention.services.removal", "edited_files")}


def writes(module: Module) -> Iterator[tuple[int, str]]:
    """Line and fault of every write in a layer that only reads, of every one in rows of a room
    above, and of every lock that is taken by hand: with another strength, in another order."""
    calls = {id(node.func) for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
    for node in ast.walk(module.tree):
        uncalled = isinstance(node, ast.Attribute) and id(node) not in calls
        if uncalled and node.attr in {*CREATES, "delete"} and module.layer in READERS:
            yield node.lineno, f"hands on {node.attr}, which writes rows"
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if module.layer in READERS and (name in CREATES or _changes_rows(node)):
            yield node.lineno, f"writes rows with {name}"
        if above := _above(module, node):
            yield node.lineno, f"writes {above} of a room above"
        if name == "select_for_update" and module.name != LOCKS:
            yield node.lineno, f"locks rows past {LOCKS}"


def _changes_rows(node: ast.Call) -> bool:
    """`.update(…)` and `.delete()` of what came from a manager or from other rows, and what hangs
    on a row linked or unlinked."""
    name = called(node)
    if not isinstance(node.func, ast.Attribute) or name not in CHANGES | LINKS:
        return False
    if name == "delete" and not node.args:
        return True
    of, parts = node.func.value, _parts(node.func)
    rows = {"objects", "_default_manager", "_base_manager", "filter", "all", "visible_to"}
    return (name in CHANGES and (bool(rows & parts) or _call_of(of))) or (
        isinstance(of, ast.Attribute) and of.attr in _ends()
    )


def _call_of(node: ast.expr) -> bool:
    """`visible_to(user)`, and no dictionary that was asked for."""
    return isinstance(node, ast.Call) and called(node) not in {"setdefault", "dict", "get"}


def _parts(node: ast.expr) -> set[str]:
    """The names along a chain of calls and attributes."""
    named = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
    return named | {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _above(module: Module, node: ast.Call) -> str:
    """What a write goes to through a related name, where only rooms above have it so."""
    name = called(node)
    if module.room in PRESSES or name not in CREATES | CHANGES | LINKS:
        return ""
    mine = ROOMS.index(module.room)
    parts = {part.attr for part in ast.walk(node.func) if isinstance(part, ast.Attribute)}
    for part in parts & _ends().keys():
        higher = all(ROOMS.index(room) < mine for room in _ends()[part])
        if higher and (module.name, part) not in ENDED:
            return part
    return ""


@cache
def _ends() -> dict[str, set[str]]:
    """By the name of each manager that hangs on a row the rooms whose rows it gives."""
    ends: dict[str, set[str]] = {}
    for module in modules(ROOT):
        for node in ast.walk(module.tree):
            for name in _managers(node):
                ends.setdefault(name, set()).add(module.room)
    return ends


def _managers(node: ast.AST) -> Iterator[str]:
    """What a join is called from its other end; of many to many, from its own."""
    if isinstance(node, ast.Call) and called(node) in {"ForeignKey", "ManyToManyField"}:
        named = {one.arg: one.value for one in node.keywords}.get("related_name")
        if isinstance(named, ast.Constant):
            yield str(named.value)
    targets, value = (node.targets, node.value) if isinstance(node, ast.Assign) else ([], None)
    if isinstance(value, ast.Call) and called(value) == "ManyToManyField":
        yield from (one.id for one in targets if isinstance(one, ast.Name))
