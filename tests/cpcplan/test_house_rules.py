"""Metatests of the house: sizes, no inline code in templates, no machine's or registry's names."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.cpcplan.rooms import ROOMS, ROOT

# Names that stand in standards and in examples, not addresses that anything is fetched from.
NAMED_HOSTS = {
    *("127.0.0.1", "localhost", "www.w3.org", "example.org", "plans.example.org"),
    *("schemas.openxmlformats.org", "schemas.microsoft.com"),
}
PLACES = re.compile(r"(?<![\w.])/(?:work|root|home)/\w")
ADDRESS = re.compile(r"https?://([^\s/\"'<>)`:{}]+)")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+\s*=|javascript:", re.I)
# Words of the field that end as a doing does and are things.
NOUNS = {"finding", "heading", "hearing", "meeting", "reading", "reporting", "standing"}
POSTPONED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}


@cache
def files() -> list[Path]:
    """What is in the repository; where there is no git, what is in the folder and ours."""
    if not (shutil.which("git") and (ROOT / ".git").exists()):
        inside = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        return [ROOT / path for path in inside if not NOT_OURS & set(path.parts)]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def tracked(*endings: str) -> list[Path]:
    return [path for path in files() if path.name.endswith(endings) and path.is_file()]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*folders: str) -> list[Path]:
    """Python files of those top folders; migrations are written by a program."""
    found = tracked(".py")
    return [
        path
        for path in found
        if path.relative_to(ROOT).parts[0] in folders and "migrations" not in path.parts
    ]


def functions(paths: list[Path]) -> dict[str, int]:
    """Lines of every function, by its place."""
    return {place: length for path in paths for place, length in _functions(path).items()}


@cache
def _functions(path: Path) -> dict[str, int]:
    """Those of one module, which several rules ask about: it is parsed once."""
    return {
        f"{short(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_function_is_over_sixty_lines():
    lengths = functions(modules(*ROOMS, "tests", "benchmarks"))

    assert {place: length for place, length in lengths.items() if length > 60} == {}


def test_most_functions_are_short():
    lengths = list(functions(modules(*ROOMS)).values())

    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 30


def test_what_changing_says_of_places_is_so():
    places = (ROOT / "docs/changing.md").read_text("utf-8").split("## ")[2]
    named = re.findall(r"`([\w/]+(?:\.py|/))`", places)

    assert [name for name in named if "/" in name and not (ROOT / name).exists()] == []
    assert len(named) > 9


def test_tests_are_short():
    lengths = functions(modules("tests"))
    tests = [length for place, length in lengths.items() if " test_" in place]

    assert median(tests) <= 12


def test_no_module_is_over_four_hundred_lines():
    long = {short(path): lines(path) for path in modules(*ROOMS, "tests", "benchmarks")}

    assert {name: count for name, count in long.items() if count > 400} == {}


def test_no_app_is_over_seven_and_a_half_thousand_lines():
    """Lines that hold something, by app (`docs/adr/0086-rooms-and-walls.md`)."""
    sizes = {
        app: sum(
            bool(line.strip())
            for path in modules(app)
            for line in path.read_text(encoding="utf-8").splitlines()
        )
        for app in ROOMS
    }

    assert {app: size for app, size in sizes.items() if size > 7500} == {}


def test_no_folder_is_over_twenty_modules():
    """Of the apps, whose folders are read as one; beside its own `__init__`."""
    folders = Counter(path.parent for path in modules(*ROOMS) if path.name != "__init__.py")

    assert {short(folder): number for folder, number in folders.items() if number > 20} == {}


@pytest.mark.parametrize(
    ("stem", "refused"),
    [
        ("telling", True),
        ("checks_waiting", True),
        ("test_checking_in_browser", True),
        ("test_writes_of_reporting", False),
        ("by_heading", False),
        ("standing", False),
        ("working_days", False),
    ],
)
def test_which_names_tell_of_a_doing(stem, refused):
    assert is_doing(stem) == refused


def is_doing(stem: str) -> bool:
    """Whether a module is named by what it does; a test by what it does in a browser or at once."""
    subject = re.sub(r"^test_|_(?:in_browser|at_once)$", "", stem)
    last = subject.rsplit("_", 1)[-1]
    return last.endswith("ing") and last not in NOUNS


def test_modules_are_named_by_nouns_of_the_field():
    parts = {
        short(path): [*path.relative_to(ROOT).parts[:-1], path.stem]
        for path in modules(*ROOMS, "tests", "benchmarks")
    }

    assert [name for name, stems in parts.items() if any(map(is_doing, stems))] == []


def test_no_local_is_called_found():
    """It says that something was looked for and not what; the thing has a name."""
    places = [
        f"{short(path)}:{node.lineno}"
        for path in modules(*ROOMS, "benchmarks")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == "found")
        or (isinstance(node, ast.arg) and node.arg == "found")
    ]

    assert places == []


def test_no_template_is_over_a_hundred_and_twenty_lines():
    long = {
        short(path): lines(path) for path in tracked(".html", ".svg", ".txt") if is_template(path)
    }

    assert {name: count for name, count in long.items() if count > 120} == {}


def is_template(path: Path) -> bool:
    return "templates" in path.relative_to(ROOT).parts


def test_templates_hold_no_inline_script_or_style():
    pages = [path for path in tracked(".html", ".svg") if is_template(path)]
    # paper and e-mail know no style sheet of ours; neither is a page of the site
    away = {ROOT / "templates/documents/pdf", ROOT / "templates/emails"}
    found = {
        short(path): hit.group()
        for path in pages
        if not away & set(path.parents) and (hit := INLINE.search(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_host_or_a_place_on_somebodys_machine():
    found = {}
    for path in tracked(""):
        text = readable(path)
        hosts = {host.lower() for host in ADDRESS.findall(text)} - NAMED_HOSTS
        hosts = {
            host for host in hosts if not host.endswith((".example", ".example.org", ".invalid"))
        }
        places = set(PLACES.findall(text)) if path != Path(__file__) else set()
        if hosts or places:
            found[short(path)] = sorted(hosts | places)

    assert found == {}


def test_nothing_is_postponed_in_a_comment():
    found = [
        short(path)
        for path in tracked(".py", ".html", ".js", ".css", ".sh", "dev")
        if POSTPONED.search(readable(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-test.txt", "requirements-check.txt"]
)
def test_locked_requirements_are_hashed_and_name_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.\[\], -]+)==[^\\]+ \\\n    --hash=sha256:", text, re.M)

    assert len(pinned) == len(re.findall(r"^\S", text, re.M))
    assert ("--index-url" in text, "://" in text) == (False, False)


def test_every_requirement_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        re.split(r"[\[<>=~ ]", line)[0].lower() for line in project["project"]["dependencies"]
    }
    locked = re.findall(
        r"^([\w.-]+)(?:\[[^\]]+\])?==", (ROOT / "requirements.txt").read_text("utf-8"), re.M
    )

    assert wanted - set(locked) == set()
