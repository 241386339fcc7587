"""The page "What changed", its command, and that dashboard, page and report say the same."""

import json
import re
from datetime import date
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.enums import CompletionState
from actions.queries.positions import position
from actions.services import edit_action
from committees.enums import BodyKind
from dashboards.queries import changes as page_changes
from dashboards.queries.overview import dashboard
from dashboards.rules.addresses import Addresses
from documents.difference import records
from documents.difference.moves import LABELS
from reporting.enums import ReportState
from reporting.models import Snapshot
from reporting.queries import snapshots
from reporting.rules.snapshots.order import Order
from tests import factories as make
from tests.reporting.busy import AUGUST, BEFORE, DAY, NOVEMBER, busy
from tests.reporting.scene import scene
from tests.reporting.test_dashboard_queries import plan_of
from timescales.quarters import Period

pytestmark = pytest.mark.django_db
NOW = time_machine.travel("2026-11-21 12:00Z", tick=False)
ITEM = 'class="cpc-changes__item"'
DASHBOARD = {
    "improved": 1, "worsened": 2, "completed": 1, "reopened": 1, "added": 2, "withdrawn": 2,
    "fell_silent": 1, "heard_again": 1,
}  # fmt: skip


def busier():
    """The busy plan with what it lacks: reopened, heard from again, come and gone in between."""
    found = busy()
    plan = found.plan
    make.ProgressUpdateFactory.create(action=found.actions["unheard"], as_at=NOVEMBER)
    action = make.ActionFactory.create(plan=plan, text="reopened")
    make.CompletionFactory.create(
        action=action, update_claiming__as_at=AUGUST, completed_on=AUGUST,
        state=CompletionState.REOPENED, reopened_by=make.UserFactory.create(),
        reopened_on=NOVEMBER, reopen_reason="The audit found gaps.",
    )  # fmt: skip
    make.ProgressUpdateFactory.create(action=action, as_at=NOVEMBER)
    make.ActionFactory.create(
        plan=plan, text="came and went", added_on=date(2026, 9, 1),
        withdrawn_on=date(2026, 10, 1), withdrawn_reason="Typed twice.",
    )  # fmt: skip
    return found


def content(plan, day, previous=None):
    order = Order(kind="quarterly", as_of=day, period=Period(BEFORE, DAY, "Quarter"),
                  frozen_at=make.quarter.MOMENT, prepared_by="", marking="official")  # fmt: skip
    return snapshots.build(plan=plan, order=order, previous=previous)


def counted(changes):
    """How many rated changes of each kind that a dashboard counts."""
    return {
        kind: sum(row["kind"] == kind and not row["ongoing"] for row in changes) for kind in LABELS
    }


def test_dashboard_page_report_and_command_count_alike():
    plan = busier().plan
    moved = dashboard(position(plan, DAY, BEFORE), Addresses("/")).moved
    names = {label: kind for kind, label in LABELS.items()}
    report = content(plan, DAY, content(plan, BEFORE))
    told = StringIO()
    call_command("what_changed", plan.slug, since=BEFORE, until=DAY, json=True, stdout=told)

    assert {names[row.label]: row.count.number for row in moved} == DASHBOARD
    assert counted(page_changes.between(plan, BEFORE, DAY).changes) == DASHBOARD
    assert counted(report["changes"]["told"]) == DASHBOARD
    counts = json.loads(told.getvalue())["counts"]
    assert {kind: counts[kind] for kind in LABELS} == DASHBOARD


def test_balance_of_the_busier_plan_counts_what_came_and_went():
    [*_, last] = dashboard(position(busier().plan, DAY, BEFORE), Addresses("/")).balance
    assert (last.added.number, last.withdrawn.number) == (2, 2)


def test_report_and_page_tell_the_same_sentences():
    plan = busier().plan
    report = content(plan, DAY, content(plan, BEFORE))
    page = page_changes.since_frozen(plan, content(plan, BEFORE), DAY)
    assert [row["sentence"] for row in report["changes"]["told"]] == [
        row["sentence"] for row in page.changes
    ]


