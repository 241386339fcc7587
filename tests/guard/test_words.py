"""What is said says kind, place and why, and never the value."""

import io
import json

import pytest
from django.core.management import call_command

from guard.enums import Kind
from guard.rules.examination import examine
from guard.rules.words import WHY, brief, refusal, sentences
from tests.guard.identifiers import CHI, HC, NHS, UPN
from tests.guard.test_persons import SEEN


def test_every_kind_has_its_reason():
    assert set(WHY) == set(Kind)


def test_the_words_of_a_refusal():
    seen = examine(f"Child A, aged 4.\nSee {CHI}\nand {CHI}")

    assert refusal(seen) == (
        "This looks like a CHI number in lines 2 and 3: ten digits that begin with a date and pass "
        "the check. Nothing was saved. Write the learning, not the child."
    )
    assert brief(seen) == (
        "looks like a CHI number and a child by letter or number with an age or class"
    )


def test_the_words_of_a_doubt():
    assert sentences(examine("Child A, aged 4")) == [
        "This may identify a child or somebody near, by a child by letter or number with an age or "
        "class: an age or a class beside a word for a child and a letter or number."
    ]


@pytest.mark.parametrize("text", [CHI, NHS, HC, UPN, *(text for _, text in SEEN)])
def test_no_digit_of_the_value_is_said(text):
    said = " ".join([*sentences(examine(text)), refusal(examine(text)), brief(examine(text))])

    assert [sign for sign in said.replace("07", "") if sign.isdigit()] == []


def answered(monkeypatch, capsys, sent, *arguments):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sent)))
    call_command("guard_check", *arguments)
    return capsys.readouterr().out.splitlines()


def test_the_command_answers_line_by_line(monkeypatch, capsys):
    lines = [json.dumps(CHI), "[1]", json.dumps("Child A, aged 4"), "{", '"\\ud800"', '"plan"', ""]
    sent = "\n".join(lines).encode() + b'\n"\xff"\n'

    said = [json.loads(line) for line in answered(monkeypatch, capsys, sent, "--json")]

    def wrong(number):
        return {"error": f'Line {number} is not a JSON string. Write one text a line, as "…".'}

    assert said == [
        {"verdict": "refuse", "kinds": ["chi"]},
        wrong(2),
        {"verdict": "warn", "kinds": ["child_age"]},
        wrong(4),
        {"verdict": "pass", "kinds": []},
        {"verdict": "pass", "kinds": []},
        wrong(7),
        wrong(8),
    ]


def test_the_command_answers_in_words(monkeypatch, capsys):
    sent = f'"{CHI}"\n"plan"\nplan\n'.encode()

    assert answered(monkeypatch, capsys, sent) == [
        "Line 1: Refused. This looks like a CHI number: ten digits that begin with a date and pass "
        "the check.",
        "Line 2: Passes. Nothing was seen that points at a person.",
        'Line 3 is not a JSON string. Write one text a line, as "…".',
    ]
