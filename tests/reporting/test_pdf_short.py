"""Short papers: each holds what it has to, on as many pages as it may; what is left out is said."""

import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from documents import contents, sections
from documents.hash import digest
from handouts import action_sheet, agency_extract, cover_report, plan_page
from handouts import files as short_papers
from reporting import services
from reporting.models import Snapshot
from tests import factories as make
from tests.oracle.files import word_paper
from tests.oracle.paper import Paper
from tests.reporting import pdf_tree, samples, short_samples
from tests.reporting.scene import NEXT, NOW, Scene, scene

ONE_PAGE = ("page", "page of 300", "page, crowded", "page, scripts", "page, bare")


@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_plan_on_a_page_has_one_page(name):
    assert short_samples.papers()[name].pages == 1


@pytest.mark.parametrize("name", ["page", "sheet", "extract", "sheet, bare", "extract, scripts"])
def test_every_page_says_of_what_it_is_and_how_it_is_marked(name):
    read = pdf_tree.read(short_samples.papers()[name].data)
    for text in read.pages:
        words = pdf_tree.squeezed(text)
        assert words.count("OFFICIAL-SENSITIVE") == 2
        assert "Positionat31October2026·version1·" in words
    assert read.stray == 0


def test_every_action_of_three_hundred_is_marked_on_the_page():
    read = pdf_tree.read(short_samples.papers()["page of 300"].data)
    words = read.root.words()
    assert all(f"{row['reference']} " in words for row in short_samples.plan(300)["actions"][:300])


def test_what_does_not_fit_is_counted_and_its_place_is_named():
    content = short_samples.crowded()
    last = plan_page.plan_page(content, "0" * 64, plan_page.DENSITIES[-1])
    assert last.left_out == [
        "57 headings at the top of the plan, with 473 actions, are not printed here",
        "3 headings are printed in short, with … where words follow",
        "actions are counted by status and not marked one by one",
        "2 earlier rows of the counts not printed here",
    ]
    assert sum(band.total for band in last.bands) + 473 == 500
    pages = pdf_tree.read(short_samples.papers()["page, crowded"].data).pages
    read = pdf_tree.squeezed(" ".join(pages))
    assert "57headingsatthetopoftheplan" in read
    assert "Allofitstandsinthereportfrozenwiththispage" in read


def test_what_stands_above_a_plan_is_told_level_by_level():
    told = plan_page.plan_page(short_samples.plan(), "0" * 64)
    assert [(level.name, len(level.statements)) for level in told.context] == [
        ("The nation", 2), ("The region", 2), ("The committee’s functions", 2), ("Our vision", 1),
    ]  # fmt: skip
    assert not plan_page.plan_page(short_samples.bare(), "0" * 64).context


def test_an_actions_sheet_says_what_is_not_recorded():
    content = short_samples.bare()
    sheet = action_sheet.action_sheet(content, "0" * 64, content["actions"][0])
    told = {row.name: list(row.lines) for row in sheet.rows}
    assert told["Lead"] == ["No lead"]
    assert told["Difference aimed at"] == ["Not recorded."]
    assert told["To be put right"] == ["No lead is named.", "The plan does not say when."]
    assert sheet.stands == "Nobody has rated it yet."
    assert sheet.history == []


def test_an_aim_that_stands_among_the_headings_is_not_told_twice():
    content = short_samples.plan()
    action = content["actions"][0]
    above = next(row for row in content["headings"] if row["id"] == action["heading"])
    action["expected_impact"] = above["text"]
    named = [row.name for row in action_sheet.action_sheet(content, "0" * 64, action).rows]
    assert "Difference aimed at" not in named
    action["expected_impact"] = "Another."
    named = [row.name for row in action_sheet.action_sheet(content, "0" * 64, action).rows]
    assert "Difference aimed at" in named


def test_an_actions_sheet_tells_how_it_stood_before():
    content = short_samples.plan()
    before = samples.snapshot(2, as_of="2026-07-31")
    sheet = action_sheet.action_sheet(content, "0" * 64, content["actions"][6], [before])
    assert [(row.on, row.tag and row.tag.label) for row in sheet.history] == [
        ("2026-07-31", None), ("2026-10-31", "Completed"),
    ]  # fmt: skip


def test_an_agencys_extract_holds_what_it_leads_and_nothing_else():
    content = short_samples.plan(25)
    told = agency_extract.agency_extract(content, "0" * 64, "NHS Glenmarrow")
    led = [row["reference"] for row in content["actions"][:25][1::5]]
    printed = [row.action["reference"] for group in told.groups for row in group.rows]
    assert sorted(printed) == sorted(led)
    assert (told.total, told.of_plan) == (5, 25)
    joined = [row for row in content["actions"] if row["contributing"]]
    others = [row["reference"] for row in joined if row["agency"] != "NHS Glenmarrow"]
    assert sorted(row.action["reference"] for row in told.contributes) == sorted(others)


