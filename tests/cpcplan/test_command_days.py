"""Every command that takes a day refuses one that no plan is of, in the same words."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from tests.cpcplan.rooms import ROOMS
from timescales.day_argument import day_argument, period_argument

DAYS = {
    ("action_sheet", "as_of"): ["plan", "3.5", "--out", "sheet.pdf"],
    ("agency_extract", "as_of"): ["plan", "agency", "--out", "extract.pdf"],
    ("add_person", "until"): ["Una", "una@example.test", "--area", "a", "--role", "chair"],
    ("annual_report", "as_of"): ["plan", "--out", "report.pdf"],
    ("import_indicator_set", "starts"): ["set.csv", "--area", "a"],
    ("import_plan", "period"): ["plan.csv", "--area", "a", "--title", "t"],
    ("import_plan", "stated_on"): ["plan.csv", "--area", "a", "--title", "t"],
    ("indicator_catalogue", "starts"): ["--area", "a"],
    ("load_demonstration", "today"): [],
    ("cover_report", "as_of"): ["plan", "--out", "cover.pdf"],
    ("minutes", "meeting"): ["plan", "--out", "minutes.pdf"],
    ("slides", "as_of"): ["plan", "--out", "slides.pptx"],
    ("young_peoples_summary", "as_of"): ["plan", "--out", "summary.pdf"],
    ("plan_on_a_page", "as_of"): ["plan", "--out", "page.pdf"],
    ("plan_status", "as_of"): ["plan"],
    ("quarterly_report", "as_of"): ["plan", "--out", "report.pdf"],
    ("scrutiny_pack", "as_of"): ["plan", "--out", "pack.pdf"],
    ("retention", "on"): [],
    ("run_day", "on"): [],
    ("what_changed", "since"): ["plan"],
    ("what_changed", "until"): ["plan", "--since", "2026-01-31"],
    ("write_demonstration_workbook", "today"): ["--shape", "PK", "--out", "plan.xlsx"],
}
READ_AS_DAYS = (day_argument, period_argument)


def arguments() -> Iterator[tuple[str, str]]:
    """Every argument of ours that is a day."""
    for name, app in get_commands().items():
        if isinstance(app, str) and app in ROOMS:
            parser = load_command_class(app, name).create_parser("manage.py", name)
            for action in parser._actions:
                if action.type in READ_AS_DAYS or "day" in str(action.help).split():
                    yield name, action.dest


def test_every_day_is_in_the_table():
    assert sorted(arguments()) == sorted(DAYS)


@pytest.mark.parametrize(("name", "argument"), DAYS)
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("0013-01-01", "Give a day between 1990 and 2100."),
        ("2101-01-01", "Give a day between 1990 and 2100."),
        ("31/7/2026", "'31/7/2026' is not a day. Write it as 2024-03-31."),
    ],
)
def test_slip_of_the_finger_is_refused(name, argument, day, said):
    wanted = f"2026-08-01..{day}" if argument == "period" else day
    option = f"--{argument.replace('_', '-')}={wanted}"

    with pytest.raises(CommandError) as refusal:
        call_command(name, *DAYS[name, argument], option)

    assert str(refusal.value).endswith(said)
