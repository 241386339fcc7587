"""What makes an update thin, as a truth table."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.rules.thinness import NO_EVIDENCE, UNCHANGED, normal, number_word, thin_reasons
from documents.enums import Canonical
from tests.actions.scene import scene
from tests.factories import entry_of
from updates.services import record_update

TODAY = timezone.localdate()

TWICE = "“Nothing to report” two updates running"


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({}, []),
        ({"evidence": ""}, [NO_EVIDENCE]),
        ({"evidence": " \n"}, [NO_EVIDENCE]),
        ({"evidence": "", "evidence_items": 1}, []),
        ({"words_before": "The group met."}, [UNCHANGED]),
        ({"words_before": "the  GROUP\nmet"}, [UNCHANGED]),
        ({"words_before": "The group met twice."}, []),
        ({"words": "", "words_before": ""}, []),
        ({"evidence": "", "words_before": "The group met."}, [NO_EVIDENCE, UNCHANGED]),
        ({"nothing_to_report": True, "words": "", "evidence": "", "quiet_updates": 1}, []),
        ({"nothing_to_report": True, "words": "", "evidence": "", "quiet_updates": 2}, [TWICE]),
        ({"nothing_to_report": True, "quiet_updates": 3}, [TWICE.replace("two", "three")]),
    ],
)
def test_thin_is_no_evidence_the_same_words_or_nothing_twice(given, reasons):
    plain = {
        "nothing_to_report": False,
        "words": "The group met.",
        "words_before": "A chair was found.",
        "evidence": "Minutes of 3 May.",
        "evidence_items": 0,
        "quiet_updates": 0,
    }
    assert thin_reasons(**{**plain, **given}) == reasons


@pytest.mark.parametrize(("number", "word"), [(2, "two"), (9, "nine"), (10, "10")])
def test_small_numbers_are_words(number, word):
    assert number_word(number) == word


def test_only_letters_and_figures_make_another_text():
    assert normal("The group – met; 3 times!") == ["the", "group", "met", "3", "times"]


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["evidence", "difference"])
def test_complete_without_evidence_or_difference_cannot_be_said(missing):
    made = scene()
    words = {"evidence": "Minutes.", "difference": "Shorter waits.", missing: " "}

    with pytest.raises(ValidationError) as refusal:
        record_update(
            by=made.lead, action=made.action, expected=made.action.row_version, as_at=TODAY,
            entry=entry_of(made.plan, Canonical.COMPLETE), **words,
        )  # fmt: skip

    assert list(refusal.value.error_dict) == [missing]
