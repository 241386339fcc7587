"""No hidden number leaves by any door: planted numbers that stand nowhere else, looked for wherever
those may look who do not see figures as they are; and who reads exact numbers at all.

What is small is up to 30,000 here, so that a small number has five digits and is mistaken for no
date, no place in a drawing and no key: keys have four where forms were pressed before in the same
process, and stand in addresses and beside events of the record.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from actions.enums import IndicatorKind
from audit.models import Event
from dashboards.queries.indicator import draft_of
from figures.enums import Audience, Good, LinkKind, Unit
from figures.models import Edition, Indicator
from figures.queries.record import figure_record
from figures.queries.told import said_in
from figures.rules.numbers import Numbers
from figures.rules.publication import Extent
from figures.services import answer_questions, issue_edition, prepare_edition, write_sentence
from reporting.models import Report
from reporting.queries.reports import content_of
from reporting.services import freeze_report, issue_report
from tests import factories as make
from tests.metatests.addresses import GATES
from tests.metatests.test_doors import trees
from tests.reporting.figure_scene import GIVEN, NEWEST, give, join, quarters
from tests.reporting.scene import NOW, Scene, scene

pytestmark = pytest.mark.django_db
SMALL = 30_000
QUESTION = "Is harm missed?"
BANDS = {
    "Before birth": (210_011, 21_733),
    "0 to 4": (230_027, 240_043),
    "5 to 10": (260_041, 270_059),
}
SHARE = ((21_913, 300_011), (280_019, 310_013))
REVISED = 22_311
# by what the names of addresses begin with: whatever shows figures or speaks of them
WHERE = (
    *("figure", "indicator", "edition", "area_editions", "audience", "home", "plan_list"),
    *("plan_dashboard", "plan_actions", "plan_text", "plan_changes", "plan_data_quality"),
    *("plan_history", "action_detail", "action_indicators", "area_history", "history", "area"),
    *("report_detail", "report_read", "report_list", "report_progress", "benchmark", "goal"),
)
WITHOUT_SIGHT = (
    *(Role.MEMBER, Role.ACTION_LEAD, Role.SUB_COMMITTEE_CHAIR, Role.INSPECTOR),
    *(Role.ELECTED_MEMBER, Role.ADMINISTRATOR),
)
# what is open to all of them shows that pages were not refused; a member reads most of it
PUBLIC_PAGES = {"home", "edition", "edition_csv", "edition_json"}
MEMBERS_PAGES = {"figure_list", "indicator", "plan_dashboard", "action_detail", "report_read"}
WITH_SIGHT = (Role.LEAD_OFFICER, Role.CHIEF_OFFICER)


@dataclass
class Planted:
    """`hidden` are the numbers that no audience was told."""

    stage: Scene
    indicator: Indicator
    report: Report
    editions: list[Edition]
    hidden: set[int]

    @property
    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every page, by its name, that shows or mentions figures."""
        plan = self.stage.plan
        stands = SimpleNamespace(
            area=plan.area,
            plan=plan,
            indicator=self.indicator,
            action=plan.actions.get(number="1.1"),
            draft=self.report,
            frozen=self.report,
        )
        for name, gate in GATES.items():
            if name.startswith(WHERE) and not gate.post_only:
                yield name, reverse(name.split(":")[0], args=gate.made(stands) if gate.made else [])
        for edition in self.editions:
            for name in ("edition", "edition_csv", "edition_json"):
                yield name, reverse(name, args=[edition.pk])


def counted(stage: Scene) -> Indicator:
    """A number by bands with one that is small, written about as it is."""
    row = make.IndicatorFactory.create(
        area=stage.plan.area, name="Names added", number="1", position=1, headline=True,
        questions=QUESTION, breakdown="Age",
    )  # fmt: skip
    give(row, [sum(column) for column in zip(*BANDS.values(), strict=True)])
    for place, (label, numbers) in enumerate(BANDS.items(), start=1):
        band = make.CategoryFactory.create(indicator=row, label=label, position=place)
        give(row, numbers, category=band, note=f"{numbers[-1]} were counted twice over.")
    return row  # type: ignore[no-any-return]


