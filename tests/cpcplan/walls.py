"""What the import contracts cannot say, read from the syntax trees of a checkout.

`faults(root)` gives one line for each import, look-up by name or write that the architecture
forbids: modules of Django by layer, layers across apps, apps looked up by name, writes in places
that only read. Imports inside functions and under TYPE_CHECKING count like all others. What only
places with a name may ask for, whatever their layer, stands in `doors.py`.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.cpcplan.doors import doors
from tests.cpcplan.rooms import LAYERED, LAYERS, ROOMS, Module, below, called, layer_of, sources

CHOICES = {"django.db.models.TextChoices", "django.db.models.IntegerChoices"}
PAGES = ("django.http", "django.contrib.messages", "django.shortcuts", "django.views")
FORMS = ("django.forms", "crispy_forms", "django_filters")
WRITTEN = "django.db.transaction"
# What gives another answer the next time it is asked.
WORLD = ("os", "pathlib", "random", "secrets", "time", "uuid.uuid4")
# What a layer may not know, and what of it it may know all the same.
STRANGERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "urls": (("django.db", *FORMS), set()),
    "views": ((WRITTEN, *FORMS), set()),
    "templatetags": ((*PAGES, WRITTEN), set()),
    "management": ((*PAGES, *FORMS), set()),
    "forms": ((WRITTEN, *PAGES), {"django.http.QueryDict"}),
    **dict.fromkeys(
        ("services", "queries", "permissions", "models", "querysets", "tasks"),
        ((*PAGES, *FORMS), set()),
    ),
    **dict.fromkeys(
        ("rules", "roles", "enums"), (("django", "celery", "crispy_forms", *WORLD), CHOICES)
    ),
}
PURE = ("django", "celery", "crispy_forms", *WORLD)
PAPER = ("django.db", "django.conf", "django.apps", *PAGES, *FORMS, "celery", "os", "random")
ROOM_STRANGERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "timescales": (PURE, CHOICES),
    "disclosure": (PURE, set()),
    "earlier": (PURE, set()),
    "handouts": (PAPER, CHOICES),
    "documents": (PAPER, CHOICES),
    "charts": (PAPER, set()),
}
# The door itself, which knows nobody who passes through it.
DOOR_STRANGERS = ((*PAGES, *FORMS), set[str]())
# What stands above but is none of a layer's business: a form turns text into types, no more.
ABOVE = {"urls", "views", "management", "receivers", "middleware", "forms", "tasks", "services"}
NOT_THEIRS = {
    "urls": {*LAYERS} - {"views"},
    "management": ABOVE - {"management", "services", "tasks"},
    "forms": {"services", "tasks"},
    "tasks": {"forms"},
    "templatetags": ABOVE,
}
# Rooms that are not cut into those layers: who may use them.
USED_BY = {"web": {"urls", "views", "forms", "management", "middleware", "templatetags"}}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save"}
READERS = {
    *("queries", "forms", "permissions", "rules", "roles", "enums", "templatetags"),
    *("urls", "views", "management", "middleware", "receivers", "tasks"),
}
# The one place where rows are locked: everybody else asks it.
LOCKS = "audit.services.edits"
# Rows of a lower app that point up: what an area's administrators add to the guard is the area's.
UPWARD = {("guard.models", "committees.Area")}
JOINS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
WORDS = {"to", "through", "app_label", "name", "dotted_path"}
NAMED = {"get_model", "get_app_config", "import_module", "import_string", "__import__"}


def faults(root: Path) -> list[str]:
    """What every module below `root` does that it may not, as "module:line what"."""
    return [line for name, text in sources(root) for line in _told(name, text)]


@cache
def _told(name: str, text: str) -> tuple[str, ...]:
    """The same of one module, read once: of a copy of the product most modules are the same."""
    return tuple(_faults(Module(name, ast.parse(text))))


def _faults(module: Module) -> Iterator[str]:
    for line, name in module.imported:
        for fault in (
            _stranger(module, name),
            _across(module, name),
            _used_by(module, name),
            _not_theirs(module, name),
            _beginnings(module, name),
        ):
            if fault:
                yield f"{module.name}:{line} {fault}"
    for line, fault in (*_by_name(module), *_writes(module), *_locks(module), *doors(module)):
        yield f"{module.name}:{line} {fault}"


def _stranger(module: Module, name: str) -> str:
    """A module of Django's, or of what serves pages, that has no place here."""
    own_cut = module.layer == "templatetags" or module.name.endswith(".apps")
    tables = (
        STRANGERS.get(module.layer),
        None if own_cut else ROOM_STRANGERS.get(module.room),
        DOOR_STRANGERS if module.room in {"guard", "audit"} and not module.layer else None,
    )
    for table in tables:
        if table and name not in table[1] and below(name, table[0]):
            return f"knows {name}"
    return ""


