"""What the import contracts cannot say, read from the syntax trees of a checkout.

`faults(root)` gives one line for each import, look-up by name or write that the architecture
forbids: modules of Django by layer, layers across apps, apps looked up by name, writes in places
that only read. Imports inside functions and under TYPE_CHECKING count like all others.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

# Each app imports only from those after it; apps on one line know nothing of each other.
ROOMS = (
    *(
        "cpcplan",
        "demonstration",
        "archive",
        "exchange",
        "dashboards",
        "public",
        "redactions",
        "retention",
        "reminders",
        "provenance",
        "editions",
        "papers",
        "narratives",
        "reporting",
    ),
    *("governance", "meetings", "imports", "sheets"),
    *(
        "outline",
        "regional",
        "decisions",
        "updates",
        "evaluation",
        "impact",
        "voices",
        "connections",
        "learning_reviews",
        "returns",
        "assurance",
        "actions",
        "risks",
        "windows",
        "outcomes",
        "figures",
        "plans",
        "entrance",
        "committees",
        "gatehouse",
        "accounts",
        "letters",
        "web",
    ),
    *("guard", "audit", "jobs", "handouts", "documents", "charts", "timescales", "disclosure"),
)
# Layers from high to low; those with one number do not know each other inside an app.
LAYERS = {
    "urls": 10,
    "views": 9,
    "management": 9,
    "receivers": 9,
    "middleware": 8,
    "passwords": 8,
    "forms": 8,
    "tasks": 7,
    "services": 6,
    "queries": 5,
    "permissions": 4,
    "models": 3,
    "querysets": 2,
    "rules": 1,
    "roles": 1,
    "enums": 0,
}
CHOICES = {"django.db.models.TextChoices", "django.db.models.IntegerChoices"}
PAGES = ("django.http", "django.contrib.messages", "django.shortcuts", "django.views")
FORMS = ("django.forms", "crispy_forms", "django_filters")
# What a layer may not know, and what of it it may know all the same.
STRANGERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "services": ((*PAGES, *FORMS), set()),
    "queries": ((*PAGES, *FORMS), set()),
    "permissions": ((*PAGES, *FORMS), set()),
    "models": ((*PAGES, *FORMS), set()),
    "querysets": ((*PAGES, *FORMS), set()),
    "tasks": ((*PAGES, *FORMS), set()),
    "rules": (("django", "celery", "crispy_forms"), CHOICES),
    "roles": (("django", "celery", "crispy_forms"), CHOICES),
    "enums": (("django", "celery", "crispy_forms"), CHOICES),
}
PURE = ("django", "celery", "crispy_forms")
ROOM_STRANGERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "timescales": (PURE, CHOICES),
    "disclosure": (PURE, set()),
    "handouts": (("django.db", "django.conf", "django.apps", *PAGES, *FORMS, "celery"), CHOICES),
    "documents": (("django.db", "django.conf", "django.apps", *PAGES, *FORMS, "celery"), CHOICES),
    "charts": (("django.db", "django.conf", "django.apps", *PAGES, *FORMS, "celery"), set()),
}
# What stands above but is none of a layer's business: a form turns text into types, no more.
NOT_THEIRS = {"forms": {"services", "tasks"}, "tasks": {"forms"}}
# Rooms that are not cut into those layers: who may use them.
USED_BY = {"web": {"urls", "views", "forms", "management", "middleware", "templatetags"}}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "save"}
READERS = {"queries", "forms", "permissions", "rules"}
# The one place where rows are locked: everybody else asks it.
LOCKS = "audit.services.edits"


@dataclass(frozen=True)
class Module:
    """One file of the product. `name` is dotted; `layer` is empty in rooms of another cut."""

    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def layer(self) -> str:
        return layer_of(self.name)

    @cached_property
    def imported(self) -> list[tuple[int, str]]:
        """Line and full name of everything that is imported, names one by one."""
        rows = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                rows += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                rows += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
        return rows

    def _absolute(self, node: ast.ImportFrom) -> str:
        above = self.name.split(".")[: -node.level] if node.level else []
        return ".".join([*above, node.module or ""]).strip(".")


def layer_of(name: str) -> str:
    """The layer of a dotted name in one of our apps, or nothing."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in {*LAYERS, "templatetags"} else ""


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every module of the product; migrations are written by a program."""
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            inside = path.relative_to(root).with_suffix("")
            if "migrations" not in inside.parts:
                name = ".".join(inside.parts).removesuffix(".__init__")
                yield name, path.read_text(encoding="utf-8")


def modules(root: Path) -> Iterator[Module]:
    return (Module(name, ast.parse(text)) for name, text in sources(root))


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
        ):
            if fault:
                yield f"{module.name}:{line} {fault}"
    for line, fault in (*_by_name(module), *_writes(module), *_locks(module)):
        yield f"{module.name}:{line} {fault}"


def _stranger(module: Module, name: str) -> str:
    """A module of Django's, or of what serves pages, that has no place here."""
    own_cut = module.layer == "templatetags" or module.name.endswith(".apps")
    tables = (
        STRANGERS.get(module.layer),
        None if own_cut else ROOM_STRANGERS.get(module.room),
    )
    for table in tables:
        if table and name not in table[1] and _below(name, table[0]):
            return f"knows {name}"
    return ""


def _across(module: Module, name: str) -> str:
    """A higher layer of another app: services know no forms, whosever they are.

    The demonstration presses every button and knows all.
    """
    other = layer_of(name)
    if name.split(".")[0] not in ROOMS or module.room == name.split(".")[0]:
        return ""
    # rows of a lower app are reached through its models, by querysets too
    other = "querysets" if (module.layer, other) == ("querysets", "models") else other
    if module.room != "demonstration" and LAYERS.get(module.layer, 99) < LAYERS.get(other, 0):
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
    """Apps and modules asked for by a name in a string, where an import would be refused."""
    mine = ROOMS.index(module.room)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _called(node) in {"get_model", "import_module"}:
            for given in node.args[:1]:
                label = given.value if isinstance(given, ast.Constant) else None
                room = str(label).split(".")[0]
                if room in ROOMS and ROOMS.index(room) < mine:
                    yield node.lineno, f"looks {label} up by name"


def _writes(module: Module) -> Iterator[tuple[int, str]]:
    """Calls that write rows, in layers that only read."""
    if module.layer not in READERS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (_called(node) in WRITES or _changes_rows(node)):
            yield node.lineno, f"writes rows with {_called(node)}"


def _locks(module: Module) -> Iterator[tuple[int, str]]:
    """Rows locked by hand: with another strength, in another order, or none where they are gone."""
    if module.name == LOCKS:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _called(node) == "select_for_update":
            yield node.lineno, f"locks rows past {LOCKS}"


def _changes_rows(node: ast.Call) -> bool:
    """`.update(…)` and `.delete()` at the end of something that came from a manager."""
    if _called(node) not in {"update", "delete"}:
        return False
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"objects", "_default_manager", "filter"}
        for part in ast.walk(node.func)
    )


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _below(name: str, tops: Iterable[str]) -> bool:
    return any(name == top or name.startswith(f"{top}.") for top in tops)