def shared_out(stage: Scene, whole: Indicator) -> Indicator:
    """A percentage that grows worse, small in its first quarter, and a number that was put right,
    of which what stood first is small."""
    area = stage.plan.area
    share = make.ShareFactory.create(
        area=area, name="Seen in time", number="2", position=2, headline=True, good=Good.UP,
        unit=Unit.PERCENT,
    )  # fmt: skip
    give(share, SHARE)
    revised = make.IndicatorFactory.create(
        area=area, name="Names ended", number="3", position=3, headline=True
    )
    give(revised, [330_013, REVISED])
    give(
        revised, [340_019], revision=2, status="revised", entered_at=GIVEN + timedelta(days=1),
        note=f"{REVISED} was the old count.",
    )  # fmt: skip
    make.IndicatorLinkFactory.create(indicator=revised, kind=LinkKind.PART_OF, to=whole)
    return share  # type: ignore[no-any-return]


def spoken_of(stage: Scene, row: Indicator) -> None:
    """A sentence, an answer and what was agreed, each with the small number in it."""
    officer, period = stage.officer, quarters(1)[0]
    words = f"{BANDS['Before birth'][-1]:,} were not born yet, {SHARE[0][0]} were seen."
    drafted, _ = draft_of(row, officer)
    write_sentence(by=officer, indicator=row, period=period, drafted=drafted, text=words)
    answer_questions(by=officer, indicator=row, period=period, answers={QUESTION: words})
    make.GoalFactory.create(indicator=row, value=Decimal(90))
    join(stage, "1", "1.1", IndicatorKind.CAME_OF)
    join(stage, "2", "1.1", IndicatorKind.MEASURED_BY)


def told(stage: Scene) -> list[Edition]:
    """An edition for the public and one for members, released; one for members that waits."""
    area, whole = stage.plan.area, Extent(since=quarters(2)[0].start, until=NEWEST.end)
    rows = []
    for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.MEMBERS):
        edition = prepare_edition(
            by=stage.officer, area=area, audience=audience, title=f"For {audience}", extent=whole
        )
        rows.append(edition)
    return [issue_edition(by=stage.chair, edition=row) for row in rows[:2]] + rows[2:]


def hidden_in(stage: Scene, editions: list[Edition]) -> set[int]:
    """The true numbers of all marks, less what the same editions print."""
    numbers = Numbers(figure_record(stage.plan.area))
    cells = [cell for edition in editions for cell in said_in(edition).cells]
    marked = {numbers.exact(cell.id) for cell in cells if cell.is_marked}
    printed = {cell.value for cell in cells}
    return {one for one in marked if one is not None and str(one) not in printed}


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Planted]:
    with django_db_blocker.unblock(), transaction.atomic():
        stage = scene()
        for audience in (Audience.MEMBERS, Audience.PUBLIC):
            make.AudienceRuleFactory.create(
                area=stage.plan.area, audience=audience, threshold=SMALL
            )
        row = counted(stage)
        shared_out(stage, row)
        spoken_of(stage, row)
        editions = told(stage)
        report = freeze_report(by=stage.officer, report=stage.begin(), now=NOW)
        make.ReportFileFactory.create(report=report)
        issue_report(by=stage.chair, report=report, now=NOW, send=False)
        yield Planted(stage, row, report, editions, hidden_in(stage, editions))
        transaction.set_rollback(True)


def seen(user: User, planted: Planted) -> Iterator[tuple[str, str]]:
    """What every page says to somebody who may open it."""
    client = Client()
    client.force_login(user)
    for name, url in planted.addresses:
        answer = client.get(url)
        if answer.status_code == 200:
            body = b"".join(answer) if answer.streaming else answer.content
            yield name, words_of(body)


