"""One call of every service of reporting; see tests/metatests/writes.py."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from accounts.roles import Role
from committees.models import Area
from dashboards.queries.information import Subject
from documents import sections
from documents.enums import ReportKind
from documents.sections import COUNCIL
from figures.models import Edition
from jobs.enums import FileState
from redactions.enums import Kind, Reason, SeenIn
from reporting.enums import Marking
from reporting.models import Report
from reporting.models.new_action import NewAction
from reporting.services.freeze import freeze_report, order_of
from tests import factories as make
from tests.factories.figures import GIVEN, LAST_DAY
from tests.figures.scene import scene
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, NOW, Prepare
from tests.metatests.writes_of_figures import chaired
from timescales.quarters import Period


def _led_by_an_agency(w: World) -> dict[str, Any]:
    """A report frozen after one of its actions got a lead whose post an agency holds."""
    post = make.PostFactory(area=w.area, agency=make.AgencyFactory(name="Harbour Trust"))
    make.LeadFactory(action=w.later_action, post=post)
    report = make.frozen_report(plan=w.plan, period_start=date(2026, 8, 31), version=2)
    return {"report": report, "agency": "Harbour Trust"}


def _telling(w: World, edition: Edition) -> Report:
    """A report with the edition of figures that it tells."""
    w.draft.figures_edition = edition
    w.draft.save(update_fields=["figures_edition"])
    return w.draft


def _waiting(w: World) -> Report:
    return _telling(w, chaired(w).prepared())


def _counted(w: World) -> dict[str, Any]:
    scene(w.area)
    w.draft.as_of = LAST_DAY
    order = order_of(w.draft, prepared_by="Una Ross", now=GIVEN + timedelta(days=1))
    return {"report": w.draft, "order": order}


def _released(w: World) -> dict[str, Any]:
    report = _waiting(w)
    return {"report": report, "versions": [report], "now": None}


REPORTING: dict[str, Prepare] = {
    "reporting.prepare_figures": _counted,
    "reporting.put_aside": lambda w: {"report": _waiting(w)},
    "reporting.release_figures": _released,
    "reporting.take_back": lambda w: {
        "report": _telling(w, chaired(w).issued()),
        "reason": "A wrong quarter.",
    },
    "reporting.begin_report": lambda w: {
        "plan": w.plan,
        "kind": ReportKind.QUARTERLY,
        "period": _period(),
        "as_of": DAY,
        "marking": Marking.OFFICIAL,
    },
    "reporting.edit_report": lambda w: {
        "report": w.draft,
        "expected": 1,
        "period": _period(),
        "as_of": DAY,
    },
    "reporting.choose_contents": lambda w: {
        "report": w.draft,
        "expected": w.draft.row_version,
        "contents": [key for key in sections.KEYS if key != "risks"],
    },
    "reporting.write_section": lambda w: {
        "section": w.draft.sections.first(),
        "expected": 1,
        "body": "A steady quarter.",
    },
    "reporting.make_proof": lambda w: {"report": w.draft, "now": NOW},
    "reporting.freeze_report": lambda w: {"report": w.draft, "now": NOW},
    "reporting.freeze": lambda w: {
        "plan": w.plan,
        "order": order_of(w.draft, prepared_by="Una Ross", now=NOW),
    },
    "reporting.issue_report": lambda w: {"report": _with_a_chief_officer(w)},
    "reporting.return_report": lambda w: {"report": w.frozen, "note": "Add the figures."},
    "reporting.withdraw_report": lambda w: {"report": w.issued},
    "reporting.make_anew": lambda w: {"report": w.frozen},
    "redactions.propose": lambda w: {
        "area": _who_confirms(w),
        "words": "Seen with",
        "kind": Kind.DETAILS,
        "reason": Reason.FAMILY,
        "seen_in": SeenIn.ACTION,
    },
    "redactions.confirm": lambda w: _who_confirms(w) and {"redaction": w.redaction},
    "redactions.decline": lambda w: _who_confirms(w) and {"redaction": w.redaction},
    "reporting.ask_again": lambda w: {"file": _failed(w.file)},
    "reporting.record_direction": lambda w: {
        "report": w.direction.report,
        "text": "Bring the figures.",
        "given_by": "Chief Officers Group",
        "given_on": LATER,
        "on": LATER,
    },
    "reporting.answer_direction": lambda w: {
        "direction": w.direction,
        "new": NewAction(plan=w.plan, text="Bring the figures."),
        "on": LATER,
    },
    "reporting.close_direction": lambda w: {
        "direction": w.direction,
        "expected": 1,
        "closing_note": "Settled.",
        "on": LATER,
    },
    "dashboards.take_information": lambda w: {
        "subject": Subject(w.area, DAY, LATER, plan=w.plan, words="panel"),
        "request": "FOI 2026/114",
        "counts": {"Updates": 2},
    },
    "reporting.record_closing": lambda w: {
        "direction": w.direction,
        "expected": 1,
        "closing_note": "Settled.",
        "on": LATER,
        "decider": "Chief Executive",
        "meeting": make.MeetingFactory(held_on=LATER),
    },
    "reporting.begin_next_version": lambda w: {"report": w.frozen},
    "reporting.edit_erratum": lambda w: {
        "report": make.ReportFactory(plan=w.plan, as_of=w.issued.as_of, version=2),
        "expected": 1,
        "erratum": "Table 2 said 5. It is 6.",
    },
    "reporting.send_again": lambda w: {"delivery": w.delivery},
    # the last person made is the one who acts: nobody says it for somebody else
    "reporting.confirm_receipt": lambda w: {
        "delivery": make.DeliveryFactory(report=w.issued, user=User.objects.latest("pk"))
    },
    "reporting.log_download": lambda w: {"file": w.file},
    "reporting.log_reading": lambda w: {"report": w.issued},
    "short_papers.take_plan_page": lambda w: {"report": w.issued},
    "short_papers.take_slides": lambda w: {"report": w.issued},
    "short_papers.take_action_sheet": lambda w: {"report": w.frozen, "action": w.rated_action.pk},
    "short_papers.take_agency_extract": _led_by_an_agency,
    "short_papers.take_cover_report": lambda w: {"report": _covered(w)},
    "short_papers.take_scrutiny_pack": lambda w: {"report": w.issued},
}


def _covered(world: World) -> Any:
    """A report frozen with all that is written by hand for its cover report."""
    for row in COUNCIL:
        values = {"heading": row.heading, "body": "None.", "position": 99}
        world.draft.sections.update_or_create(key=row.key, defaults=values)
    return freeze_report(by=world.draft.prepared_by, report=world.draft)


def _with_a_chief_officer(world: World) -> Any:
    make.person_with(Role.CHIEF_OFFICER, world.area)
    return world.frozen


def _failed(file: Any) -> Any:
    file.state = FileState.FAILED
    file.save(update_fields=["state"])
    return file


def _period() -> Period:
    return Period(date(2026, 8, 31), DAY, "Quarter to 10 September 2026")


def _who_confirms(w: World) -> Area:
    """The last person made is the one who acts: the chair, who reads the words as well."""
    make.RoleGrantFactory(user=User.objects.latest("pk"), area=w.area, role=Role.CHAIR)
    return w.area
