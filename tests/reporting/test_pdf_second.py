"""What the second edition prints: directions, corrections, both ratings, what meetings did."""

import pytest

from documents.files import pdf, pdf_objects, styles
from documents.files.rules import Rules
from documents.hash import digest
from documents.papers import quarterly
from documents.papers.directions import direction_lines
from tests.reporting import samples, samples_quarter
from tests.reporting.pdf_tree import squeezed
from tests.reporting.printed import made, printed

WRONG = "Page 3 counted one action twice. It is eight, not nine."


def corrected(**changes):
    told = {"version": 2, "corrects": 1, "corrects_issued_on": "2026-11-14", "erratum": WRONG}
    return samples.snapshot(9, **told | changes)


@pytest.fixture(scope="module")
def reading():
    return made(samples.snapshot(21))


def rows_of(reading, head):
    tables = [table for table in reading.tables() if table[0][0][1] == head]
    return [[cell[1] for cell in row] for table in tables for row in table[1:]]


def test_every_open_direction_is_printed_with_its_latest_answer_or_none(reading):
    answers = [row[3] for row in rows_of(reading, "Direction")]
    assert answers == [
        squeezed("Not answered yet"),
        squeezed(
            "The first locality has begun. Action 1.2: ▲ Amber E. Tait, 20 October 2026. "
            "1 earlier answer in the record"
        ),
        squeezed(
            "The plan is costed and goes to the board on 3 December. E. Tait, 20 October 2026 "
            "Closed on 20 September 2026 by R. Brodie, Chief Officer: "
            "Settled by the new protocol."
        ),
    ]


def test_a_late_direction_says_by_how_much(reading):
    assert rows_of(reading, "Direction")[0][2] == squeezed("30 September 2026 31 days past")


def test_without_directions_the_report_says_so():
    assert "No direction from chief officers is open." in pdf.html(
        samples.snapshot(3, directions=[]), "0" * 64
    )


def test_what_the_rules_rated_stands_beside_the_leads_rating(reading):
    cells = [cell[1] for table in reading.tables() for row in table for cell in row]
    said = squeezed("Lead: ● Green; rules: Amber accepted by E. Tait, 28 October 2026")
    assert [cell for cell in cells if said in cell] != []


def test_a_rating_is_said_to_be_the_leads_only_where_it_is():
    accepted = samples.snapshot(21)
    leads_own = {**accepted, "actions": [row | {"adopted": None} for row in accepted["actions"]]}
    said = "Rated so by the lead, or proposed by the rules and accepted"
    assert [said in pdf.html(row, "0" * 64) for row in (accepted, leads_own)] == [True, False]


def test_a_silent_actions_older_rating_is_words_and_no_colour():
    content = samples.snapshot(21)
    row = next(row for row in content["actions"] if row["adopted"])
    row |= {"silent": True, "status": "not_updated", "status_label": "Not updated this quarter"}
    assert "Lead: Green before that; rules: Amber accepted by" in pdf.html(content, "0" * 64)


def test_a_reopened_action_is_an_exception_with_its_reason(reading):
    said = squeezed(
        "Reopened on 2 September 2026 by M. Sorley: Two localities have gone back to the old form. "
        "It was completed on 1 July 2026."
    )
    cells = [cell[1] for table in reading.tables() for row in table for cell in row]
    assert [cell for cell in cells if cell.startswith(said)] != []


def test_moderated_wording_is_said_once_in_the_notes(reading):
    pages = squeezed("".join(reading.pages))
    said = squeezed("Wording by the coordinator; the lead’s own words are in the record: 2.1")
    assert pages.count(said) == 1


def test_evidence_is_named_without_a_path(reading):
    cells = [cell[1] for table in reading.tables() for row in table for cell in row]
    said = squeezed("Record audit (file); Minutes of the group (minutes.example.org)")
    assert [cell for cell in cells if said in cell] != []


def test_a_corrected_version_says_what_was_wrong_on_its_cover():
    cover = squeezed(made(corrected()).pages[0])
    said = f"Version 2. It replaces version 1, issued 14 November 2026. What was wrong: {WRONG}"
    assert squeezed(said) in cover


def test_what_does_not_fit_on_page_one_follows_the_plan_at_a_glance():
    content = corrected(erratum=f"{WRONG} " * 40, decisions=["Decide on a new date. " * 9] * 6)
    pages = [squeezed(page) for page in made(content).pages]
    assert squeezed("What was wrong is printed after the plan at a glance.") in pages[0]
    assert squeezed("6 decisions, printed after the plan at a glance.") in pages[0]
    assert squeezed("The plan at a glance") in pages[1]
    assert squeezed("What was wrong in the version before") in "".join(pages[1:4])
    assert pages[0].count("OFFICIAL-SENSITIVE") == 2


def test_a_direction_longer_than_a_page_stays_one_row():
    long = samples_quarter.direction(
        1, answers=[samples_quarter.answer(text="Much was said. " * 260)]
    )
    content = samples.snapshot(3, directions=[long], sections=[])
    reading = made(content)
    assert (len(rows_of(reading, "Direction")), reading.stray) == (1, 0)


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
def test_every_edition_carries_the_directions(kind):
    content = samples.snapshot(4, kind=kind)
    assert pdf.html(content, "0" * 64).count("Not answered yet") == 1


def test_the_open_ones_come_first():
    content = samples.snapshot(3)
    content["directions"].reverse()
    colours = quarterly.paper(content, "").alike.palette
    lines = direction_lines(content, colours)
    assert [line.direction["number"] for line in lines] == [1, 2, 3]


def test_same_snapshot_same_bytes_also_with_all_that_the_library_looks_for(monkeypatch):
    content = corrected()
    printed(content)
    monkeypatch.delattr(styles.Markup, "_ua_stylesheets")
    assert pdf.pdf(content, digest(content)).data == printed(content)


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
def test_same_bytes_also_with_every_rule_of_the_sheets(kind, monkeypatch):
    content = samples.snapshot(9, kind=kind)
    printed(content)
    monkeypatch.setattr(Rules, "of", lambda rules, _: rules.sheet)
    assert pdf.pdf(content, digest(content)).data == printed(content)


def test_same_bytes_as_the_library_writes_where_both_pack_alike(monkeypatch):
    content = corrected()
    monkeypatch.setattr(pdf_objects, "TIGHT", 9)
    ours = pdf.pdf(content, digest(content)).data
    monkeypatch.setattr(pdf_objects, "set_down", lambda _: None)
    assert pdf.pdf(content, digest(content)).data == ours
