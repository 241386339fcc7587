"""Every service that decides asks the rule of interests: found by what it writes and calls."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.metatests.test_audit import APPS

# columns that say who decided, by what they say; the rest say who wrote, asked, sent or made
DECIDING = {
    *("decided_by", "reopened_by", "checked_by", "issued_by", "returned_by", "closed_by"),
    "applied_by",
    "agreed_by",
}
SAYING = {
    *("added_by", "answered_by", "asked_by", "claimed_by", "made_by", "offered_by", "prepared_by"),
    *("recorded_by", "requested_by", "removed_by", "kept_by", "reopened_window_by"),
    *(
        "proposed_by",
        "withdrawn_by",
        "entered_by",
        "written_by",
        "lifted_by",
        "ended_by",
        "given_by",
        "shared_by",
        "begun_by",
        "sent_by",
        "set_by",
    ),
}
# what decides without a column of its own, by what it does
NAMED = {
    *("withdraw_action", "set_leads", "challenge_rating", "agree_rating", "undo_change"),
    *("decide_proposal", "answer_tie", "review_part"),
}
# what writes a deciding column and decides nothing of a person's own, with the reason
OTHERWISE = {
    "decisions.settle": "writes what its caller decided, who asked before",
    "imports.take_import_back": "only before anybody worked with the plan; why is kept (ADR 245)",
    "plans.decide_on_plan": "writes down that a body agreed or published the plan",
    "plans.keep_version": "writes down that a body agreed the plan's words",
    "plans.by_decision": "writes down who decided; whoever opens it asked before",
    "reporting.answer_direction": "words; the version that it makes names who directed",
    "windows.reopen_window": "opens a window again for a lead who asked outside the program",
    **dict.fromkeys(
        [
            *("committees.answer_access", "committees.change_own_address"),
            *("committees.close_access", "committees.deactivate", "committees.fill_grid"),
            *("committees.name_deputy", "committees.name_holder", "committees.propose_access"),
            *("committees.propose_address", "committees.propose_holding"),
            *("committees.propose_person", "committees.propose_return"),
            *("committees.propose_role", "committees.void_access", "committees.withdraw_access"),
        ],
        "who sees what has two people of its own (`committees.rules.access`, ADR 180)",
    ),
    "figures.agree_goal": "writes down who agreed a line outside the program",
    "figures.withdraw_rule": "whoever proposed it takes it back",
    **dict.fromkeys(
        ["archive.confirm_file", "archive.decline_file"],
        "a file of the whole area has two people of its own, which the database holds too",
    ),
    **dict.fromkeys(
        ["redactions.confirm", "redactions.decline"],
        "taking words out has two people of its own, which the database holds too (ADR 196)",
    ),
}


Name = tuple[str, str]  # where a function stands (layer, or module where it is private), its name


def _modules() -> Iterator[tuple[str, str, ast.Module]]:
    """Every module of the layers that services are made of: its layer, its name, its tree."""
    for app in ("committees", *APPS):
        for layer in ("services", "queries"):
            for path in [Path(app, f"{layer}.py"), *Path(app, layer).glob("*.py")]:
                if path.exists():
                    name = ".".join(path.with_suffix("").parts)
                    yield f"{app}.{layer}", name, ast.parse(path.read_text())


def _placed(layer: str, module: str, name: str) -> Name:
    return (module if name.startswith("_") else layer), name


def _calls(layer: str, module: str, tree: ast.Module) -> Iterator[tuple[Name, set[Name], ast.AST]]:
    """Each function of a module with those that it calls, here and by import."""
    known: dict[str, Name] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            place = ".".join(node.module.split(".")[:2])
            known |= {one.asname or one.name: (place, one.name) for one in node.names}
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            known[node.name] = _placed(layer, module, node.name)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
            called = {known[name] for name in used & set(known)} - {known[node.name]}
            yield known[node.name], called, node


def _writes(node: ast.AST) -> set[str]:
    """The deciding columns that a function gives a value to."""
    keywords = {one.arg for one in ast.walk(node) if isinstance(one, ast.keyword) and one.arg}
    keys = {
        one.value
        for row in ast.walk(node)
        if isinstance(row, ast.Dict)
        for one in row.keys
        if isinstance(one, ast.Constant)
    }
    assigned = {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)
    }
    return DECIDING & (keywords | keys | assigned)


def _reaching(graph: dict[Name, set[Name]], wanted: set[Name]) -> set[Name]:
    """Every function that comes to one of `wanted`, by its calls."""
    reached = set(wanted)
    while more := {name for name, calls in graph.items() if calls & reached} - reached:
        reached |= more
    return reached


def test_every_column_that_names_somebody_says_whether_they_decided():
    user = apps.get_model("accounts", "User")
    columns = {
        one.name
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for one in model._meta.get_fields()
        if isinstance(one, models.ForeignKey)
        and one.related_model is user
        and one.name.endswith("_by")
    }

    assert columns - DECIDING - SAYING == set()


def test_every_service_that_decides_asks_the_rule():
    graph: dict[Name, set[Name]] = {}
    services, writers = set(), set()
    for layer, module, tree in _modules():
        for name, called, node in _calls(layer, module, tree):
            graph.setdefault(name, set()).update(called)
            writers |= {name} if _writes(node) else set()
            takes = node.args.kwonlyargs if isinstance(node, ast.FunctionDef) else []
            if layer.endswith(".services") and any(one.arg == "by" for one in takes):
                services.add(name)
    asking = {name[1] for name in _reaching(graph, {("committees.rules", "why_own")})}
    deciding = _reaching(graph, writers)
    public = {name for name in services if not name[1].startswith("_")}

    silent = {
        f"{place.split('.')[0]}.{name}"
        for place, name in public
        if ((place, name) in deciding or name in NAMED) and name not in asking
    }

    assert silent == set(OTHERWISE)
    # what asks nobody is not taken for asking: else a service that forgets it would not be seen
    assert {"edit_action", "record_update", "freeze_report", "answer_direction"} & asking == set()
