"""A file that is not right is refused in words, and leaves nothing behind."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Evidence
from archive.rules import document
from archive.rules.document import Reading, Row, lines
from archive.rules.refusals import Refused
from archive.services.arrival import bring_in
from archive.services.encryption import lock_file, new_key, unlock_file
from committees.models import Area
from tests import factories as make
from tests.archive.moved import KEY, another_installation, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _small(django_db_setup, django_db_blocker, tmp_path_factory):
    """The file of an area with one action, and what it is in plain text."""
    with django_db_blocker.unblock(), another_installation():
        plan = make.PlanFactory()
        action = make.led_action(make.UserFactory(), plan, text="Meet monthly.")
        make.ProgressUpdateFactory(action=action)
        path = file_of(plan.area, tmp_path_factory.mktemp("small"))
    plain = io.BytesIO()
    with path.open("rb") as source:
        pyrage.decrypt_io(source, plain, [pyrage.x25519.Identity.from_str(KEY.secret)])
    return path, plain.getvalue()


@pytest.fixture
def small(_small) -> Path:
    return _small[0]


@pytest.fixture
def plain(_small) -> list[bytes]:
    return _small[1].splitlines(keepends=True)


def refused(path: Path, secret: str = KEY.secret) -> str:
    with pytest.raises(Refused) as refusal:
        bring_in(by=None, path=path, secret=secret)
    assert not Area.objects.exists()
    assert not Evidence.objects.exists()
    return str(refusal.value)


def locked(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "given.age"
    with path.open("wb") as out:
        lock_file([data], out, KEY.lock)
    return path


def rewritten(tmp_path: Path, plain: list[bytes]) -> Path:
    """The same with another content, and the hash that is right for it: by somebody who has the
    key and knows the form."""
    reading = Reading(lambda section, item: None)
    for line in plain[:-2]:
        reading.feed(line)
    counted = reading._counted
    end = {"rows": counted.rows, "chain": counted.chain, "files": counted.files}
    end["sha256"] = reading._seen.hexdigest()
    return locked(tmp_path, b"".join(plain[:-2]) + b'"end":' + json.dumps(end).encode() + b"\n}\n")


def test_it_is_one_json_document_that_any_program_reads(plain):
    whole = json.loads(b"".join(plain))
    assert list(whole) == ["header", "rows", "chain", "files", "end"]
    assert whole["header"]["format"] == "cpcplan area"
    assert {row["table"] for row in whole["rows"]} == whole["end"]["rows"].keys()


def test_what_is_right_comes_in(small):
    assert bring_in(by=None, path=small, secret=KEY.secret).area == Area.objects.get()


def test_wrong_key(small):
    assert "does not open the file" in refused(small, new_key().secret)


def test_no_key_at_all(small):
    assert "AGE-SECRET-KEY-1" in refused(small, "low tide")


def test_not_such_a_file(tmp_path):
    path = tmp_path / "given.age"
    path.write_bytes(b"PK\x03\x04 a workbook")
    assert "not the file of an area" in refused(path)


@pytest.mark.parametrize("left", [0.3, 0.9, 0.999])
def test_truncated(small, tmp_path, left):
    path = tmp_path / "given.age"
    data = small.read_bytes()
    path.write_bytes(data[: int(len(data) * left)])
    assert "end is missing" in refused(path)


@pytest.mark.parametrize("place", [0.4, 0.99])
def test_altered(small, tmp_path, place):
    path = tmp_path / "given.age"
    data = bytearray(small.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    assert "altered" in refused(path)


def test_altered_by_somebody_with_the_key(plain, tmp_path):
    given = b"".join(plain).replace(b"Meet monthly.", b"Meet  yearly.")
    assert "its hash does not fit" in refused(locked(tmp_path, given))


def test_end_left_out_by_somebody_with_the_key(plain, tmp_path):
    assert "Its end is missing" in refused(locked(tmp_path, b"".join(plain[:-2])))


def test_something_behind_its_end(plain, tmp_path):
    assert "behind its end" in refused(locked(tmp_path, b"".join([*plain, b"{}\n"])))


def test_of_another_version_of_the_program(plain, tmp_path):
    plain[1] = plain[1].replace(b'"expected_impact",', b'"hoped_impact",')
    words = refused(rewritten(tmp_path, plain))
    assert "another version of this program: of actions.action it has hoped_impact besides" in words
    assert "no expected_impact" in words


def test_of_another_form(plain, tmp_path):
    plain[1] = plain[1].replace(b'"version":1', b'"version":2')
    assert "written in form 2" in refused(locked(tmp_path, b"".join(plain)))


def test_a_row_that_is_missing(plain, tmp_path):
    rest = [line for line in plain if b'"table":"plans.plan",' not in line]
    assert "which is not in it" in refused(rewritten(tmp_path, rest))


def test_a_row_twice(plain, tmp_path):
    again = next(line for line in plain if line.startswith(b',{"table":"actions.action",'))
    at = plain.index(again)
    assert "twice" in refused(rewritten(tmp_path, [*plain[:at], again, *plain[at:]]))


def test_a_table_that_there_is_not(plain, tmp_path):
    plain = [line.replace(b'"table":"actions.lead"', b'"table":"auth.group"') for line in plain]
    assert "no such table" in refused(rewritten(tmp_path, plain))


def test_an_account_with_more_rights_than_a_file_can_give(plain, tmp_path):
    plain = [line.replace(b'"email":', b'"is_superuser":true,"email":') for line in plain]
    assert "is not whole" in refused(rewritten(tmp_path, plain))


def test_a_number_by_which_a_child_is_known(plain, tmp_path):
    plain = [line.replace(b"Meet monthly.", b"Meet 0101011237") for line in plain]
    assert "looks like a CHI number" in refused(rewritten(tmp_path, plain))


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"key":' + b"9" * 5000 + b"}", b"\xff\xfe"])
def test_a_hostile_line(plain, tmp_path, line):
    at = plain.index(b'"rows":[\n') + 1
    given = rewritten_raw(plain, at, line)
    assert "altered or damaged" in refused(locked(tmp_path, given))


def rewritten_raw(plain: list[bytes], at: int, line: bytes) -> bytes:
    return b"".join([*plain[:at], line + b"\n,", *plain[at:]])


def test_larger_than_any(small, monkeypatch):
    monkeypatch.setattr(document, "LARGEST", 10_000)
    reading = Reading(lambda section, item: None, largest=10_000)
    with pytest.raises(Refused, match="larger than any"):
        unlock_file(small, KEY.secret, reading)


def test_a_line_longer_than_any(small, monkeypatch):
    monkeypatch.setattr(document, "LONGEST_LINE", 100)
    assert "longer than any" in refused(small)


def test_more_rows_than_any(small, monkeypatch):
    monkeypatch.setattr(document, "MOST_LINES", 20)
    assert "more rows" in refused(small)


def test_nothing_is_left_of_what_fails_at_its_end(small, monkeypatch):
    def fails(*args, **kwargs):
        raise OSError("the disk is full")

    before = sorted(Path(settings.DATA).rglob("*"))
    monkeypatch.setattr("archive.services.arrival.record", fails)
    with pytest.raises(OSError, match="disk"):
        bring_in(by=None, path=small, secret=KEY.secret)
    assert not Area.objects.exists()
    assert sorted(Path(settings.DATA).rglob("*")) == before


def test_commands_refuse_in_words(small, tmp_path):
    key = tmp_path / "key"
    key.write_text(f"# a note\n{KEY.secret}\n")
    with pytest.raises(CommandError, match="is not here"):
        call_command("compare_area", str(small), key_file=str(key))
    with pytest.raises(CommandError, match="no file"):
        call_command("restore_area", str(tmp_path / "nothing"), key_file=str(key))
    with pytest.raises(CommandError, match="There is no area nowhere"):
        call_command("archive_area", "nowhere", out=str(tmp_path / "a.age"))


text = st.text(st.characters(exclude_categories=("Cs",)))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(
        st.tuples(text, st.integers(1), st.dictionaries(text, values, max_size=4)), max_size=6
    ),
    st.integers(1, 50),
)
def test_whatever_is_written_is_read_again(rows, size):
    """In pieces of any size."""
    given_rows = [Row(*row) for row in rows]
    header = {"format": document.FORMAT, "version": document.VERSION}
    whole = b"".join(lines(header, given_rows, list, [{"file": "1"}]))
    assert json.loads(whole)["end"]["files"] == 1
    taken: list[tuple[str, object]] = []
    reading = Reading(lambda section, item: taken.append((section, item)))
    for at in range(0, len(whole), size):
        reading.feed(whole[at : at + size])
    reading.finished()
    told = [{"table": row.table, "key": row.key, "values": row.values} for row in given_rows]
    assert taken == [("header", header), *(("rows", row) for row in told), ("files", {"file": "1"})]
