"""Each event as a sentence."""

import pytest

from audit.models import Event
from committees.rules.event_sentences import SENTENCES, sentence


@pytest.mark.parametrize(
    ("verb", "target", "changes", "said"),
    [
        (
            "verified completion",
            "1.2 Train every panel",
            {},
            "Ailsa Wren verified that action “1.2 Train every panel” is complete.",
        ),
        ("updated action", "1.2 Train", {"rating": "Green"},
         "Ailsa Wren updated action “1.2 Train”: Green."),
        ("wrote letter", "Your actions", {"to": "una@example.test"},
         "Ailsa Wren sent an e-mail: “Your actions” to una@example.test."),
        ("something new", "1.2 Train", {}, "Ailsa Wren something new: “1.2 Train”."),
        ("edited body", "Audit\nand  training", {},
         "Ailsa Wren changed the group “Audit and training”."),
        ("edited body", "A" * 200, {}, f"Ailsa Wren changed the group “{'A' * 158} …”."),
    ],
)  # fmt: skip
def test_an_event_is_a_sentence(verb, target, changes, said):
    event = Event(verb=verb, actor_label="Ailsa Wren", target_label=target, changes=changes)

    assert sentence(event) == said


def test_the_program_acts_by_its_name():
    assert sentence(Event(verb="opened window", target_label="Spring", changes={})) == (
        "cpcplan opened the update window “Spring”."
    )


@pytest.mark.parametrize("pattern", SENTENCES.values())
def test_every_sentence_names_what_it_is_about_once(pattern):
    assert pattern.count("{}") == 1
