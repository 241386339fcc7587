"""The record of an edition: what an audience is not told is not in it, in any form."""

import copy

import pytest

from documents import hash
from documents.papers import quarterly
from documents.schema.indicators import NO_FIGURES
from earlier.upgrades import read
from editions.rules import parts
from editions.rules.audience import TOTALS, Choice, for_audience
from figures.enums import Audience
from tests.reporting import samples

PERSONS = ("Marr", "Sorley", "Tait")
SILENT_WORDS = ('silent":true', "Asked on", "Not answered", "unanswered", "nobody to ask")
RAW = ("stood empty", "temporary analyst", "comments are being worked in", "not trained anyone")
CANDID = frozenset({"chairs_summary", "decisions", "answers"})


def choice(audience=Audience.PUBLIC, kind="quarterly", less=(), more=(), marking="OFFICIAL"):
    kept = {row.key for row in parts.parts_of(kind, audience) if row.kept}
    return Choice(audience, marking, 1, frozenset((kept | set(more)) - set(less)))


def told(content=None, **asked):
    return for_audience(content or samples.snapshot(), choice(**asked), NO_FIGURES)


def heard(actions=20):
    """A report in which every lead was heard from."""
    rows = [samples.action(index) for index in range(actions)]
    for row in rows:
        if row["status"] == "not_updated":
            row |= {"status": "on_track", "status_label": "Green", "silent": False, "silence": "",
                    "silence_words": "", "sent_back": False, "sent_back_on": None}  # fmt: skip
        row |= {"sent_back": False, "sent_back_on": None}
    return samples.snapshot(actions) | {"actions": rows, "counts": samples.counts(rows)}


def test_the_record_is_a_snapshot_that_is_read_like_any_other_and_the_reports_own_stays_as_it_was():
    content = samples.snapshot()
    before = copy.deepcopy(content)
    edition = told(content)
    assert content == before
    assert read(hash.canonical_bytes(edition).decode()) == edition
    assert (edition["marking"], edition["edition"]) == ("OFFICIAL", "Public edition")


def test_the_public_reads_no_person_no_silence_and_no_leads_words():
    text = hash.canonical_bytes(told()).decode()
    assert [word for word in (*PERSONS, *SILENT_WORDS, *RAW) if word in text] == []


def test_a_difference_that_is_kept_from_the_public_is_not_said_to_be_missing():
    rows = [row for row in told()["actions"] if row["status"] == "complete"]
    own = {row["id"]: row for row in samples.snapshot()["actions"]}
    known = [bool(own[row["id"]]["difference"] or own[row["id"]]["evidence"]) for row in rows]
    assert True in known
    assert [row.get("untold", False) for row in rows] == known
    chosen = told(more={parts.DIFFERENCE})["actions"]
    assert not any(row.get("untold") for row in chosen)


def test_where_somebody_was_silent_each_action_is_complete_or_goes_on_and_the_plan_is_counted():
    content, edition = samples.snapshot(), told()
    rated = [row for row in edition["actions"] if not row["ongoing"]]
    assert {row["status"] for row in rated} == {"complete", "going_on"}
    complete = content["counts"]["complete"]
    assert edition["counts"] == {"complete": complete, "going_on": len(rated) - complete}
    [totals] = [row for row in edition["registers"] if row["title"] == TOTALS]
    numbers = {row[0].split(" ", 1)[1]: int(row[1]) for row in totals["tables"][0]["rows"]}
    assert sum(numbers.values()) == len(rated)
    assert numbers["Not updated this quarter"] == content["counts"]["not_updated"]


def test_where_all_that_goes_on_is_silent_the_total_does_not_tell_it():
    stays = ("complete", "not_updated")
    rows = [row for row in samples.snapshot()["actions"] if row["status"] in stays]
    edition = told(samples.snapshot(actions=0) | {"actions": rows, "counts": samples.counts(rows)})
    assert TOTALS not in str(edition["registers"])


RATED = {"at_risk", "complete", "off_track", "on_track"}


@pytest.mark.parametrize(
    ("less", "statuses"), [((), RATED), (("ratings",), {"complete", "going_on"})]
)
def test_where_every_lead_was_heard_from_ratings_are_told_unless_somebody_leaves_them_out(
    less, statuses
):
    edition = told(heard(), less=less)
    rated = [row for row in edition["actions"] if not row["ongoing"]]
    assert {row["status"] for row in rated} == statuses
    assert edition["told_to"]["ratings"] == (not less)
    paper = quarterly.paper(edition, "f" * 64)
    assert sum(paper.at_a_glance.trend[-1].counts) == len(rated)


def test_what_is_told_of_a_rating_has_the_chairs_beside_it_without_reason_or_name():
    first = told(heard())["actions"][0]
    assert first["challenge"] == {"canonical": "at_risk", "label": "Amber", "by": "the chair",
                                  "on": "2026-10-20", "reason": ""}  # fmt: skip


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
def test_each_part_can_be_left_out_and_is_named_as_left_out(audience):
    for part in parts.parts_of("quarterly", audience):
        edition = told(heard(), audience=audience, less=[part.key])
        heading = part.heading[:1].lower() + part.heading[1:]
        said = " ".join(edition["told_to"]["left_out"])
        assert heading in said or part.key == parts.RATINGS
        assert part.key not in edition["contents"]


def test_what_was_written_for_chief_officers_is_told_to_the_public_only_where_somebody_chose_it():
    keys = {row.key for row in parts.parts_of("quarterly", Audience.PUBLIC) if row.kept}
    assert keys & CANDID == set()
    edition = told(more=["chairs_summary", "decisions"])
    assert [row["key"] for row in edition["sections"]] == ["chairs_summary"]
    assert edition["decisions"] == samples.snapshot()["decisions"]
    assert told()["sections"] == told()["decisions"] == []


def test_members_read_what_chief_officers_read_but_for_what_is_kept_from_them():
    content = samples.snapshot()
    edition = told(content, audience=Audience.MEMBERS, marking="OFFICIAL-SENSITIVE")
    same = ("actions", "directions", "revisions", "counts", "members", "notes", "decisions")
    assert {name: edition[name] for name in same} == {name: content[name] for name in same}
    assert edition["told_to"]["left_out"] == []


REGISTERS = [
    {"register": name, "key": key, "title": name, "told": [f"{name} tells."], "notes": [],
     "tables": [{"title": "", "heads": ["What"], "widths": [1], "rows": [[f"{name} table"]],
                 "empty": ""}]}
    for name, key in (("risks", "risks"), ("assurance", "quality_assurance"),
                      ("voices", "learning"), ("difference", "completed"),
                      ("returns", "sub_committees"), ("learning_reviews", "learning_reviews"))
]  # fmt: skip


def test_of_registers_the_public_is_told_what_it_may_and_in_sentences_where_a_table_says_more():
    every = ["risks", "quality_assurance", "learning", "sub_committees", "learning_reviews"]
    edition = told(heard() | {"registers": REGISTERS}, more=every)
    assert {row["register"]: bool(row["tables"]) for row in edition["registers"]} == {
        "assurance": False, "voices": True, "difference": True, "learning_reviews": True,
    }  # fmt: skip
