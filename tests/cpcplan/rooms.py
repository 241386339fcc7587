"""The rooms of the house, their layers, and their modules as syntax trees."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
# Each app imports only from those after it: as the contract names them, from the top down.
ROOMS: tuple[str, ...] = tuple(
    room.strip() for line in _LINTER["contracts"][0]["layers"] for room in line.split("|")
)
# Those that are cut into the layers below; the others have lists of their own.
LAYERED: frozenset[str] = frozenset(_LINTER["contracts"][1]["containers"])
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


def migrations(root: Path) -> Iterator[Module]:
    """What changes the tables, in its own words."""
    for room in ROOMS:
        for path in sorted((root / room).glob("migrations/*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            yield Module(name, ast.parse(path.read_text(encoding="utf-8")))


def modules(root: Path) -> Iterator[Module]:
    return (Module(name, ast.parse(text)) for name, text in sources(root))


def called(node: ast.Call) -> str:
    """The last word of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def below(name: str, tops: Iterable[str]) -> bool:
    """Whether a dotted name is one of `tops`, or stands in one."""
    return any(name == top or name.startswith(f"{top}.") for top in tops)