def test_a_snapshot_from_before_agencies_were_kept_is_not_guessed_about():
    assert not agency_extract.knows_agencies(samples.snapshot(3))
    assert agency_extract.knows_agencies(short_samples.plan(3))


def test_a_cover_report_has_the_ten_headings_in_order():
    told = cover_report.cover_report(short_samples.covered(), "0" * 64)
    assert [(row.number, row.title) for row in told.headings] == [
        (1, "Object and key points"), (2, "Background information"),
        (3, "Progress against priorities"), (4, "Areas of focus for the next year"),
        (5, "Options for consideration"), (6, "Analysis of options"),
        (7, "Resource implications (financial, staffing, property, IT)"),
        (8, "Outcomes of integrated impact assessment"),
        (9, "Outcomes of consultation and conflicts of interest declared"),
        (10, "Recommendations"),
    ]  # fmt: skip
    # of five to nine the program knows nothing, and says nothing
    assert [bool(row.told or row.listed or row.table) for row in told.headings] == [
        *(True, True, True, True), *(False, False, False, False, False), True,
    ]  # fmt: skip


def test_every_column_of_a_cover_reports_table_is_explained_at_its_foot():
    told = cover_report.cover_report(short_samples.covered(), "0" * 64)
    table = told.headings[2].table
    assert [f"{tag.symbol}\n{tag.short}" for tag in told.paper.key] == list(table.heads[2:])


def test_what_people_wrote_in_a_cover_report_is_said_to_be_written_by_hand():
    words = pdf_tree.read(short_samples.papers()["cover"].data).root.words()
    assert words.count("Written by hand for this cover report:") == 11


def test_a_cover_report_waits_for_what_only_a_person_can_say():
    assert cover_report.missing(short_samples.covered()) == []
    assert cover_report.missing(short_samples.plan()) == [
        row.heading for row in sections.COUNCIL if row.required
    ]


def test_words_for_the_council_stand_in_no_other_paper():
    plain, council = short_samples.plan(), short_samples.covered()
    assert contents.parts(council, rated=True, appendix="D") == contents.parts(
        plain, rated=True, appendix="D"
    )


def test_a_cover_report_in_word_says_what_its_pdf_says():
    content = short_samples.covered()
    told = cover_report.cover_report(content, digest(content))
    pdf = Paper(short_papers.html("cover_report", told))
    docx = word_paper(short_papers.cover_report_word(content, digest(content)).data)
    written = " ".join(" ".join(words for _, words in docx.lines).split())
    for tag, words in pdf.lines:
        if tag in ("li", "h2") and words:
            assert words in written, words
    assert _cells(docx) == _cells(pdf)


def register(name, key, words):
    return {
        "register": name, "key": key, "title": "", "told": [words], "tables": [], "notes": [],
    }  # fmt: skip


def test_a_council_reads_of_registers_what_it_may():
    """Not who was silent or attended, nor how grave a risk is, nor anything of a review."""
    content = short_samples.covered()
    content["registers"] = [
        register("assurance", "quality_assurance", "6 findings in the register."),
        register("risks", "risks", "Reviews by owners: 1 asked for and not given."),
        register("returns", "sub_committees", "4 returns: 1 asked and silent."),
        register("learning_reviews", "learning_reviews", "1 report was published."),
    ]
    told = cover_report.cover_report(content, digest(content)).headings[2].listed
    assert told[-1] == (
        "What the committee’s registers hold:",
        ["Quality assurance and inspection: 6 findings in the register."],
    )


def _cells(paper: Paper) -> list[str]:
    rows = [row for table in paper.tables for row in table.rows]
    return [" ".join(cell.replace("|", " ").split()) for row in rows for cell in row]


def test_the_same_snapshot_gives_the_same_bytes():
    content = short_samples.plan(25)
    again = short_samples.papers()
    assert short_papers.plan_page(content, digest(content)).data == again["page"].data
    extract = short_papers.agency_extract(content, digest(content), "NHS Glenmarrow")
    assert extract.data == again["extract"].data


@pytest.fixture
def stage(db) -> Scene:
    one = scene()
    post = make.PostFactory(area=one.plan.area, agency=make.AgencyFactory(name="Harbour Trust"))
    make.LeadFactory(action=make.ActionFactory(plan=one.plan, number="9.1"), post=post)
    return one


