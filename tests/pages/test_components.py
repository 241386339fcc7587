"""Words, dates and status tags as they are printed."""

import datetime as dt
import re
from http import HTTPStatus

import pytest
from django.template import Context, Template
from django.test import Client

from documents.statuses import Tag, default_tag
from web.status_stylesheet import MOST, addresses
from web.templatetags.components import day, moment, status_tag, table_head

UTC = dt.UTC


AMBER = (
    '<strong class="cpc-status cpc-status--at_risk cpc-colour-b85c00">'
    '<span class="cpc-status__symbol" aria-hidden="true">▲</span> Amber</strong>'
)


def test_a_table_s_head_names_its_columns():
    assert table_head("Group", "What it is & does") == (
        '<thead class="govuk-table__head"><tr class="govuk-table__row">\n'
        '<th class="govuk-table__header" scope="col">Group</th>\n'
        '<th class="govuk-table__header" scope="col">What it is &amp; does</th>\n'
        "</tr></thead>"
    )


def test_status_is_a_word_a_symbol_and_a_colour():
    assert status_tag("at_risk", "Amber") == AMBER


def test_status_prints_the_legends_own_symbol_and_colour_and_escapes_its_word():
    assert status_tag(Tag("complete", "P <b>", "P", "#1F5A96")) == (
        '<strong class="cpc-status cpc-status--complete cpc-colour-1f5a96">'
        '<span class="cpc-status__symbol" aria-hidden="true">P</span> P &lt;b&gt;</strong>'
    )


def test_page_links_the_colours_that_stand_on_it():
    """Above what is drawn with them, also where a fragment draws it."""
    template = Template(
        "{% coloured %}<head>{% status_stylesheets %}</head>{% status_tag tag %}"
        '{% include "components/count_tile.html" with tag=other only %}{% endcoloured %}'
    )
    tags = {"tag": Tag("complete", "Done", "✓", "#1F5A96"), "other": default_tag("at_risk")}

    page = template.render(Context(tags))

    link = re.match('<head><link rel="stylesheet" href="(.*?)"></head><strong', page)
    assert link[1].partition("?v=")[0] == "/status-colours/1f5a96-b85c00.css"


def test_page_without_a_status_links_nothing():
    template = Template("{% coloured %}<head>{% status_stylesheets %}</head>{% endcoloured %}")

    assert template.render(Context()) == "<head></head>"


def test_very_many_colours_stand_in_several_stylesheets():
    colours = [f"{number:06x}" for number in range(MOST + 1)]

    assert [
        len(re.findall("[0-9a-f]{6}", one.partition("?")[0])) for one in addresses(colours)
    ] == [MOST, 1]


def test_stylesheet_gives_each_colour_its_shades():
    answer = Client().get(addresses(["ffbf00", "1f5a96"])[0])

    assert answer.content.decode() == (
        ".cpc-colour-1f5a96{--status:#1f5a96;--status-tint:#e1edf9;--status-solid:#1f5a96}\n"
        ".cpc-colour-ffbf00{--status:#8f6b00;--status-tint:#fff6db;--status-solid:#967100}\n"
    )
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )


@pytest.mark.parametrize("name", ["1F5A96", "1f5a9", "1f5a96-", "red", "1f5a96}a{"])
def test_what_is_no_colour_has_no_stylesheet(name):
    assert Client().get(f"/status-colours/{name}.css").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (dt.date(2022, 7, 31), "31 July 2022"),
        (dt.datetime(2022, 7, 31, 23, 30, tzinfo=UTC), "1 August 2022"),
        (dt.datetime(2022, 7, 31, 23, 30), "31 July 2022"),  # noqa: DTZ001
        (None, "No date"),
        ("", "No date"),
    ],
)
def test_day(value: dt.date | None, printed: str):
    assert day(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (dt.datetime(2022, 7, 31, 13, 5, tzinfo=UTC), "31 July 2022 at 2:05 pm"),
        (dt.datetime(2022, 12, 1, 9, 0, tzinfo=UTC), "1 December 2022 at 9:00 am"),
        (None, "Never"),
    ],
)
def test_moment(value: dt.datetime | None, printed: str):
    assert moment(value) == printed


def test_value_that_is_missing_is_said_in_words():
    template = Template('{% include "components/summary_list.html" with rows=rows %}')
    page = template.render(Context({"rows": [("Timescale", ""), ("Lead", None)]}))

    assert page.count("Not given") == 2
