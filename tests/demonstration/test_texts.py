"""What must hold of the demonstration's words, whoever edits them."""

import re

import pytest

from demonstration.queries.sources import DATA, SHAPES, read_source
from plans.rules.legends import PRESETS

FILES = sorted(DATA.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_file_holds_what_could_identify_a_child(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\d[\d ]{8,}\d", text) == []  # CHI or NHS number
    assert re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", text) == []  # postcode
    assert re.findall(r"\b(?:Child|Baby|Young Person) [A-Z]\b", text) == []


@pytest.mark.parametrize("slug", SHAPES.values())
def test_every_key_that_is_used_is_known(slug):
    source = read_source(slug)
    posts = {row["key"] for row in source.people["posts"]}
    people = {row["key"] for row in source.people["people"]}
    actions = [row["key"] for row in source.actions()]
    leads = {key for row in source.actions() for key in row["lead"]}

    assert leads - posts == set()
    assert {row["person"] for row in source.people["holdings"]} - people == set()
    assert [row["action"] for row in source.story["stories"]] == actions
    assert {row["action"] for row in source.story.get("revisions", [])} - set(actions) == set()


@pytest.mark.parametrize("slug", SHAPES.values())
def test_every_code_is_one_of_the_plans_legend(slug):
    source = read_source(slug)
    codes = {entry.code for entry in PRESETS[source.plan["plan"]["legend"]].entries}
    used = {row["code"] for story in source.story["stories"] for row in story["updates"]}

    assert used - codes == set()


@pytest.mark.parametrize("slug", SHAPES.values())
def test_no_two_actions_and_no_two_updates_of_a_plan_say_the_same(slug):
    source = read_source(slug)
    texts = [row["text"] for row in source.actions()]

    assert len(texts) == len(set(texts))
