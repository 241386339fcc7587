"""What is run on SQLite alone, and what on PostgreSQL again (ADR 215).

On PostgreSQL everything is run that touches a database, but for what stands in `ONCE`: there, what
is held depends on Python alone, and the rows that it reads and writes are met on PostgreSQL by the
tests of `MET`: every factory's row, every service, every address, every form sent twice at once.
What commits (locks, two at once, a real worker) is always run on both, whatever stands here.
"""

import os
from fnmatch import fnmatchcase
from typing import Final

import pytest

COMMITS: Final = {"transactional_db", "django_db_reset_sequences", "live_server"}
DATABASES: Final = {"db", *COMMITS}

# Why once: patterns of what is tested there, as pytest names it.
ONCE: Final[dict[str, tuple[str, ...]]] = {
    "who may: a rule over roles; each address is opened, and refused to another area, on both": (
        "tests/metatests/test_urls.py::test_anonymous_*",
        "tests/metatests/test_urls.py::test_own_account_*",
        "tests/metatests/test_urls.py::test_roles_that_may_not_*",
        "tests/metatests/test_urls.py::test_readers_*",
        "tests/metatests/test_own.py::*",
        "tests/committees/test_interests.py::*",
        "tests/entrance/test_policy.py::test_no_page_opens_before_the_factor_*",
    ),
    "what a service leaves, compared in Python: each service is called on both by test_audit": (
        "tests/metatests/test_doors.py::*",
        "tests/metatests/test_versions.py::*",
    ),
    "how often, in Python: what counts the tries is tried two at once on both": (
        "tests/gatehouse/test_sign_in.py::*",
    ),
    "what a page says and what a form answers: each is opened and sent on both": (
        "tests/pages/*",
        # the bytes of two tellings: PostgreSQL gives no number back that a page took and undid
        "tests/learning_reviews/test_unseen.py::test_no_page_of_anybody_else_*",
        "tests/metatests/test_urls.py::test_form_sent_empty_*",
        "tests/actions/test_updates_form.py::*",
        "tests/actions/test_updates_kept.py::*",
        "tests/actions/test_updates_next.py::*",
        "tests/actions/test_updates_table.py::*",
        "tests/actions/test_views_*",
        "tests/committees/test_pages.py::*",
        "tests/dashboards/test_status_colours.py::*",
        "tests/guard/test_confirmation.py::*",
        "tests/guard/test_hostile_uploads.py::*",
        "tests/plans/test_pages.py::*",
        "tests/reminders/test_views_mail.py::*",
        "tests/reporting/test_changes_page.py::*",
        "tests/reporting/test_dashboard_links.py::*",
        "tests/reporting/test_direction_pages.py::*",
        "tests/reporting/test_lists.py::*",
        "tests/reporting/test_lists_of_text.py::*",
        "tests/reporting/test_views.py::*",
        "tests/actions/test_check_queue.py::*",
        "tests/actions/test_drafts.py::*",
        "tests/actions/test_my_actions.py::*",
        "tests/actions/test_proposals.py::*",
        "tests/actions/test_regional_updates.py::*",
        "tests/dashboards/test_questions.py::*",
        "tests/dashboards/test_trend.py::*",
        "tests/figures/test_entry.py::*",
        "tests/meetings/test_room.py::*",
        "tests/metatests/test_edits.py::test_every_form_that_knows_*",
        "tests/metatests/test_figure_doors.py::*",
        "tests/reporting/test_dashboard_counts.py::*",
    ),
    "papers: made of a snapshot's JSON and nothing else": (
        "tests/reporting/test_command.py::*",
        "tests/reporting/test_exports.py::*",
        "tests/reporting/test_pdf*",
        "tests/reporting/test_proof.py::*",
        "tests/reporting/test_scrutiny_pack.py::*",
        "tests/reporting/test_snapshots*.py::test_rendering_twice_*",
    ),
    "random lives: a year of them, and one of every step, are lived on both": (
        "tests/oracle/test_reports.py::*",
        "tests/oracle/test_years.py::test_a_year_with_its_letters_*",
        "tests/oracle/test_years.py::test_every_statement_of_a_year_is_true[[]6[]]",
        "tests/reporting/test_earlier_days.py::test_any_life_*",
        "tests/reporting/test_past.py::test_no_earlier_day_changes",
        "tests/figures/test_editions_attacked.py::*",
        "tests/oracle/test_figures.py::*",
        "tests/oracle/test_headlines.py::*",
    ),
    "what the demonstration tells: it is loaded on both": (
        "tests/demonstration/test_guard.py::*",
        "tests/demonstration/test_history.py::*",
        "tests/demonstration/test_shapes.py::*",
        "tests/demonstration/test_texts.py::*",
        "tests/demonstration/test_timetable.py::*",
        "tests/demonstration/test_workbook.py::*",
        "tests/journeys/test_four_quarters.py::*",
    ),
    "who is asked, reminded or late, worked out in Python of what was read": (
        "tests/actions/test_silence.py::*",
        "tests/actions/test_standing.py::*",
        "tests/reminders/test_day.py::*",
        "tests/reminders/test_digest.py::*",
        "tests/reminders/test_who_owes.py::*",
    ),
    "what the hour is in London: on both where it is another day, or another hour, in Greenwich": (
        "tests/journeys/test_hours.py::*[[]half past midnight[]]",
        "tests/journeys/test_hours.py::*[[]just before noon[]]",
        "tests/journeys/test_hours.py::*[[]half past eleven at night[]]",
        "tests/journeys/test_hours.py::*[[]last hour of the year[]]",
        "tests/journeys/test_hours.py::*[[]first hour of the year[]]",
        "tests/journeys/test_hours.py::*[[]29 February, *[]]",
        "tests/journeys/test_hours.py::*[[]clocks go forward, *[]]",
    ),
    "modules and queries counted: as many on either": (
        "tests/journeys/test_ways.py::*",
        "tests/reporting/test_dashboard_queries.py::*",
    ),
}

