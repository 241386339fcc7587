"""The audit of dependencies: what was not looked at is never called clean."""

import pytest

from tests.dependencies import Looked, main, names

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
FAULTY = {
    "name": "pillow",
    "version": "9.0.0",
    "vulns": [{"id": "PYSEC-2022-1", "fix_versions": ["9.0.1"]}],
}
MISSED = {"name": "amqp", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def heard(*reports: list[dict[str, object]]) -> tuple[int, list[str]]:
    looked = Looked()
    for rows in reports:
        looked.hear({"dependencies": rows})
    return looked.verdict()


@pytest.mark.parametrize(
    ("reports", "code", "last"),
    [
        ([[CLEAN]], 0, "1 packages have no known fault."),
        ([[CLEAN, FAULTY]], 1, "1 packages have no known fault."),
        ([[MISSED]], 2, "NOT LOOKED AT: 1 packages (amqp): the data about known faults could not "
         "be reached for them. Nothing is said about them."),
        ([[MISSED], [{"name": "amqp", "version": "5", "vulns": []}]], 0,
         "1 packages have no known fault."),
        ([[{"name": "amqp", "version": "5", "vulns": []}], [MISSED]], 0,
         "1 packages have no known fault."),
        ([[MISSED, FAULTY]], 1, "NOT LOOKED AT: 1 packages (amqp): the data about known faults "
         "could not be reached for them. Nothing is said about them."),
    ],
)  # fmt: skip
def test_what_was_not_looked_at_is_not_called_clean(reports, code, last):
    ended, lines = heard(*reports)

    assert (ended, lines[-1]) == (code, last)


def test_fault_is_named_with_what_mends_it():
    assert heard([FAULTY])[1][0] == "pillow 9.0.0: PYSEC-2022-1 (mended in 9.0.1)"


def test_no_report_at_all_is_not_clean(tmp_path, monkeypatch, capsys):
    lock = tmp_path / "requirements.txt"
    lock.write_text("django==5.2 \\\n    --hash=sha256:0\npsycopg[binary]==3 ; x\n")
    monkeypatch.setattr("tests.dependencies.sys.executable", str(tmp_path / "python"))

    assert (names(lock), main(lock)) == ({"django", "psycopg"}, 2)
    assert "NOT LOOKED AT: 2 packages (django, psycopg)" in capsys.readouterr().out
