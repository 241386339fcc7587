"""Words that point at a person, in whatever spelling, and nothing else."""

import pytest

from guard.refusals import Refusal
from redactions.rules import structure
from redactions.rules.words import TOO_LONG, TOO_SHORT, sought

SEEN = [
    ("010203 1234", "Seen: 0102031234.", ["0102031234"]),
    ("0102031234", "Seen: 01-02-03 12 34, twice: 010203/1234", ["01-02-03 12 34", "010203/1234"]),
    ("0102031234", "CHI0102031234x", ["0102031234"]),
    (
        "0102031234",
        "０１０２０３１２３４ and 010203\u200b1234",
        ["０１０２０３１２３４", "010203\u200b1234"],
    ),
    ("Morag Dunlop", "With MORAG  DUNLOP and morag-dunlop.", ["MORAG  DUNLOP", "morag-dunlop"]),
    ("Morag Dunlop", "Mora\u00adg\nDunlop", ["Mora\u00adg\nDunlop"]),
    ("Jose Peña", "José Pena and Jose\u0301 Pen\u0303a", ["José Pena", "Jose\u0301 Pen\u0303a"]),
    ("Child A, aged 4", "about child A aged 4 at home", ["child A aged 4"]),
    ("KY7 5LT", "at ky75lt", ["ky75lt"]),
]
NOT_SEEN = [
    ("0102031234", "01020312345"),
    ("0102031234", "90102031234"),
    ("Jon Smith", "Jon Smithson"),
    ("Alee", "a lee shore"),
    ("Jon Smith", "Jonathan Smith"),
    ("0102031234", "a" * 20 + "0102031234" + "b" * 34),
    ("0102031234", "0102 and then 031234"),
]


@pytest.mark.parametrize(("words", "text", "seen"), SEEN)
def test_words_are_seen_in_every_spelling(words, text, seen):
    assert [text[start:end] for start, end in sought(words).spans(text)] == seen


@pytest.mark.parametrize(("words", "text"), NOT_SEEN)
def test_other_words_are_not_taken_for_them(words, text):
    assert sought(words).spans(text) == []


def test_a_mark_stands_in_their_place_and_the_rest_stays():
    text = "For Morag Dunlop, and MORAG DUNLOP's mother."

    assert sought("Morag Dunlop").without(text, "[x]") == "For [x], and [x]'s mother."


@pytest.mark.parametrize(
    ("words", "said"), [("Al", TOO_SHORT), (" - a1b!", TOO_SHORT), ("x" * 201, TOO_LONG)]
)
def test_words_that_are_too_few_or_too_many_are_refused(words, said):
    with pytest.raises(Refusal) as refusal:
        sought(words)

    assert str(refusal.value) == said


def test_what_is_looked_for_is_not_printed():
    assert repr(sought("Morag Dunlop")) == "Sought(…)"


def test_texts_of_a_structure_are_told_with_their_ways():
    value = {"rows": [["Ask", {"Morag": 3}]], "when": None}

    assert list(structure.texts(value)) == [
        (("rows", structure.NAME), "rows"),
        (("rows", 0, 0), "Ask"),
        (("rows", 0, 1, "Morag", structure.NAME), "Morag"),
        (("when", structure.NAME), "when"),
    ]


def test_a_structure_is_changed_in_every_text_and_nowhere_else():
    value = {"rows": [["Ask", {"Ask": 3}], True], "at": "Ask"}

    changed = structure.changed(value, lambda text: text.replace("Ask", "Tell"))

    assert changed == {"rows": [["Tell", {"Tell": 3}], True], "at": "Tell"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a":["é"]}', {"a": ["é"]}),
        ("[]", []),
        ('{"a": 1}', None),
        ("{not so", None),
        ("Words", None),
        ("", None),
    ],
)
def test_a_text_is_a_structure_where_it_is_written_as_one(text, value):
    assert structure.read(text) == value