def _across(module: Module, name: str) -> str:
    """A higher layer of another app: services know no forms, whosever they are.

    The demonstration's services press every button and know all.
    """
    other = layer_of(name)
    if name.split(".")[0] not in ROOMS or module.room == name.split(".")[0]:
        return ""
    # rows of a lower app are reached through its models, by querysets too
    other = "querysets" if (module.layer, other) == ("querysets", "models") else other
    presses = (module.room, module.layer) == ("demonstration", "services")
    if not presses and LAYERS.get(module.layer, 99) < LAYERS.get(other, 0):
        return f"reaches up to {name}"
    return ""


def _used_by(module: Module, name: str) -> str:
    users = USED_BY.get(name.split(".")[0])
    layered = module.room not in {"cpcplan", "demonstration", "web"}
    return f"uses {name}" if users and layered and module.layer not in users else ""


def _not_theirs(module: Module, name: str) -> str:
    ours = name.split(".")[0] in ROOMS
    theirs = NOT_THEIRS.get(module.layer, set())
    return f"has no business with {name}" if ours and layer_of(name) in theirs else ""


def _by_name(module: Module) -> Iterator[tuple[int, str]]:
    """Apps and modules named in a string, where an import would be refused.

    A row may point to rows of lower apps only: the lower table would know the higher one.
    """
    mine = ROOMS.index(module.room)
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and called(node) in NAMED | JOINS):
            continue
        if module.layer in {"rules", "roles", "enums"}:
            yield node.lineno, f"looks things up with {called(node)}"
        given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in WORDS)]
        for label in (one.value for one in given if isinstance(one, ast.Constant)):
            room = str(label).split(".")[0]
            upward = room in ROOMS and ROOMS.index(room) < mine
            if upward and (module.name, label) not in UPWARD:
                yield node.lineno, f"looks {label} up by name"


def _beginnings(module: Module, name: str) -> str:
    """What is read before it is asked for: a room's first file, and what Django reads of it."""
    if name.split(".")[0] not in LAYERED:
        return ""
    first = module.name == module.room and module.room != "cpcplan"
    receivers = f"{module.room}.receivers"
    if first or (module.name.endswith(".apps") and name != receivers):
        return f"begins with {name}"
    return ""


def _writes(module: Module) -> Iterator[tuple[int, str]]:
    """Calls that write rows, in layers that only read."""
    if module.layer not in READERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (called(node) in WRITES or _changes_rows(node)):
            yield node.lineno, f"writes rows with {called(node)}"


def _locks(module: Module) -> Iterator[tuple[int, str]]:
    """Rows locked by hand: with another strength, in another order, or none where they are gone."""
    if module.name == LOCKS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node) == "select_for_update":
            yield node.lineno, f"locks rows past {LOCKS}"


def _changes_rows(node: ast.Call) -> bool:
    """`.update(…)` and `.delete()` at the end of something that came from a manager."""
    if called(node) not in {"update", "delete"}:
        return False
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"objects", "_default_manager", "filter"}
        for part in ast.walk(node.func)
    )