@pytest.mark.parametrize(
    ("command", "more"),
    [("plan_on_a_page", []), ("action_sheet", ["9.1"]), ("agency_extract", ["Harbour Trust"])],
)
def test_a_command_freezes_and_prints_and_prints_the_same_again(stage, tmp_path, command, more):
    out, said = tmp_path / "paper.pdf", StringIO()
    call = (command, stage.plan.slug, *more, "--out", str(out))
    call_command(*call, "--as-of", "2026-08-31", "--json", stdout=said)
    facts, first = json.loads(said.getvalue()), out.read_bytes()
    assert (facts["total"], facts["pages"]) == (5, 1)
    call_command(*call, "--snapshot", facts["snapshot"][:12], stdout=StringIO())
    assert out.read_bytes() == first
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("command", "asked", "refusal"),
    [
        ("action_sheet", "77.7", "No actions of this plan are called '77.7'."),
        ("agency_extract", "Nobody", "No action of this report is led by that agency"),
    ],
)
def test_a_command_says_what_it_cannot_print(stage, tmp_path, command, asked, refusal):
    with pytest.raises(CommandError) as raised:
        call_command(command, stage.plan.slug, asked, "--out", str(tmp_path / "x.pdf"), "--as-of",
                     "2026-08-31", stdout=StringIO())  # fmt: skip
    assert refusal in str(raised.value)


def test_each_paper_is_handed_out_and_what_was_handed_out_is_kept(stage, client):
    report = stage.issued()
    client.force_login(stage.chief)
    page = client.get(reverse("report_papers", args=[report.pk])).content.decode()
    assert "Harbour Trust (PDF)" in page
    action = stage.plan.actions.get(number="9.1")
    asked = {
        "report_plan_page": {}, "report_action_sheet": {"action": action.pk},
        "report_agency_extract": {"agency": "Harbour Trust"},
    }  # fmt: skip
    for name, query in asked.items():
        answer = client.get(reverse(name, args=[report.pk]), query)
        data = b"".join(answer.streaming_content)
        assert data.startswith(b"%PDF")
        kept = Event.objects.filter(verb="took paper of report").latest("pk")
        assert kept.changes["sha256"] == sha256(data).hexdigest()
        assert (kept.actor_id, kept.target_id) == (stage.chief.pk, report.pk)


def test_a_plan_leads_to_its_newest_page_and_says_when_there_is_none(stage, client):
    client.force_login(stage.person(Role.MEMBER))
    address = reverse("plan_on_a_page", args=[stage.plan.slug])
    answer = client.get(address, follow=True)
    assert "a paper is made from a frozen report" in answer.content.decode()
    stage.issued()
    newest = stage.issued(period=NEXT, as_of=NEXT.end)
    client.force_login(stage.officer)
    assert client.get(address).url == reverse("report_plan_page", args=[newest.pk])


def test_an_action_that_a_report_does_not_hold_is_said_to_be_missing(stage, client):
    report = stage.issued()
    client.force_login(stage.chief)
    answer = client.get(
        reverse("report_action_sheet", args=[report.pk]), {"action": "x"}, follow=True
    )
    assert "This report does not hold that action." in answer.content.decode()


def test_of_a_report_in_preparation_there_is_no_paper(stage, client):
    report = stage.begin()
    client.force_login(stage.officer)
    answer = client.get(reverse("report_papers", args=[report.pk]))
    assert answer.url == reverse("report_detail", args=[report.pk])


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_cover_report_by_command_is_the_one_of_the_page(stage, client, tmp_path, ending):
    report = stage.begin()
    client.force_login(stage.officer)
    assert (
        "For the council" in client.get(reverse("report_detail", args=[report.pk])).content.decode()
    )
    for row in report.sections.filter(key__in=sections.COUNCIL_KEYS):
        services.write_section(by=stage.officer, section=row, expected=1, body="None, for noting.")
    report = services.freeze_report(by=stage.officer, report=report, now=NOW)
    page = client.get(reverse("report_papers", args=[report.pk])).content.decode()
    assert "Cover report for a committee of the council" in page
    answer = client.get(reverse("report_cover_report", args=[report.pk]), {"as": ending})
    data, out = b"".join(answer.streaming_content), tmp_path / f"cover.{ending}"
    mark = report.snapshot.sha256
    call_command("cover_report", stage.plan.slug, "--out", str(out), "--snapshot", mark,
                 stdout=StringIO())  # fmt: skip
    assert out.read_bytes() == data
    kept = Event.objects.filter(verb="took paper of report").latest("pk")
    assert kept.changes["sha256"] == sha256(data).hexdigest()


def test_a_cover_report_is_refused_by_name_of_what_is_missing(stage, client, tmp_path):
    report = stage.issued()
    client.force_login(stage.chief)
    answer = client.get(reverse("report_cover_report", args=[report.pk]), follow=True)
    page = answer.content.decode()
    assert "nobody but a person can say it" in page
    assert "<li>Cover report 7: resource implications</li>" in page
    with pytest.raises(CommandError, match="No cover report is made from this report"):
        call_command("cover_report", stage.plan.slug, "--out", str(tmp_path / "x.pdf"),
                     "--snapshot", report.snapshot.sha256, stdout=StringIO())  # fmt: skip
