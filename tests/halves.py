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
        "tests/metatests/test_urls.py::test_roles_that_may_get_in*",
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
        "tests/actions/test_evidence.py::*",
        "tests/actions/test_record.py::*",
        "tests/assurance/test_commitments.py::*",
        "tests/assurance/test_report.py::*",
        "tests/assurance/test_seeds.py::*",
        "tests/editions/test_pages.py::*",
        "tests/evaluation/test_report.py::*",
        "tests/exchange/test_edited_files.py::*",
        "tests/imports/test_choices.py::*",
        "tests/imports/test_views.py::*",
        "tests/learning_reviews/test_unseen.py::*",
        "tests/meetings/test_scope.py::*",
        "tests/narratives/test_pages.py::*",
        "tests/public/test_pages.py::*",
        "tests/reporting/test_directions.py::*",
        "tests/reporting/test_errata.py::*",
        "tests/reporting/test_figure_checks.py::*",
        "tests/reporting/test_figures_frozen.py::*",
        "tests/reporting/test_home.py::*",
        "tests/reporting/test_management_information.py::*",
        "tests/reporting/test_read_in_browser.py::*",
        "tests/reporting/test_receipts.py::*",
        "tests/reporting/test_report_days.py::*",
        "tests/reporting/test_unsafe_figures.py::*",
        "tests/risks/test_pages.py::*",
        "tests/voices/test_scope.py::*",
    ),
    "papers: made of a snapshot's JSON and nothing else": (
        "tests/reporting/test_command.py::*",
        "tests/reporting/test_exports.py::*",
        "tests/reporting/test_pdf*",
        "tests/reporting/test_proof.py::*",
        "tests/reporting/test_scrutiny_pack.py::*",
        "tests/reporting/test_snapshots.py::*",
    ),
    "random lives: a year of them, and one of every step, are lived on both": (
        "tests/exchange/test_taken_over.py::*",
        "tests/oracle/test_ends.py::*",
        "tests/oracle/test_reports.py::*",
        "tests/oracle/test_years.py::test_a_year_with_its_letters_*",
        "tests/oracle/test_years.py::test_every_statement_of_a_year_is_true[[]6[]]",
        "tests/reporting/test_earlier_days.py::*",
        "tests/reporting/test_past.py::*",
        "tests/reporting/test_registers_past.py::*",
        "tests/figures/test_editions_attacked.py::*",
        "tests/oracle/test_figures.py::*",
        "tests/oracle/test_headlines.py::*",
    ),
    "what the demonstration tells: one of its areas is loaded on both": (
        "tests/demonstration/*",
        "tests/journeys/test_four_quarters.py::*",
    ),
    "who is asked, reminded or late, worked out in Python of what was read": (
        "tests/actions/test_silence.py::*",
        "tests/actions/test_standing.py::*",
        "tests/reminders/test_day.py::*",
        "tests/reminders/test_digest.py::*",
        "tests/reminders/test_who_owes.py::*",
        "tests/returns/test_requests.py::*",
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
    "tests/demonstration/test_services.py::test_an_area_by_itself_is_loaded*",
    "tests/actions/test_drafts.py::test_a_number_of_children_in_a_draft_*",
    "tests/actions/test_drafts.py::test_saving_itself_again_*",
    "tests/actions/test_evidence.py::test_file_outlives_*",
    "tests/actions/test_my_actions.py::test_post_not_held_today_*",
    "tests/actions/test_proposals.py::test_an_action_that_nobody_rated_*",
    "tests/actions/test_regional_updates.py::test_lead_of_one_area_updates_it_*",
    "tests/actions/test_regional_updates.py::test_part_that_waits_*",
    "tests/actions/test_regional_updates.py::test_the_numbers_of_each_areas_measures_*",
    "tests/actions/test_regional_updates.py::test_words_are_given_once_*",
    "tests/assurance/test_commitments.py::test_direction_is_open_*",
    "tests/assurance/test_report.py::test_every_finding_stands_*",
    "tests/assurance/test_seeds.py::test_all_that_a_plan_came_of_*[[]PK[]]",
    "tests/editions/test_pages.py::test_an_edition_is_prepared_*",
    "tests/exchange/test_edited_files.py::test_a_date_in_a_draft_*",
    "tests/exchange/test_edited_files.py::test_a_file_that_nobody_edited_*[[]csv[]]",
    "tests/exchange/test_edited_files.py::test_each_edit_is_found_*[[]xlsx[]]",
    "tests/exchange/test_taken_over.py::test_any_edits_taken_over_*[[]csv[]]",
    "tests/figures/test_editions_attacked.py::test_a_hidden_band_that_comes_out_*",
    "tests/figures/test_entry.py::test_a_revision_says_why_*",
    "tests/gatehouse/test_sign_in.py::test_forged_cookie_*",
    "tests/gatehouse/test_sign_in.py::test_nothing_is_recorded_of_mistypes_*",
    "tests/gatehouse/test_sign_in.py::test_old_counts_are_forgotten",
    "tests/gatehouse/test_sign_in.py::test_who_may_not_sign_in_*",
    "tests/imports/test_choices.py::test_a_choice_that_is_wrong_*",
    "tests/imports/test_views.py::test_a_plan_comes_in",
    "tests/learning_reviews/test_unseen.py::test_numbers_are_told_*",
    "tests/meetings/test_room.py::test_a_whole_meeting",
    "tests/metatests/test_figure_doors.py::test_no_hidden_number_is_seen[[]action_lead[]]",
    "tests/narratives/test_pages.py::test_a_reviewer_agrees_*",
    "tests/narratives/test_pages.py::test_sentences_of_the_record_*",
    "tests/narratives/test_pages.py::test_the_coordinator_asks_*",
    "tests/oracle/test_ends.py::test_a_seam_that_does_not_hold_*",
    "tests/oracle/test_figures.py::test_every_printed_figure_is_true_*[[]4[]]",
    "tests/oracle/test_headlines.py::test_every_year_and_band_is_true_*[[]3[]]",
    "tests/public/test_pages.py::test_what_is_kept_of_a_page_*",
    "tests/public/test_pages.py::test_what_was_replaced_*",
    "tests/reminders/test_day.py::test_one_letter_for_all_*",
    "tests/reminders/test_day.py::test_outage_is_made_up_for_once",
    "tests/reminders/test_day.py::test_wrong_lead_put_right_*",
    "tests/reminders/test_who_owes.py::test_challenge_is_owed_*",
    "tests/reminders/test_who_owes.py::test_queries_do_not_grow*",
    "tests/reporting/test_directions.py::test_a_button_pressed_twice_*",
    "tests/reporting/test_directions.py::test_an_action_of_the_plan_*",
    "tests/reporting/test_directions.py::test_an_action_that_answers_*",
    "tests/reporting/test_directions.py::test_an_answer_pressed_twice_*",
    "tests/reporting/test_directions.py::test_the_action_goes_into_*",
    "tests/reporting/test_earlier_days.py::test_every_kind_of_step_*",
    "tests/reporting/test_errata.py::test_begun_once_*",
    "tests/reporting/test_errata.py::test_version_that_looks_*",
    "tests/reporting/test_figure_checks.py::test_small_numbers_of_children_*",
    "tests/reporting/test_figures_frozen.py::test_missing_figures_*",
    "tests/reporting/test_past.py::test_most_steps_*",
    "tests/reporting/test_read_in_browser.py::test_a_reading_is_kept_*",
    "tests/reporting/test_receipts.py::test_changed_file_*",
    "tests/reporting/test_receipts.py::test_each_download_*",
    "tests/reporting/test_registers_past.py::test_no_run_of_steps_*",
    "tests/reporting/test_snapshots.py::test_a_file_that_is_gone_*",
    "tests/reporting/test_snapshots.py::test_an_action_slipped_in_*",
    "tests/reporting/test_snapshots.py::test_coverage_is_changed_*",
    "tests/reporting/test_snapshots.py::test_freezing_writes_*",
    "tests/reporting/test_snapshots.py::test_the_database_refuses_*",
    "tests/returns/test_requests.py::test_nobody_to_ask_*",
    "tests/returns/test_requests.py::test_vice_chair_*",
    "tests/returns/test_requests.py::test_what_was_sent_back_*",
    "tests/risks/test_pages.py::test_review_that_came_meanwhile_*",
)

# On PostgreSQL alone: less than what is tested of the same on SQLite.
INSTEAD: Final = (
    "tests/metatests/test_urls.py::test_address_opens_to_one_who_may*",
    "tests/demonstration/test_services.py::test_an_area_by_itself_is_loaded*",
)

# What stands for the rest on PostgreSQL; never to be named above.
MET: Final = {
    "a row of every factory": "tests/test_factories.py::test_row_is_saved",
    "every service": "tests/metatests/test_audit.py::test_write_is_recorded_with_its_actor",
    "every service, refused by the database": (
        "tests/metatests/test_audit.py::test_write_rolls_back_without_its_record"
    ),
    "every address": "tests/metatests/test_urls.py::test_address_opens_to_one_who_may",
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
    again = bool(os.environ.get("CPCPLAN_TEST_DATABASE_URL"))
    kept = [item for item in items if (runs_again(item) if again else not is_instead(item.nodeid))]
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


def is_instead(nodeid: str) -> bool:
    return any(fnmatchcase(nodeid, pattern) for pattern in INSTEAD)