# Named above with all of its file, and run again: it sends a statement that nothing else sends.
# Found by noting every statement of this half, as `tests/statements.py` does (ADR 279).
AGAIN: Final = (
    "tests/actions/test_drafts.py::test_a_number_of_children_in_a_draft_*",
    "tests/actions/test_drafts.py::test_saving_itself_again_*",
    "tests/actions/test_my_actions.py::test_post_not_held_today_*",
    "tests/actions/test_proposals.py::test_an_action_that_nobody_rated_*",
    "tests/actions/test_regional_updates.py::test_lead_of_one_area_updates_it_*",
    "tests/actions/test_regional_updates.py::test_part_that_waits_*",
    "tests/actions/test_regional_updates.py::test_the_numbers_of_each_areas_measures_*",
    "tests/actions/test_regional_updates.py::test_words_are_given_once_*",
    "tests/figures/test_editions_attacked.py::test_a_hidden_band_that_comes_out_*",
    "tests/figures/test_entry.py::test_a_revision_says_why_*",
    "tests/gatehouse/test_sign_in.py::test_forged_cookie_*",
    "tests/gatehouse/test_sign_in.py::test_nothing_is_recorded_of_mistypes_*",
    "tests/gatehouse/test_sign_in.py::test_old_counts_are_forgotten",
    "tests/gatehouse/test_sign_in.py::test_who_may_not_sign_in_*",
    "tests/meetings/test_room.py::test_a_whole_meeting",
    "tests/metatests/test_figure_doors.py::test_no_hidden_number_is_seen[[]action_lead[]]",
    "tests/oracle/test_figures.py::test_every_printed_figure_is_true_*[[]4[]]",
    "tests/oracle/test_headlines.py::test_every_year_and_band_is_true_*[[]3[]]",
    "tests/reminders/test_day.py::test_one_letter_for_all_*",
    "tests/reminders/test_day.py::test_outage_is_made_up_for_once",
    "tests/reminders/test_day.py::test_wrong_lead_put_right_*",
    "tests/reminders/test_who_owes.py::test_challenge_is_owed_*",
    "tests/reminders/test_who_owes.py::test_queries_do_not_grow*",
)

# What stands for the rest on PostgreSQL; never to be named above.
MET: Final = {
    "a row of every factory": "tests/test_factories.py::test_row_is_saved",
    "every service": "tests/metatests/test_audit.py::test_write_is_recorded_with_its_actor",
    "every service, refused by the database": (
        "tests/metatests/test_audit.py::test_write_rolls_back_without_its_record"
    ),
    "every address": "tests/metatests/test_urls.py::test_roles_that_may_get_in",
    "every address, of another area": (
        "tests/metatests/test_urls.py::test_whoever_has_no_role_here_sees_nothing"
    ),
    "every form": (
        "tests/metatests/test_presses.py::test_every_form_sent_twice_at_once_is_done_once"
    ),
    "every table that nothing may change": "tests/audit/test_immutability.py",
    "every life of a plan": "tests/oracle/test_years.py::test_every_statement_of_a_year_is_true[3]",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The run on PostgreSQL leaves out what was run on SQLite and would be the same again."""
    if not os.environ.get("CPCPLAN_TEST_DATABASE_URL"):
        return
    kept = [item for item in items if runs_again(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def runs_again(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    commits = mark is not None and mark.kwargs.get("transaction", False)
    if commits or item.get_closest_marker("worker") or COMMITS & fixtures:
        return True
    return bool(mark or DATABASES & fixtures) and not is_once(item.nodeid)


def is_once(nodeid: str) -> bool:
    patterns = (pattern for some in ONCE.values() for pattern in some)
    if any(fnmatchcase(nodeid, pattern) for pattern in AGAIN):
        return False
    return any(fnmatchcase(nodeid, pattern) for pattern in patterns)
