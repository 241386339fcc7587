"""What a text may hold: each rule in a row of its table, and what is true of any text."""

import json
import unicodedata
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from documents.text import all_printable, line, lines

ANY = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\x00\x0b\r\n\t \ud800\ufeffé́")
)
FROZEN = st.recursive(
    ANY | st.none() | st.integers(),
    lambda part: st.lists(part) | st.dictionaries(ANY, part),
    max_leaves=8,
)
TWO_TAKEN = ("2 characters that cannot be printed were taken out.",)


@pytest.mark.parametrize(
    ("typed", "several", "one"),
    [
        ("", "", ""),
        ("Ask\r\nlisten\rwrite", "Ask\nlisten\nwrite", "Ask listen write"),
        ("Ask\x0blisten\x0cwrite", "Ask\nlisten\nwrite", "Ask listen write"),
        ("Ask\x85listen\u2028write\u2029act", "Ask\nlisten\nwrite\nact", "Ask listen write act"),
        ("Ask \t\n\n  listen  ", "Ask\n\n  listen", "Ask listen"),
        ("  Ask.  Listen.", "Ask.  Listen.", "Ask.  Listen."),
        ("Ask\tlisten", "Ask\tlisten", "Ask listen"),
        ("\n \n", "", ""),
        ("Cafe\u0301", "Caf\xe9", "Caf\xe9"),
        ("e\u200b\u0301", "\xe9", "\xe9"),
        ("multi\x1eagency", "multi-agency", "multi-agency"),
        ("multi\xadagency \ufeffplan", "multiagency plan", "multiagency plan"),
        ("\u202egnp.exe\u202c", "gnp.exe", "gnp.exe"),
        ("a\x00b\x1b[31mc\x7f\x9bd", "ab[31mcd", "ab[31mcd"),
        ("a\ud800b\ufffec\ufdd0d\U0001fffee", "abcde", "abcde"),
        ("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"),
        ("🏴\U000e0067\U000e0062", "🏴\U000e0067\U000e0062", "🏴\U000e0067\U000e0062"),
        ("5\xa0000 “children’s”", "5\xa0000 “children’s”", "5\xa0000 “children’s”"),
    ],
)  # fmt: skip
def test_a_text_is_kept_so(typed, several, one):
    assert (lines(typed).text, line(typed).text) == (several, one)


@pytest.mark.parametrize(
    ("typed", "most", "notes"),
    [
        ("Ask\x0blisten\r\n", None, ()),
        ("A\x00sk", None, ("1 character that cannot be printed was taken out.",)),
        ("A\x00s\x1bk", None, TWO_TAKEN),
        ("A\ufeffsk", None, ("1 invisible character was taken out.",)),
        ("A\ufeffs\u200bk\x00\x00", None, (*TWO_TAKEN, "2 invisible characters were taken out.")),
        ("Ask them", 7, ("The last character was left out: 7 is the most that is kept.",)),
        ("Ask them", 4, ("The last 5 characters were left out: 4 is the most that is kept.",)),
        ("Ask them", 8, ()),
    ],
)
def test_what_could_not_be_kept_is_said(typed, most, notes):
    assert lines(typed, most).notes == notes


@given(ANY, st.none() | st.integers(0, 20))
def test_cleaning_twice_is_cleaning_once(typed, most):
    for clean in (lines, line):
        once = clean(typed, most)
        again = clean(once.text, most)
        assert (again.text, again.notes) == (once.text, ())


@given(ANY)
def test_what_is_kept_is_composed_and_fits_into_every_file(typed):
    for clean in (lines, line):
        kept = clean(typed).text
        assert unicodedata.is_normalized("NFC", kept)
        assert fromstring(f"<a>{escape(kept)}</a>").text in (kept, None)
    assert len(line(typed).text.splitlines()) <= 1


@given(st.text(st.characters(categories=("L", "N", "P"))))
def test_plain_words_stay_as_they_are(typed):
    composed = unicodedata.normalize("NFC", typed)

    assert (lines(typed).text, line(typed).text, lines(typed).notes) == (composed, composed, ())


@given(FROZEN)
def test_anything_frozen_can_be_printed(content):
    once = all_printable(content)

    assert all_printable(once) == once
    json.dumps(once, ensure_ascii=False).encode()


def test_what_was_frozen_moves_by_no_space():
    frozen = {"rows": [{"text": " Ask \x0b them\x00 ", "days": 3, "due": None}], "e\u0301": True}

    assert all_printable(frozen) == {
        "rows": [{"text": " Ask \n them ", "days": 3, "due": None}],
        "e\u0301": True,
    }