def test_what_a_snapshot_keeps_applies_to_the_one_before():
    plan = busier().plan
    before = content(plan, BEFORE)
    after = json.loads(json.dumps(content(plan, DAY, before)))
    assert records.apply(before["actions"], after["changes"]["difference"]) == after["actions"]


def asked(client, plan, **query):
    client.force_login(make.person_with("member", plan.area))
    with NOW:
        return client.get(f"/plans/{plan.slug}/changes/", query)


def counts_on(page: str) -> list[tuple[str, int]]:
    found = re.findall(r'href="([^"]*kind=[^"]*)"[^>]*>[^<]*</a> <strong[^>]*>(\d+)', page)
    return [(unescape(url), int(number)) for url, number in found]


@pytest.mark.parametrize("start", [{"since": str(BEFORE)}, {"since": "28 August 2026"}])
def test_each_number_is_the_length_of_its_list(start, client: Client):
    plan = busier().plan
    page = asked(client, plan, **start).content.decode()
    found = counts_on(page)
    with NOW:
        rows = {url: client.get(url).content.decode().count(ITEM) for url, _ in found}
    assert [(url, rows[url]) for url, _ in found] == found
    assert (sum(number for _, number in found), len(found)) == (page.count(ITEM), 12)


def test_since_a_meeting_is_since_the_end_of_its_day(client: Client):
    plan = busier().plan
    body = make.BodyFactory.create(area=plan.area, kind=BodyKind.COMMITTEE)
    meeting = make.MeetingFactory.create(body=body, held_on=BEFORE)
    by_meeting = asked(client, plan, point=f"meeting:{meeting.pk}")
    by_day = asked(client, plan, since=str(BEFORE))
    first = asked(client, plan)
    assert by_meeting.context["compared"].changes == by_day.context["compared"].changes
    assert first.context["compared"].since == BEFORE
    assert f"Since the meeting of {body} on 28 August 2026" in first.content.decode()


def test_since_an_issued_report_is_since_what_it_printed(client: Client):
    plan = busier().plan
    frozen = content(plan, BEFORE)
    frozen["actions"] = [row for row in frozen["actions"] if row["text"] != "steady"]
    snapshot = Snapshot.objects.create(
        plan=plan, as_of=BEFORE, made_at=make.quarter.MOMENT, made_by="E. Tait",
        content=json.dumps(frozen), sha256="0" * 64,
    )  # fmt: skip
    report = make.ReportFactory.create(
        plan=plan, area=plan.area, as_of=BEFORE, state=ReportState.ISSUED, snapshot=snapshot,
        frozen_at=make.quarter.MOMENT, issued_by=make.UserFactory.create(),
        issued_at=make.quarter.MOMENT,
    )  # fmt: skip
    client.force_login(make.person_with("chair", plan.area))
    with NOW:
        answer = client.get(f"/plans/{plan.slug}/changes/", {"point": f"report:{report.pk}"})
    found = counted(answer.context["compared"].changes)
    assert found == DASHBOARD | {"added": 3}


def test_a_report_that_is_not_theirs_is_no_choice(client: Client):
    other = make.ReportFactory.create()
    answer = asked(client, busy().plan, point=f"report:{other.pk}")
    assert (set(answer.context["form"].errors), "compared" in answer.context) == ({"point"}, False)


