"""What the public is not told is in no byte of its edition, and cannot be told from it."""

import copy
import io
import zipfile

import pytest

from documents import hash
from documents.files import pdf, spreadsheet, word
from documents.schema.indicators import NO_FIGURES
from editions.rules import parts
from editions.rules.audience import Choice, for_audience
from editions.rules.public import for_the_public
from figures.enums import Audience
from handouts.large_print import large_print
from handouts.screen import page
from tests.reporting import pdf_tree, samples
from tests.reporting.samples_figures import TOLD, indicators

EVERY = frozenset(
    {row.key for row in parts.parts_of("quarterly", Audience.PUBLIC)} - {"chairs_summary"}
)
HIDDEN = "zq7wexilda"
# what of an action the public may read, by its name in the record
OPEN = {
    *("id", "reference", "number", "text", "heading", "ongoing", "lead", "contributing"),
    *("timescale", "timescale_kind", "due_first", "due", "due_proposed", "times_moved"),
    *("added_on", "withdrawn_on", "status", "status_code", "status_label", "overdue"),
    *("days_overdue", "completed_on", "days_late", "expected_impact", "measures"),
    *("added_at_meeting", "verified_on", "regional", "carried"),
}
CHOSEN = {"evidence", "difference"}  # of completed actions, where somebody chose it


def told(content, kept=EVERY):
    return for_audience(content, Choice(Audience.PUBLIC, "OFFICIAL", 1, kept), NO_FIGURES)


def canaried(value, name):
    """The same with a word in every text that no public edition may hold."""
    if isinstance(value, str):
        return f"{HIDDEN}-{name}"
    if isinstance(value, list):
        return [canaried(item, name) for item in value] or [f"{HIDDEN}-{name}"]
    if isinstance(value, dict):
        return {key: canaried(item, name) for key, item in value.items()}
    return value


def test_of_an_action_the_public_reads_the_fields_that_are_named_here_and_no_other():
    action = samples.action(9, agency="Harbour Trust", contributing_agencies=["NHS Farrow"])
    shut = set(action) - OPEN - CHOSEN
    secret = {name: canaried(value, name) if name in shut else value
              for name, value in action.items()}  # fmt: skip
    secret |= {"challenge": {"canonical": "at_risk", "label": "Amber", "by": HIDDEN, "on": None,
                             "reason": HIDDEN}}  # fmt: skip
    for ratings in (True, False):
        content = samples.snapshot() | {"actions": [secret]}
        made = for_the_public(content, ratings=ratings, words=EVERY)
        assert HIDDEN not in str(made["actions"])


# two reports that differ in who was silent, sent back, behind or challenged, and in nothing else
SILENT = {
    "status": "not_updated", "status_code": "", "status_label": "Not updated this quarter",
    "silent": True, "silence": "unanswered", "silence_words": "Asked on 1 October 2026",
    "progress": "", "reason": "", "remedy": "", "rated_on": "2026-07-20", "rating": "on_track",
    "rating_label": "Green", "challenge": None, "adopted": None, "reopened": None,
    "sent_back": False, "sent_back_on": None, "flags": [], "worded_by": "", "lead_progress": "",
    "said_on": None, "awaiting_verification": False, "claimed_on": None,
}  # fmt: skip


def open_actions(rows):
    return [row for row in rows if row["status"] != "complete" and not row["ongoing"]]


def swapped(first, second):
    """Two contents: in one the first action is silent, in the other the second."""
    content = samples.snapshot()
    pair = []
    for one in (first, second):
        rows = copy.deepcopy(content["actions"])
        opened = open_actions(rows)
        for place in (first, second):
            heard = {**SILENT, "status": "on_track", "status_label": "Green", "status_code": "G",
                     "silent": False, "silence": "", "silence_words": "", "progress": "Said.",
                     "rated_on": "2026-10-12", "said_on": "2026-10-12"}  # fmt: skip
            opened[place].update(SILENT if place == one else heard)
        pair.append(content | {"actions": rows, "counts": samples.counts(
            [row for row in rows if not row["ongoing"]])})  # fmt: skip
    return pair


@pytest.mark.parametrize("pair", [(0, 1), (2, 7), (3, 11)])
@pytest.mark.parametrize("kept", [EVERY, EVERY - {parts.RATINGS}])
def test_editions_of_reports_that_differ_in_who_was_silent_are_the_same_bytes(pair, kept):
    one, other = (hash.canonical_bytes(told(content, kept)) for content in swapped(*pair))
    assert one == other


REPORT = {
    "escalations": [{"action": 1, "reference": "1.1", "question": HIDDEN, "body": HIDDEN,
                     "on": "2026-10-20"}],
    "notes": [{"kind": "no_lead", "text": HIDDEN, "references": ["5.1"]}],
    "prepared_by": HIDDEN,
    "members": [{"body": "Committee", "post": "Lead Nurse", "holder": HIDDEN,
                 "agency": "NHS Farrow", "capacity": "Member"}],
    "erratum": HIDDEN,
    "open_window": {"label": "October", "until": "2026-11-30", "reason": HIDDEN},
    "record_head": f"12:{HIDDEN}",
    "registers": [{"register": "risks", "key": "risks", "title": HIDDEN, "told": [HIDDEN],
                   "tables": [], "notes": [HIDDEN]}],
    "sections": [{"key": "risks", "heading": "Risks", "body": "Words.", "by": HIDDEN,
                  "on": "2026-10-01"},
                 {"key": "council_options", "heading": "Options", "body": HIDDEN}],
}  # fmt: skip


def test_nothing_hidden_is_in_a_byte_of_any_file_or_page():
    content = samples.snapshot(16) | REPORT
    rows = [
        {**row, "lead_holder": HIDDEN, "verified_by": HIDDEN, "reason": HIDDEN, "remedy": HIDDEN,
         "progress": HIDDEN, "silence_words": HIDDEN, "origin": HIDDEN, "lead_progress": HIDDEN,
         "worded_by": HIDDEN}
        for row in content["actions"]
    ]  # fmt: skip
    asked = [{"question": "Why?", "answer": HIDDEN, "by": HIDDEN, "on": None}]
    missing = [{"period": "2026", "kind": "unanswered", "words": HIDDEN}]
    figures = [
        {**row, "questions": asked, "missing": missing, "green_but_worse": HIDDEN,
         "definition": {**row["definition"], "given_by": HIDDEN}}
        for row in indicators()
    ]  # fmt: skip
    content |= {"actions": rows}
    edition = for_audience(
        content,
        Choice(Audience.PUBLIC, "OFFICIAL", 1, EVERY),
        {"told": TOLD, "indicators": figures, "together": [], "figure_changes": []},
    )
    digest = hash.digest(edition)
    texts = [hash.canonical_bytes(edition).decode(), str(page(edition, digest))]
    texts += ["".join(pdf_tree.read(pdf.pdf(edition, digest).data).pages)]
    texts += ["".join(pdf_tree.read(large_print(edition, digest).data).pages)]
    for make in (word.docx, spreadsheet.xlsx):
        with zipfile.ZipFile(io.BytesIO(make(edition, digest).data)) as book:
            texts += [book.read(name).decode(errors="replace") for name in book.namelist()]
    assert [at for at, text in enumerate(texts) if HIDDEN in pdf_tree.squeezed(text)] == []
    # the members' edition of the same does tell it: the search finds what is there
    kept = frozenset(row.key for row in parts.parts_of("quarterly", Audience.MEMBERS))
    members = for_audience(content, Choice(Audience.MEMBERS, "OFFICIAL", 1, kept), NO_FIGURES)
    assert HIDDEN in hash.canonical_bytes(members).decode()
