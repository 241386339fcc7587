"""What the import contracts cannot say, read from the syntax trees of a checkout.

`faults(root)` gives one line for each import, look-up by name or write that the architecture
forbids. Here stand modules of Django by layer, and layers across apps; imports inside functions and
under TYPE_CHECKING count like all others. What is looked up by a name stands in `lookups.py`, who
writes rows in `writes.py`, what only places with a name may ask for in `doors.py`.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.cpcplan.doors import doors
from tests.cpcplan.lookups import lookups
from tests.cpcplan.rooms import (
    LAYERED,
    LAYERS,
    ROOMS,
    Module,
    below,
    layer_of,
    migrations,
    sources,
)
from tests.cpcplan.writes import writes

CHOICES = {"django.db.models.TextChoices", "django.db.models.IntegerChoices"}
PAGES = (
    *("django.http", "django.contrib.messages", "django.shortcuts", "django.views"),
    *("django.template.response", "django.middleware"),
    *(f"django.contrib.auth.{name}" for name in ("login", "logout", "authenticate")),
)
FORMS = ("django.forms", "crispy_forms", "django_filters")
WRITTEN = "django.db.transaction"
# What gives another answer the next time it is asked.
WORLD = (
    *("os", "pathlib", "random", "secrets", "time", "uuid.uuid1", "uuid.uuid4", "glob", "shutil"),
    *("tempfile", "io.open", "locale", "platform", "getpass", "sys.argv", "sys.stdin"),
)
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
PAPER = (
    *("django.db", "django.conf", "django.apps", "django.core", "django.contrib", "django.urls"),
    *(*PAGES, *FORMS, "celery", "os", "random"),
)
ROOM_STRANGERS: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "timescales": (PURE, CHOICES),
    "disclosure": (PURE, set()),
    "earlier": (PURE, set()),
    "handouts": (PAPER, CHOICES),
    "documents": (PAPER, CHOICES | {"django.contrib.staticfiles.finders"}),
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
# Papers that stood already were entered in the chain, which has one way in.
MIGRATED = {("papers.migrations.0002_agreed_papers_guarded", "audit.services.chain.enter")}
# What only a request has, and a form of what was typed in it.
BROWSER = {"META", "POST", "GET", "COOKIES", "FILES", "cleaned_data", "build_absolute_uri"}
NO_REQUEST = {*LAYERS} - {"urls", "views", "receivers", "middleware"}
# Rooms that are not cut into those layers: who may use them.
USED_BY = {"web": {"urls", "views", "forms", "management", "middleware", "templatetags"}}


def faults(root: Path) -> list[str]:
    """What every module below `root` does that it may not, as "module:line what"."""
    return [line for name, text in sources(root) for line in _told(name, text)]


def stale(root: Path) -> list[str]:
    """What a migration asks of programs that will be others by the day on which it runs again."""
    return [
        f"{one.name}:{line} asks {name}"
        for one in migrations(root)
        for line, name in one.imported
        if layer_of(name) in {*ABOVE, "queries", "permissions", "templatetags"}
        and (one.name, name) not in MIGRATED
    ]


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
    for line, fault in (*_requests(module), *lookups(module), *writes(module), *doors(module)):
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


def _requests(module: Module) -> Iterator[tuple[int, str]]:
    """A page's request that is handed down without its name: a service would know a browser."""
    if module.layer not in NO_REQUEST:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                words = one.annotation is not None and ast.unparse(one.annotation) == "str"
                of = ast.unparse(one.annotation).strip("'") if one.annotation else ""
                if (one.arg == "request" and not words) or of.endswith("Request"):
                    yield node.lineno, "takes a request"
                if _rung(node) and of not in {"int", "str"}:
                    yield node.lineno, "takes a row, which the queue would keep as it was"
        elif isinstance(node, ast.Attribute) and _typed(module, node):
            yield node.lineno, f"reads {node.attr} of a request or a form"


def _typed(module: Module, node: ast.Attribute) -> bool:
    """What came with a request. A kind of body is called POST as well: an enum has a capital."""
    own = (module.layer, node.attr) == ("forms", "cleaned_data")
    of = ast.unparse(node.value).rsplit(".", 1)[-1]
    return node.attr in BROWSER and not own and of[0].islower()


def _rung(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    """Whether the queue calls it: a task, and none of what a task calls."""
    if isinstance(node, ast.Lambda):
        return False
    return any("shared_task" in ast.unparse(one) for one in node.decorator_list)


def _beginnings(module: Module, name: str) -> str:
    """What is read before it is asked for: a room's first file, and what Django reads of it."""
    if name.split(".")[0] not in LAYERED:
        return ""
    first = module.name == module.room and module.room != "cpcplan"
    receivers = f"{module.room}.receivers"
    if first or (module.name.endswith(".apps") and name != receivers):
        return f"begins with {name}"
    return ""