@pytest.mark.parametrize(
    ("query", "field", "kept"),
    [
        ({"since": "rubbish"}, "since", "rubbish"),
        ({"since": "2026-02-30"}, "since", "2026-02-30"),
        ({"since": "2026-11-21"}, "since", "21 November 2026"),
        ({"since": "2027-01-01"}, "since", "1 January 2027"),
        ({"since": "1066-10-14"}, "since", "14 October 1066"),
        ({"point": "day"}, "since", "A day"),
        ({"since": "2026-08-28", "until": "soon"}, "until", "soon"),
        ({"since": "2026-08-28", "until": "2026-11-22"}, "until", "22 November 2026"),
        ({"since": "2026-08-28", "kind": "purple"}, "kind", "28 August 2026"),
        ({"point": "meeting:x"}, "point", "A day"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(query, field, kept, client: Client):
    answer = asked(client, busy().plan, **query)
    page = answer.content.decode()
    assert (set(answer.context["form"].errors), "compared" in answer.context) == ({field}, False)
    assert (page.count("There is a problem"), kept in page) == (1, True)


def test_nothing_changed_is_an_answer(client: Client):
    page = asked(client, plan_of(1), since="2026-11-20").content.decode()
    assert (page.count("Nothing changed"), page.count(ITEM)) == (1, 0)


def test_a_kind_that_did_not_occur_leads_back(client: Client):
    page = asked(client, busy().plan, since=str(BEFORE), kind="date_declined").content.decode()
    assert ("No change of this kind" in page, page.count(ITEM)) == (True, 0)


def test_words_are_shown_with_what_was_taken_out_and_put_in(client: Client):
    plan = busy().plan
    action = plan.actions.get(text="steady")
    with NOW:
        edit_action(by=make.UserFactory.create(), action=action, expected=1, text="steady <now>")
    page = asked(client, plan, since="2026-11-20").content.decode()
    assert "put in: </span>&lt;now&gt;<span" in page
    assert (page.count("<ins>"), page.count("<del>")) == (2, 0)


def test_dashboard_leads_to_the_same_days(client: Client):
    plan = busier().plan
    client.force_login(make.person_with("member", plan.area))
    with NOW:
        page = client.get(f"/plans/{plan.slug}/", {"as_of": str(DAY)}).content.decode()
        [url] = re.findall(r'href="(/plans/busy-plan/changes/\?[^"]+)"', page)
        found = client.get(unescape(url)).context["compared"]
    assert (found.since, found.until, counted(found.changes)) == (BEFORE, DAY, DASHBOARD)


@pytest.mark.parametrize("query", ["", "?since=2026-08-01&kind=improved"])
def test_queries_do_not_grow(query):
    few, many = (taken(plan_of(number), query) for number in (1, 30))
    assert (few, few <= 14) == (many, True)


def taken(plan, query):
    client = Client()
    client.force_login(make.person_with("chair", plan.area))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/plans/{plan.slug}/changes/{query}").context["compared"]
    return len(queries)


def test_the_command_tells_people(capsys):
    plan = busy().plan
    call_command("what_changed", plan.slug, since=BEFORE, until=DAY)
    told = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert told[:3] == [
        "Busy plan, 28 August 2026 to 21 November 2026, compared with 28 August 2026",
        "    1  Completed",
        "         1.13 was completed on 10 November 2026.",
    ]


def test_the_command_says_when_nothing_changed(capsys):
    call_command("what_changed", plan_of(1).slug, since=date(2026, 11, 20), until=DAY)
    assert capsys.readouterr().out.splitlines()[1:] == ["Nothing changed."]


def test_the_command_refuses_days_in_the_wrong_order():
    with pytest.raises(CommandError, match="Compare with a day before 28 August 2026"):
        call_command("what_changed", busy().plan.slug, since=DAY, until=BEFORE)


def test_the_last_issued_report_is_what_is_compared_with_by_itself(client):
    stage = scene()
    report = stage.issued()
    client.force_login(stage.officer)
    page = client.get(f"/plans/{stage.plan.slug}/changes/").content.decode()
    board = client.get(f"/plans/{stage.plan.slug}/").context
    assert f"Since the last issued report “{report.title}”, as of 31 August 2026" in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert (board["position"].since, board["days"].compared_name) == (
        report.as_of, f"the last issued report, “{report.title}”, issued on 5 September 2026",
    )  # fmt: skip