def words_of(body: bytes) -> str:
    """A page as it is sent; all parts of a spreadsheet."""
    if not body.startswith(b"PK"):
        return body.decode()
    with ZipFile(BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def stands_in(text: str, numbers: set[int]) -> set[int]:
    """Which numbers stand in a text, with or without a comma."""
    there = {int(one.replace(",", "")) for one in re.findall(r"(?<![\w.])\d[\d,]*(?![\w])", text)
             if one.strip(",")}  # fmt: skip
    return numbers & there


def test_what_was_planted_is_hidden(planted: Planted) -> None:
    assert {BANDS["Before birth"][-1], SHARE[0][0], REVISED} <= planted.hidden


@pytest.mark.parametrize("role", WITHOUT_SIGHT)
def test_no_hidden_number_is_seen(role: Role, planted: Planted) -> None:
    pages = list(seen(planted.stage.person(role), planted))
    leaks = {(name, one) for name, text in pages for one in stands_in(text, planted.hidden)}
    assert leaks == set()
    there = PUBLIC_PAGES | (MEMBERS_PAGES if role == Role.MEMBER else set())
    assert there <= {name for name, _ in pages}


@pytest.mark.parametrize("role", WITH_SIGHT)
def test_whoever_reads_figures_as_they_are_sees_them(role: Role, planted: Planted) -> None:
    pages = dict(seen(planted.stage.person(role), planted))
    assert BANDS["Before birth"][-1] in stands_in(pages["indicator"], planted.hidden)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
@pytest.mark.parametrize("form", [[], ["--json"], ["--json", "--apart"]])
def test_command_prints_no_hidden_number(audience: str, form: list[str], planted: Planted) -> None:
    out = StringIO()
    area = planted.stage.plan.area.slug
    call_command("published_numbers", "--area", area, "--audience", audience, *form, stdout=out)
    assert stands_in(out.getvalue(), planted.hidden) == set()
    assert str(sum(numbers[0] for numbers in BANDS.values())) in out.getvalue()


def test_the_record_and_the_snapshot_hold_no_hidden_number(planted: Planted) -> None:
    area = planted.stage.plan.area
    events = json.dumps([row.changes for row in Event.objects.filter(area_id=area.pk)])
    snapshot = json.dumps(content_of(planted.report.snapshot), default=str)
    assert stands_in(events + snapshot, planted.hidden) == set()


# -- Who reads exact numbers at all ----------------------------------------------------------------

LOADED = "loads what is counted and hands it to told_to, which answers with what the reader may see"
READERS = {
    "dashboards/queries/figures.py": LOADED,
    "dashboards/queries/indicator.py": f"{LOADED}; revisions for those who see exact numbers only",
    "dashboards/queries/worse_results.py": LOADED,
    "evaluation/queries/evidence.py": f"{LOADED}, for what an edition told",
    "impact/queries/figures.py": LOADED,
    "reporting/queries/figures.py": "loads the record of a freeze, for prepare_edition",
    "imports/rules/figures/preview.py": "the newest key, to see who was overtaken; no number",
}
EXACT = {"figures.queries.record", "figures.rules.numbers", "figures.models.observations"}


def reads_exact(tree: ast.Module) -> bool:
    """Whether a module asks for observations, or for the record that is made of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            if node.module in EXACT or (node.module == "figures.models" and "Observation" in names):
                return True
        if isinstance(node, ast.Import) and {alias.name for alias in node.names} & EXACT:
            return True
        if isinstance(node, ast.Attribute) and node.attr in {"observed", "observations"}:
            return True
        if isinstance(node, ast.Constant) and node.value == "Observation":
            return True
    return False


def test_exact_numbers_are_read_in_few_places() -> None:
    rooms = ("figures/", "demonstration/")
    asked = trees("figures", "observ", "Observ")
    there = {path for path, tree in asked if not path.startswith(rooms) and reads_exact(tree)}
    assert there == set(READERS)


@pytest.mark.parametrize(
    "code",
    [
        "from figures.models import Indicator, Observation",
        "from figures.queries.record import figure_record",
        "rows = [row.numerator for row in indicator.observed]",
        "indicator.observations.all()",
        "apps.get_model('figures', 'Observation')",
    ],
)
def test_planted_readers_are_seen(code: str) -> None:
    assert reads_exact(ast.parse(code))
