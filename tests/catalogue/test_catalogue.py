"""The default catalogues, and published sets that come in as files."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.roles import Role
from catalogue.rules.entries import Entry, SetFile
from catalogue.rules.nations import CATALOGUES
from catalogue.rules.set_files import empty_frame, set_in, set_sent
from catalogue.rules.set_rows import frame, read_json, read_rows
from catalogue.services import install_catalogue, take_in_set
from figures import services
from figures.enums import Timing, Unit
from figures.models import Indicator, IndicatorSet
from guard.refusals import Refusal
from tests import factories as make

STARTS = date(2025, 8, 1)
HEAD = [["Set", "National set"], ["Edition", "second"], ["Date", "1 June 2022"], ["Source", "A"]]
COLUMNS = ["Name", "Unit", "What is counted", "When", "How often", "Source"]
ROW = ["Referrals", "Number", "referrals", "During the period", "Each quarter", "Returns"]


def install(area, nation="scotland"):
    return install_catalogue(by=None, area=area, nation=nation, starts=STARTS)


@pytest.mark.django_db
@pytest.mark.parametrize(("nation", "number"), [("scotland", 17), ("england", 16)])
def test_a_catalogue_is_installed_once_whatever_was_renamed_since(nation, number):
    area = make.AreaFactory()

    made = install(area, nation)
    assert (len(made.added), area.indicators.count()) == (number, number)
    row = area.indicators.first()
    services.edit_indicator(
        by=None, indicator=row, expected=row.row_version, name="Otherwise", number="99"
    )
    assert install(area, nation).same
    assert area.indicators.count() == number


@pytest.mark.parametrize("nation", CATALOGUES)
def test_a_catalogue_names_its_own_and_asks_of_each(nation):
    entries = CATALOGUES[nation]
    names = [entry.name for entry in entries]

    assert len(names) == len(set(names))
    assert all(entry.questions for entry in entries)
    assert {to for entry in entries for _, to in entry.links} <= set(names)
    assert [entry.number for entry in entries] == [str(n) for n in range(1, len(entries) + 1)]


@pytest.mark.django_db
def test_a_nation_without_a_catalogue_is_told_so():
    with pytest.raises(ValidationError, match="There is no default catalogue for this nation yet"):
        install(make.AreaFactory(), "wales")


@pytest.mark.django_db
@pytest.mark.parametrize(("nation", "said"), [("wales", True), ("scotland", False)])
def test_the_page_says_that_there_is_none_and_offers_the_empty_frame(client, nation, said):
    area = make.AreaFactory(nation=nation)
    client.force_login(make.person_with(Role.LEAD_OFFICER, area))
    page = client.get(reverse("indicator_catalogue", args=[area.slug]))
    words = page.content.decode()

    assert ("There is no catalogue for Wales here" in words) == said
    assert (reverse("indicator_sets", args=[area.slug]) in words) == said
    chosen = page.context["form"].initial["nation"]
    assert chosen == ("" if said else "scotland")


@pytest.mark.django_db
def test_the_command_installs_what_the_page_does():
    area, said = make.AreaFactory(), StringIO()

    call_command("indicator_catalogue", "--area", area.name, "--nation", "england", stdout=said)

    assert said.getvalue().endswith("Indicators: 16 new, 0 changed.\n")
    with pytest.raises(CommandError, match="No area is called Nowhere"):
        call_command("indicator_catalogue", "--area", "Nowhere")


def test_the_frame_is_empty_and_can_be_read_once_it_is_filled_in():
    rows = frame()
    filled = [*HEAD, [], rows[-1], ["", "Referrals", "Number", "", "referrals", *[""] * 5]]
    filled[-1] += ["During the period", "Each quarter", "", "", "Returns"]

    assert [len(row) for row in rows] == [2, 2, 2, 2, 0, 21]
    assert read_rows(filled).entries[0].name == "Referrals"
    with pytest.raises(ValueError, match="Say the set’s set, in the line “Set” at the top"):
        set_in(set_sent("frame.xlsx", empty_frame()))


def test_a_table_is_read_by_the_words_of_pages():
    columns = [*COLUMNS, "Out of whom or what", "From age", "To age", "Categories", "Questions"]
    more = ["meetings held", "unborn", "17", "Boys; Girls", "Why?\nWho?"]
    row = ["In time", "percentage", "held in time", "during", "quarter", "Returns", *more]

    sent = read_rows([*HEAD, columns, row])

    one = sent.entries[0]
    assert (sent.name, sent.edition, sent.dated) == ("National set", "second", date(2022, 6, 1))
    assert (one.unit, one.timing, one.ages) == (Unit.PERCENT, Timing.DURING, (-1, 17))
    assert [band.label for band in one.categories] == ["Boys", "Girls"]
    assert one.questions == ["Why?", "Who?"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "There is no row with the names of the columns. Begin from the frame."),
        ([*HEAD[:3], COLUMNS, ROW], "Say the set’s source, in the line “Source” at the top."),
        (
            [*HEAD[:2], ["Date", "soon"], HEAD[3], COLUMNS, ROW],
            "“soon” is not a date. Write 1 June 2022.",
        ),
        ([*HEAD, COLUMNS], "There is no indicator in this file: it is the empty frame."),
        ([*HEAD, COLUMNS, ROW, ROW], "“Referrals” stands in the file twice."),
        ([*HEAD, COLUMNS[:5], ROW[:5]], "The column “Source” is not there."),
        ([*HEAD, COLUMNS, ["Referrals", "Number"]], "Row 6: “What is counted” is empty."),
        (
            [*HEAD, COLUMNS, [*ROW[:1], "Share", *ROW[2:]]],
            "Row 6: “Unit” is “Share”. It is one of “Number”, “Percentage”, “Rate per 1,000”, "
            "“Rate per 10,000”, “Average”.",
        ),
        (
            [*HEAD, [*COLUMNS, "From age", "To age"], [*ROW, "16", "5"]],
            "Row 6: The ages are turned round: 5 is less than 16.",
        ),
        (
            [*HEAD, [*COLUMNS, "From age"], [*ROW, "old"]],
            "Row 6: “From age” is “old”. Write an age in whole years, or unborn.",
        ),
        ([*HEAD, [*COLUMNS, "Decimals"], [*ROW, "5"]], "Row 6: “Decimals” is 0, 1 or 2."),
        (
            [*HEAD, [*COLUMNS, "Counts children"], [*ROW, "perhaps"]],
            "Row 6: “Counts children” is “perhaps”. Write yes or no.",
        ),
    ],
)
def test_what_a_file_does_not_say_is_told(rows, said):
    with pytest.raises(ValueError) as refused:
        read_rows(rows)

    assert str(refused.value) == said


def test_json_is_read_by_the_names_of_the_columns():
    held = dict(zip(COLUMNS, ROW, strict=True)) | {"Questions": ["Why?", "Who?"]}
    text = json.dumps(
        {
            "set": "National set",
            "edition": "second",
            "date": "2022-06-01",
            "source": "A",
            "indicators": [held | {"Counts children": False}],
        }
    )

    sent = read_json(text)
    assert (sent.dated, sent.entries[0].questions) == (date(2022, 6, 1), ["Why?", "Who?"])
    assert not sent.entries[0].counts_children
    assert set_in(set_sent("set.json", text.encode())) == sent


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not JSON that can be read."),
        ("{}", "The file has no list of indicators."),
        ('{"indicators": [1]}', "Each indicator is written with the names of the columns."),
    ],
)
def test_json_that_cannot_be_read(text, said):
    with pytest.raises(ValueError) as refused:
        read_json(text)

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"a": "\xff"}', "This is not text in UTF-8. Save it so, and send that."),
        (b"a,b\n1,2\n", "There is no row with the names of the columns."),
    ],
)
def test_files_that_are_refused(data, said):
    with pytest.raises(Refusal, match=said):
        set_sent("set", data)


def sent(*entries, edition="first", dated=date(2022, 6, 1)):
    return SetFile("National set", edition, dated, "The publisher", entries)


def entry(name, **more):
    return Entry("", name, "referrals", "Returns", (), **more)


def take(area, file):
    return take_in_set(by=None, area=area, sent=file, starts=STARTS)


@pytest.mark.django_db
def test_the_same_edition_twice_changes_nothing_and_a_new_one_says_what_changed():
    area = make.AreaFactory()
    assert take(area, sent(entry("One"), entry("Two"))).added == ["One", "Two"]
    assert take(area, sent(entry("Three"))).same

    second = sent(entry("One", good="up"), entry("Three"), edition="second", dated=date(2025, 6, 1))
    made = take(area, second)

    assert (made.added, made.changed, made.gone) == (["Three"], [("One", ["good"])], ["Two"])
    assert made.sentences == [
        "Indicators: 1 new, 1 changed, 1 no longer in it.",
        "New: Three.",
        "“One” says otherwise: good.",
        "No longer in it: Two. Stop those that nobody needs.",
    ]
    assert [row.set.edition for row in Indicator.objects.order_by("name")] == [
        *("second", "second", "first"),
    ]


@pytest.mark.django_db
def test_an_earlier_edition_and_a_name_that_is_taken_are_refused():
    area = make.AreaFactory()
    take(area, sent(entry("One"), edition="second", dated=date(2025, 6, 1)))
    make.IndicatorFactory(area=area, name="Ours")

    with pytest.raises(ValidationError, match="National set, second is here already, and is newer"):
        take(area, sent(entry("One")))
    with pytest.raises(ValidationError, match="“Ours” is here already and is not of this set"):
        take(area, sent(entry("Ours"), edition="third", dated=date(2026, 6, 1)))
    assert IndicatorSet.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_written_where_one_row_cannot_be():
    area = make.AreaFactory()

    with pytest.raises(ValidationError, match="Two: Say out of whom or what"):
        take(area, sent(entry("One"), entry("Two", unit=Unit.PERCENT)))
    assert (Indicator.objects.count(), IndicatorSet.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_command_brings_in_a_file(tmp_path):
    area, said = make.AreaFactory(), StringIO()
    file = tmp_path / "set.csv"
    lines = [*HEAD, [], COLUMNS, ROW]
    file.write_text("\n".join(",".join(line) for line in lines), "utf-8")

    call_command("import_indicator_set", str(file), "--area", area.slug, stdout=said)

    assert said.getvalue() == "Indicators: 1 new, 0 changed.\nNew: Referrals.\n"
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_indicator_set", str(tmp_path / "none.csv"), "--area", area.slug)
