"""Numbers of ten digits: each in some sixty spellings, and the figures that are none."""

import pytest

from guard.enums import Kind, Verdict
from guard.rules.checks import begins_with_date, is_chi, is_scn, is_upn, modulus_10, modulus_11
from guard.rules.examination import examine
from tests.guard.identifiers import (
    BOTH,
    CHI,
    CHI_MODULUS_10,
    HC,
    NHS,
    SCN,
    SPELLINGS,
    TEMPORARY_UPN,
    UPN,
    chis,
)

REFUSE, WARN, PASS = Verdict.REFUSE, Verdict.WARN, Verdict.PASS


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("check", BOTH)
def test_a_chi_number_is_refused_however_it_is_written(check, spelling):
    written = [SPELLINGS[spelling](digits) for digits in chis(40, BOTH[check])]
    seen = {text: examine(f"Seen at review: {text} by the team.") for text in written}

    assert {text: one.verdict for text, one in seen.items() if one.verdict != REFUSE} == {}
    assert {kind for one in seen.values() for kind in one.kinds[:1]} <= {Kind.CHI, Kind.NHS}


@pytest.mark.parametrize(
    ("digits", "eleven", "ten", "dated"),
    [
        (CHI, True, True, True),
        (CHI_MODULUS_10, False, True, True),
        ("9434765919", True, False, False),
        ("0000000000", True, True, False),
        ("2902011234", False, True, False),
        ("2902001110", False, True, True),  # 1900 had no such day, 2000 had
        ("3104011234", False, False, False),
        ("0101011238", False, False, True),
    ],
)
def test_checks_of_ten_digits(digits, eleven, ten, dated):
    assert (modulus_11(digits), modulus_10(digits)) == (eleven, ten)
    assert begins_with_date(digits) == dated
    assert is_chi(digits) == (dated and (eleven or ten))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("01/01/01 1237", WARN),  # a date and an hour
        ("01.01.01, 12:37", WARN),
        ("CHI 01/01/01 1237", REFUSE),
        ("CHI 0101011238", WARN),
        ("CHI no. 151301 1234", WARN),
        ("(C.H.I.) 990101 1234", WARN),
        ("0101011238", PASS),
        ("101011237", WARN),  # Excel took the 0
        ("CHI 101011237", REFUSE),
        ("10101 1237", WARN),
        ("101011238", PASS),
        ("ISBN 0101011237", PASS),
        ("0 10 157302 2", WARN),  # an old ISBN without its word
        ("ISBN 0-10-157302-2", PASS),
        ("£0101011237", PASS),
        ("+44 0101011237", PASS),
        ("0044 0101011237", PASS),
        ("0.0101011237", PASS),
        ("deadbeefdeadbeef0101011237", PASS),
        ("3b0101011237-ab12", REFUSE),
        ("c0101011-23ab-4cde-8f01-0101011237ab", PASS),
        (f"4{CHI}", PASS),
        (f"{CHI}4", PASS),
        (f"{CHI} {CHI}", REFUSE),
        ("01 01 01 1237 55", PASS),  # cut out of a longer chain that one sign joins
        ("01 01 01 1237, 55", REFUSE),
        ("Actions 10, 11, 12, 14, 15", PASS),
        ("2014-15, 2015-16", PASS),
        ("12/1/25 – 31/3/26", PASS),
        ("£12,345,678.90", PASS),
        ("1,234,567,890", PASS),
        ("12/1/2025 900", PASS),
        ("10.30am on 12/10/2026", PASS),
        ("978 1 80201 234 5", PASS),
        ("oil is so old 1", PASS),
    ],
)
def test_context_decides(text, verdict):
    assert examine(text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict", "kinds"),
    [
        ("450 557 7104", REFUSE, [Kind.NHS]),
        (f"NHS number: {NHS}", REFUSE, [Kind.NHS]),
        (f"{NHS} (NHS)", REFUSE, [Kind.NHS]),
        (f"CHI {NHS}", REFUSE, [Kind.NHS]),
        (NHS, WARN, [Kind.NHS]),
        ("NHS number 4505577105", WARN, [Kind.NHS]),
        ("NHS no. 943 476 5919", REFUSE, [Kind.NHS]),  # of a range for examples
        ("943 476 5919", PASS, []),
        ("320 123 4567", REFUSE, [Kind.HC]),
        (f"H&C {HC}", REFUSE, [Kind.HC]),
        (f"H&amp;C number {HC}", REFUSE, [Kind.HC]),
        (f"Health and Care number {HC}", REFUSE, [Kind.HC]),
        (HC, WARN, [Kind.HC]),
        (UPN, REFUSE, [Kind.UPN]),
        ("a 123 456 789 012", REFUSE, [Kind.UPN]),
        (TEMPORARY_UPN, REFUSE, [Kind.UPN]),
        ("B123456789012", PASS, []),
        (f"SCN {SCN}", REFUSE, [Kind.SCN]),
        (f"{SCN} (Scottish Candidate Number)", REFUSE, [Kind.SCN]),
        ("SCN: 123 456 784", WARN, [Kind.SCN]),
        (SCN, PASS, []),
        ("NHS 24 on 111", PASS, []),
        ("01592 643355", PASS, []),
        ("0131 200 2000", PASS, []),
    ],
)
def test_other_numbers(text, verdict, kinds):
    seen = examine(text)

    assert (seen.verdict, seen.kinds) == (verdict, kinds)


def test_checks_of_pupils_and_candidates():
    assert [is_upn(UPN), is_upn(TEMPORARY_UPN), is_upn("A12345678901I")] == [True, True, False]
    assert [is_scn(SCN), is_scn("123456784")] == [True, False]


@pytest.mark.parametrize(
    ("heading", "text", "verdict"),
    [
        ("CHI", "101011237", REFUSE),
        ("NHS number", NHS, REFUSE),
        ("Progress", "101011237", WARN),
        ("Date of birth", "12/03/2014", WARN),
        ("Review date", "12/03/2014", PASS),
    ],
)
def test_a_heading_says_what_its_cells_are(heading, text, verdict):
    assert examine(text, heading).verdict == verdict


def test_places_are_told_by_line():
    seen = examine(f"One.\n\nThree {CHI}, and {CHI}.\nFour: aged 4, 450 557\n7104")

    assert [(one.kind, one.line) for one in seen.refused] == [(Kind.CHI, 3), (Kind.NHS, 4)]


@pytest.mark.parametrize(
    "text",
    [
        *("1" * 200_000, "1 " * 100_000, "<" * 100_000, "<!--" * 30_000, "&#" * 100_000),
        *("O" * 100_000, "(" * 100_000, "Child A " * 10_000, "A.B." * 20_000, "b. " * 30_000),
        *("07" * 60_000, "a@" * 50_000, "+44 " * 30_000, "EH" * 50_000, "case no " * 10_000),
    ],
    ids=range(15),
)
def test_a_hostile_text_is_read_in_one_go(text):
    assert examine(text).verdict == PASS
