"""What is looked up by a name where an import would be refused, or reached through what knows it.

A name that stands in the code is read; one that is put together, or handed on, is refused but in
the places that go through all tables or ask what rooms above say.
"""

import ast
import re
from collections.abc import Iterator

from tests.cpcplan.rooms import ROOMS, Module, below, called
from tests.cpcplan.writes import CHANGES, CREATES

# Rows of a lower app that point up: what an area's administrators add to the guard is the area's.
UPWARD = {("guard.models", "committees.Area")}
JOINS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
WORDS = {"to", "through", "app_label", "name", "dotted_path"}
MODULES = {"import_module", "import_string", "__import__", "include"}
NAMED = {"get_model", "get_app_config", *MODULES}
PURE = {"rules", "roles", "enums"}
# Which go through all tables, or those of a list.
TABLES = (
    *("archive.queries.contents", "redactions", "retention", "audit", "committees.queries.history"),
    *("imports.queries.reversal", "evaluation.querysets", "voices.querysets"),
)
# Which ask what rooms above say, by the names of it in the settings.
SETTINGS = (
    *("reporting.services", "reporting.views", "plans.queries.origins", "entrance.models"),
    *("guard.outside", "cpcplan"),
)
# Where the names of rows above stand in a list of what they leave, or of what they are called.
LISTED = (
    *("committees.queries.history", "imports.rules.reversal", "audit.models.triggers"),
    "documents.contents",
)
# Every kind of file that is made stands in one shape, of which rooms above have their own.
MADE_FILES = "reporting.services.verification"
# Which count what the registers say, name a row in a refusal, pack a PDF's parts.
REFLECTING = ("reporting.queries.readiness", "guard.fields", "documents.files.pdf_objects")
REFLECTIONS = {
    *("related_model", "__subclasses__", "all_models", "get_models", "related_objects"),
    *("model", "__class__", "__dict__", "__globals__", "fields_map", "get_fields", "rel"),
}
# Reached by hand, whatever layer it is: Python's own way to what was loaded.
LOADED = {"__builtins__", "__loader__", "__spec__"}
# What a row is asked for when a page is drawn, a rule is applied or a paper is set.
ASKED = {
    *("_default_manager", "_base_manager", "filter", "exclude", "select_related", "exists"),
    *("prefetch_related", "aggregate", "annotate", "values_list"),
}
ROWLESS = {"templatetags", "urls", "rules", "roles", "enums"}
ROWLESS_ROOMS = {"documents", "charts", "handouts", "timescales", "disclosure", "earlier"}
DOTTED = re.compile(r"[a-z_]+\.\w+")


def lookups(module: Module) -> Iterator[tuple[int, str]]:
    """Line and fault of everything that is found by a name or behind another thing."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from _call(module, node)
        elif isinstance(node, ast.Constant):
            yield from _constant(module, node)
        elif isinstance(node, ast.Attribute):
            yield from _attribute(module, node)
        elif isinstance(node, ast.Name) and node.id in LOADED:
            yield node.lineno, f"reaches {node.id}"
        elif isinstance(node, ast.Global) and module.layer in PURE:
            yield node.lineno, "remembers what it was asked"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from _import(node)


def _call(module: Module, node: ast.Call) -> Iterator[tuple[int, str]]:
    """Apps, models and modules by their names. A row may point to rows of lower apps only: the
    lower table would know the higher one."""
    name = called(node)
    yield from _got(node)
    if _all_rows(node) and module.layer in ROWLESS:
        yield node.lineno, "asks the database with all"
    if name not in NAMED | JOINS:
        return
    if module.layer in PURE:
        yield node.lineno, f"looks things up with {name}"
    given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in WORDS)]
    for one in given:
        if isinstance(one, ast.Constant):
            if _above(module, str(one.value)):
                yield node.lineno, f"looks {one.value} up by name"
        elif not _row_type(name, one) and not below(module.name, _places(name)):
            yield node.lineno, f"puts a name together for {name}"


def _got(node: ast.Call) -> Iterator[tuple[int, str]]:
    """What is taken from a thing by a name, and what is called so before anybody can read it."""
    if called(node) == "getattr" and ast.unparse(node.args[0]) == "sys":
        yield node.lineno, "looks modules up by name"
    of = node.args[1] if called(node) == "getattr" else None
    if isinstance(of, ast.Constant) and of.value in REFLECTIONS | CREATES | CHANGES:
        yield node.lineno, f"takes {of.value!s} by its name"
    taken = node.func if isinstance(node.func, ast.Call) else None
    if taken and called(taken) == "getattr" and ast.unparse(taken.args[0]) != "self":
        yield node.lineno, "calls what it takes by a name"


def _all_rows(node: ast.Call) -> bool:
    """Of a relation; the function of Python's asks of something."""
    return called(node) == "all" and isinstance(node.func, ast.Attribute) and not node.args


def _places(name: str) -> tuple[str, ...]:
    return SETTINGS if name in MODULES else TABLES


def _row_type(name: str, given: ast.expr) -> bool:
    """A row may point to a class, or to what the settings call the user."""
    return name in JOINS and isinstance(given, ast.Name | ast.Attribute)


def _constant(module: Module, node: ast.Constant) -> Iterator[tuple[int, str]]:
    value = node.value
    named = isinstance(value, str) and DOTTED.fullmatch(value) and _above(module, value)
    if named and not below(module.name, LISTED):
        yield node.lineno, f"names {value!s} of a room above"


def _above(module: Module, name: str) -> bool:
    room = name.split(".")[0]
    higher = room in ROOMS and ROOMS.index(room) < ROOMS.index(module.room)
    return higher and (module.name, name) not in UPWARD


def _attribute(module: Module, node: ast.Attribute) -> Iterator[tuple[int, str]]:
    """Modules in Python's own list, and the classes behind other things."""
    if _asks(node) and (module.layer in ROWLESS or module.room in ROWLESS_ROOMS):
        yield node.lineno, f"asks the database with {node.attr}"
    if ast.unparse(node) == "sys.modules" or ast.unparse(node).endswith("_meta.apps"):
        yield node.lineno, "looks modules up by name"
    if node.attr in REFLECTIONS and not _own_class(module, node):
        yield node.lineno, f"finds classes with {node.attr}"


def _asks(node: ast.Attribute) -> bool:
    """Rows of a class, or of a relation; `objects` of a PDF and `register.filter` are none."""
    of = ast.unparse(node.value).split(".")[-1]
    return (node.attr in ASKED and of != "register") or (
        node.attr == "objects" and of[:1].isupper()
    )


def _own_class(module: Module, node: ast.Attribute) -> bool:
    """Those that go through tables; and a queryset or a manager that asks what it is of."""
    return (
        below(module.name, (*TABLES, *REFLECTING, MADE_FILES)) or ast.unparse(node) == "self.model"
    )


def _import(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[int, str]]:
    """A name that another check would not know again."""
    if isinstance(node, ast.ImportFrom) and node.level:
        yield node.lineno, "imports by a place and not by a name"
    for one in node.names:
        top = one.name.split(".")[0]
        if one.asname and one.name.split(".")[-1] in NAMED | JOINS:
            yield node.lineno, f"calls {one.name} by another name"
        if isinstance(node, ast.Import) and top in ROOMS and not one.asname:
            yield node.lineno, f"takes the whole of {top} with {one.name}"
