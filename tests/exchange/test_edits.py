"""What was edited in a plan's own file is what is found, and nothing else."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exchange.rules.edits import EditKind, compared
from exchange.rules.lines import Lines, of_file, of_paper
from tests.exchange.editor import Edited, Put, Struck, Typed, edited
from tests.exchange.papers import FORMATS, NAMES, PERIOD, TEXTS, draft_from, papers

QUICK = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def joined(name: str) -> str:
    return name.casefold()


@st.composite
def edits(draw: st.DrawFn, lines: Lines) -> dict[int, tuple[str, str]]:
    """For some actions what is done to each: a column and new words, "strike" or "put"."""
    ways = {}
    for action in lines.actions:
        way = draw(st.sampled_from(["", "", "Action", "Lead", "Timescale", "No", "strike", "put"]))
        words = {
            "Action": draw(TEXTS),
            "Lead": draw(st.sampled_from(NAMES)),
            "Timescale": draw(
                st.sampled_from(["30 June 2028", "Ongoing", "1 May 2027", "monthly"])
            ),
            "No": draw(st.sampled_from(["9", "9.1"])),
            "put": f"A new thing to do, number {action.key}",
        }.get(way, "")
        if way:
            ways[action.key or 0] = (way, words)
    return ways


def changes_of(ways: dict[int, tuple[str, str]]) -> list[Edited]:
    made: list[Edited] = []
    for key, (way, words) in ways.items():
        if way == "strike":
            made.append(Struck(key))
        elif way == "put":
            made.append(Put(key, (("Action", words), ("Timescale", "31 May 2027"))))
        else:
            made.append(Typed(key, way, words))
    return made


@pytest.mark.parametrize("form", FORMATS)
@QUICK
@given(st.data())
def test_the_difference_is_what_was_edited(form, data):
    paper = data.draw(papers())
    base = of_paper(paper, joined)
    ways = data.draw(edits(base))
    file = FORMATS[form](paper)
    said = of_file(draft_from(edited(form, file, changes_of(ways))), joined)
    found = {edit.name: edit for edit in compared(said, base, base, PERIOD, own=True).edits}
    for action in base.actions:
        way, words = ways.get(action.key or 0, ("", ""))
        mine = {name for name, edit in found.items() if edit.key == action.key}
        if way == "strike":
            assert mine == {f"missing-{action.key}"}
        elif way == "Action":
            assert mine == ({f"wording-{action.key}-text"} if words != action.text else set())
        elif way == "No":
            assert mine == {f"wording-{action.key}-number"}
            assert found.pop(f"wording-{action.key}-number").after == words
        elif way == "Lead":
            wanted = tuple(dict.fromkeys((joined(words), *action.leads[1:])))
            assert mine == ({f"lead-{action.key}-leads"} if wanted != action.leads else set())
        elif way == "Timescale":
            assert mine <= {f"wording-{action.key}-timescale", f"date-{action.key}-due"}
            assert bool(mine) == (words != action.timescale)
        else:
            assert mine == set()
    added = [edit.after for edit in found.values() if edit.kind == EditKind.ADDED]
    assert sorted(added) == sorted(words for way, words in ways.values() if way == "put")
    assert not [edit for edit in found.values() if edit.kind == EditKind.TOLD]


@pytest.mark.parametrize("form", FORMATS)
@QUICK
@given(papers())
def test_an_untouched_file_holds_no_edit_whatever_became_of_the_plan(form, paper):
    said = of_file(draft_from(FORMATS[form](paper)), joined)
    base = of_paper(paper, joined)
    assert not compared(said, base, base, PERIOD, own=True).edits
    now = Lines(base.headings, [_moved_on(one) for one in base.actions[1:]], base.levels)
    assert not compared(said, base, now, PERIOD, own=True).edits


def _moved_on(line):
    return type(line)(**{**vars(line), "text": f"{line.text}, and more", "due": date(2028, 1, 1)})


@pytest.mark.parametrize("form", FORMATS)
@QUICK
@given(papers())
def test_rows_in_another_order_are_said_and_not_taken_over(form, paper):
    """Read against a plan whose rows of each heading stand the other way round."""
    said = of_file(draft_from(FORMATS[form](paper)), joined)
    base = of_paper(paper, joined)
    turned = Lines(base.headings, list(reversed(base.actions)), base.levels)
    places = Counter((one.heading, one.ongoing) for one in base.actions)
    found = compared(said, turned, turned, PERIOD, own=True).edits

    assert {edit.kind for edit in found} <= {EditKind.TOLD}
    assert len(found) == sum(count > 1 for count in places.values())
    assert not compared(said, turned, base, PERIOD, own=True).edits  # the plan says it already
