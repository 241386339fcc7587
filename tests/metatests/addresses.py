"""Who may open each address: one row for every name in the URLconf.

A row says how the address is filled in, and who gets in. `Gate` names the permission that the page
asks of a person in the area; everybody else is refused:

* somebody who has not signed in is sent to the sign-in page;
* a person of another area gets 404, whatever their role there;
* a role of this area without the permission gets 403 if it may know of the row at all
  (`known_by`: who sees the area, or those who read plans), and 404 if not.

A name may have several rows ("action_update:somebody else's"). To add a page, add a row:
`tests/metatests/test_urls.py` fails until there is one.
"""

from dataclasses import replace

from tests import factories as make
from tests.metatests.addresses_of_archive import ARCHIVE
from tests.metatests.addresses_of_assurance import ASSURANCE
from tests.metatests.addresses_of_narratives import NARRATIVES
from tests.metatests.addresses_of_papers import PAPERS, PUBLIC
from tests.metatests.gates import (
    EDITED_FILES,
    KNOWN_AREA,
    Gate,
    P,
    holders,
    in_area,
    in_plan,
    of_area,
    of_direction,
    of_edition,
    of_indicator,
    of_issued,
    of_meeting,
    of_plan,
    of_report,
    of_rule_change,
    of_spreadsheet,
    of_update,
    recorded_by,
    taken_in,
    updaters,
)

# Pages of nobody's area: every signed-in person, and what they show is scoped to them.
ANYONE = Gate(in_area=False)

# Open to those who have not signed in.
OPEN = {
    "healthz",
    "accessibility",
    "style",
    "account_login",
    "agency_sign_in",
    "agency_callback",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_logout",
    "mfa_authenticate",
    "calendar_feed",
    "status_colours",
    *PUBLIC,
}

# allauth's own pages for whoever is signed in; only ever about themselves.
OWN_ACCOUNT = {
    "account_change_password",
    "account_set_password",
    "account_email",
    "account_reauthenticate",
    *("mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn"),
    *("mfa_list_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_reauthenticate"),
    *("mfa_reauthenticate_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    "mfa_download_recovery_codes",
}
# Those of them that are about one thing of the person's.
OWN_KEYS = {"mfa_remove_webauthn": [1], "mfa_edit_webauthn": [1]}

GATES: dict[str, Gate] = {
    # accounts, committees
    "roles": ANYONE,
    "roles_file": ANYONE,
    "my_mail": ANYONE,
    # entrance
    "security": ANYONE,
    "onward": ANYONE,
    "session_end": replace(ANYONE, post_only=True),
    "session_stay": replace(ANYONE, post_only=True),
    "factor_policy": in_area(P.ROLE_GRANT),
    "member_sessions": of_area("grant", P.ROLE_GRANT),
    "my_data": ANYONE,
    "my_data_file": ANYONE,
    "body_list": ANYONE,
    "people": ANYONE,
    "history": ANYONE,
    "area_add": Gate(in_area=False, allowed=frozenset()),  # tests/committees/test_areas.py
    "area": in_area(),
    "area_start": in_area(P.PEOPLE_MANAGE),
    "post_list": in_area(),
    "meeting_list": in_area(),
    "agency_add": in_area(P.PEOPLE_MANAGE),
    "body_add": in_area(P.PEOPLE_MANAGE),
    "bodies_add": in_area(P.PEOPLE_MANAGE),
    "post_add": in_area(P.PEOPLE_MANAGE),
    "area_people": in_area(P.PEOPLE_MANAGE),
    "area_access": replace(
        in_area(P.ACCESS_CONFIRM, P.ROLE_GRANT), writers=holders(P.ACCESS_CONFIRM)
    ),
    "access_withdraw": replace(
        of_area("access", P.ROLE_GRANT, post_only=True),
        known_by=holders(P.ACCESS_CONFIRM, P.ROLE_GRANT),
    ),
    "person_deactivate": of_area("grant", P.ROLE_GRANT),
    "person_return": of_area("grant", P.ROLE_GRANT),
    # one's own change of address, and nobody else's
    "own_address_keep": Gate(
        lambda world: [world.access.pk], frozenset(), frozenset(), post_only=True
    ),
    "address_verify": Gate(lambda world: ["no-link"], frozenset(), frozenset()),
    "person_add": in_area(P.ROLE_GRANT),
    "people_grid": in_area(P.PEOPLE_MANAGE),
    "invite_all": replace(in_area(P.ROLE_GRANT), post_only=True),
    "role_grant": in_area(P.ROLE_GRANT),
    # figures that audiences were told
    "area_editions": KNOWN_AREA,
    "edition_prepare": replace(KNOWN_AREA, allowed=holders(P.FIGURE_PREPARE)),
    "edition": of_edition(P.FIGURE_READ),
    "edition_csv": of_edition(P.FIGURE_READ),
    "edition_json": of_edition(P.FIGURE_READ),
    "edition_issue": of_edition(P.FIGURE_ISSUE),
    "edition_discard": of_edition(P.FIGURE_PREPARE, P.FIGURE_ISSUE),
    "edition_withdraw": of_edition(P.FIGURE_ISSUE),
    "edition_lift": of_edition(P.FIGURE_ISSUE),
    "audience_rules": in_area(P.FIGURE_READ),
    "audience_rule_edit": replace(
        in_area(P.FIGURE_PREPARE, P.FIGURE_ISSUE),
        made=lambda world: [world.area.slug, "members"],
    ),
    "rule_answer": of_rule_change(P.FIGURE_ISSUE),
    "rule_withdraw": of_rule_change(P.FIGURE_READ, post_only=True),
    "area_guard": in_area(P.PEOPLE_MANAGE),
    "area_redactions": in_area(P.REDACTION_PROPOSE),
    "redaction_propose": in_area(P.REDACTION_PROPOSE),
    "redaction": Gate(
        lambda world: [world.redaction.pk],
        holders(P.REDACTION_PROPOSE),
        holders(P.REDACTION_PROPOSE),
        writers=holders(P.REDACTION_CONFIRM),
    ),
    "redaction_decline": Gate(
        lambda world: [world.redaction.pk],
        holders(P.REDACTION_CONFIRM),
        holders(P.REDACTION_PROPOSE),
        post_only=True,
    ),
    **ARCHIVE,
    **ASSURANCE,
    "area_retention": in_area(P.PEOPLE_MANAGE),
    "guard_try": in_area(P.PEOPLE_MANAGE),
    "guard_pattern_add": in_area(P.ROLE_GRANT),
    "guard_pattern_remove": replace(
        of_area("pattern", P.ROLE_GRANT, post_only=True),
        made=lambda world: [world.area.slug, world.pattern.pk],
    ),
    "area_history": in_area(P.HISTORY_READ),
    "area_information": in_area(P.INFORMATION_TAKE),
    "information_taken": replace(
        in_area(P.INFORMATION_TAKE), made=lambda world: [world.area.slug, taken_in(world.area)]
    ),
    "person_history": replace(
        in_area(P.HISTORY_READ), made=lambda world: [world.area.slug, recorded_by(world.area)]
    ),
    "plan_history": in_plan(P.HISTORY_READ),
    "action_history": of_plan("action", P.HISTORY_READ),
    "body": of_area("body"),
    "body_edit": of_area("body", P.PEOPLE_MANAGE),
    "group_offer": of_area("regional", P.PEOPLE_MANAGE),
    "group_offer_answer": of_area("offer", P.PEOPLE_MANAGE),
    "group_serving_end": replace(
        in_area(P.PEOPLE_MANAGE),
        made=lambda world: [world.regional.pk, world.regional.also_serves.get().slug],
    ),
    "member_add": of_area("body", P.PEOPLE_MANAGE),
    "meeting_add": of_area("body", P.PEOPLE_MANAGE),
    "meetings_add": of_area("body", P.PEOPLE_MANAGE),
    "member_edit": of_area("member", P.PEOPLE_MANAGE),
    "member_end": of_area("member", P.PEOPLE_MANAGE),
    "meeting_edit": of_area("meeting", P.PEOPLE_MANAGE),
    "post_edit": of_area("post", P.PEOPLE_MANAGE),
    "holder_set": of_area("post", P.PEOPLE_MANAGE),
    "deputy_set": of_area("post", P.PEOPLE_MANAGE),
    "holding_end": of_area("holding", P.PEOPLE_MANAGE),
    "role_end": of_area("grant", P.ROLE_GRANT),
    "address_correct": of_area("grant", P.ROLE_GRANT),
    "invite_again": of_area("grant", P.ROLE_GRANT, post_only=True),
    # plans, outcomes
    "plan_add": in_area(P.PLAN_EDIT),
    "plan_edit": in_plan(P.PLAN_EDIT),
    "plan_words": in_plan(P.PLAN_EDIT),
    "plan_calendar": in_plan(P.PLAN_EDIT),
    "heading_add": in_plan(P.PLAN_EDIT),
    "level_add": in_plan(P.PLAN_EDIT),
    "legend_add": in_plan(P.PLAN_EDIT),
    "level_remove": of_plan("level", P.PLAN_EDIT, post_only=True),
    "plan_versions": in_plan(P.PLAN_READ),
    "version_begin": in_plan(P.PLAN_EDIT),
    "version_compare": in_plan(P.PLAN_READ),
    "version_keep": in_plan(P.PLAN_AGREE),
    "plan_decide": in_plan(P.PLAN_AGREE),
    "plan_version": of_plan("version", P.PLAN_READ),
    "level_edit": of_plan("level", P.PLAN_EDIT),
    "legend_edit": of_plan("entry", P.PLAN_EDIT),
    "heading_edit": of_plan("heading", P.PLAN_EDIT),
    "outcome_list": in_plan(P.PLAN_EDIT),
    "outcome_add": in_plan(P.PLAN_EDIT),
    "outcome_edit": of_plan("outcome", P.PLAN_EDIT),
    "outcome_remove": of_plan("outcome", P.PLAN_EDIT, post_only=True),
    # figures
    "figures_give": in_area(P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY),
    "figures_missing": in_area(P.FIGURE_READ, P.FIGURE_GIVE_ANY),
    "figures_sheet": in_area(P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY),
    "figures_template": in_area(P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY),
    "figure_give": Gate(
        lambda world: [make.IndicatorFactory(area=world.area).pk, "2024-10-31"],
        holders(P.FIGURE_GIVE_ANY),
        holders(P.PLAN_READ, P.FIGURE_READ),
    ),
    "measure_list": in_plan(P.PLAN_READ),
    "measure_detail": of_plan("measure", P.PLAN_READ),
    "reading_add": replace(
        of_plan("counted", P.PLAN_READ), allowed=updaters(P.UPDATE_OWN, P.UPDATE_ANY, P.PLAN_EDIT)
    ),
    "reading_correct": replace(
        of_plan("reading", P.PLAN_READ), allowed=updaters(P.UPDATE_OWN, P.UPDATE_ANY, P.PLAN_EDIT)
    ),
    "measure_add": in_plan(P.PLAN_EDIT),
    "measure_edit": of_plan("measure", P.PLAN_EDIT),
    "measure_remove": of_plan("measure", P.PLAN_EDIT, post_only=True),
    # the plan as a tree
    "plan_outline": in_plan(P.PLAN_EDIT),
    "outline_renumber": in_plan(P.PLAN_EDIT),
    "plan_end": in_plan(P.PLAN_AGREE),
    "plan_close": in_plan(P.PLAN_AGREE),
    "plan_end_action": replace(
        in_plan(P.PLAN_AGREE), made=lambda world: [world.plan.slug, world.action.pk]
    ),
    "outline_split": of_plan("action", P.PLAN_EDIT),
    "outline_merge": of_plan("action", P.PLAN_EDIT),
    "outline_move": replace(
        in_plan(P.PLAN_EDIT), made=lambda world: [world.plan.slug, f"h{world.heading.pk}"]
    ),
    # actions
    "my_actions": replace(ANYONE, allowed=holders(P.UPDATE_OWN, P.UPDATE_GROUP)),
    "action_detail": of_plan("action", P.PLAN_READ),
    "action_edit": of_plan("action", P.PLAN_EDIT),
    "action_leads": of_plan("action", P.PLAN_EDIT),
    "action_links": of_plan("action", P.PLAN_EDIT),
    "action_withdraw": of_plan("action", P.PLAN_EDIT),
    "action_add": in_plan(P.PLAN_EDIT),
    "action_update": replace(
        of_plan("own_action", P.PLAN_READ), allowed=updaters(P.UPDATE_OWN, P.UPDATE_ANY)
    ),
    "action_update:somebody else's": of_plan("action", P.UPDATE_ANY),
    "action_new_date": replace(of_plan("own_action"), allowed=updaters(P.DATE_REQUEST)),
    "action_new_date:somebody else's": of_plan("action", P.UPDATE_ANY),
    "action_challenge": of_plan("rated_action", P.RATING_CHALLENGE),
    "action_new_date_decide": of_plan("dated_action", P.DATE_DECIDE),
    "action_completion": of_plan("claimed_action", P.COMPLETION_VERIFY),
    "action_occurrences": replace(
        of_plan("own_action", P.PLAN_READ), allowed=updaters(P.UPDATE_OWN, P.UPDATE_ANY)
    ),
    "plan_recurring": in_plan(P.PLAN_READ),
    "action_undo": of_plan("action", P.PLAN_EDIT, post_only=True),
    "regional_list": in_area(P.PLAN_READ),
    "action_share": of_plan("own_action", P.PLAN_EDIT),
    "action_untie": of_plan("shared_action", P.PLAN_EDIT),
    "regional_update": replace(
        of_plan("shared_action", P.PLAN_READ),
        made=lambda world: [world.shared_action.ties.get().regional_id],
        allowed=updaters(P.UPDATE_OWN, P.UPDATE_GROUP),
    ),
    "tie_answer": of_plan("tie", P.PLAN_EDIT),
    "action_reopen": of_plan("done_action", P.COMPLETION_VERIFY),
    "dates_for_chief_officers": replace(ANYONE, allowed=holders(P.DATE_DECIDE_LATER)),
    "date_for_chief_officers": Gate(
        lambda world: [world.later_action.revisions.get().pk],
        holders(P.DATE_DECIDE_LATER),
        holders(P.DATE_DECIDE_LATER),
    ),
    "dates_decided_together": Gate(
        lambda world: [world.area.slug], holders(P.DATE_DECIDE_LATER), holders(P.DATE_DECIDE_LATER)
    ),
    "officers_recorded": in_plan(P.DATE_DECIDE, P.DIRECTION_RECORD),
    "plan_meetings": in_plan(P.PLAN_READ),
    "meeting_room": of_meeting(P.MEETING_RECORD),
    "meeting_decision": of_meeting(P.MEETING_RECORD, decision=True),
    "meeting_strike_out": of_meeting(P.MEETING_RECORD, decision=True, post_only=True),
    "meeting_apply": of_meeting(P.MEETING_RECORD),
    "meeting_minutes": of_meeting(P.PLAN_READ),
    "plan_decisions": in_plan(P.COMPLETION_VERIFY, P.DATE_DECIDE),
    "plan_checking": in_plan(P.UPDATE_CHECK),
    "plan_checking_accept": in_plan(P.UPDATE_CHECK, post_only=True),
    "update_accept": of_update(P.UPDATE_CHECK, post_only=True),
    "update_send_back": of_update(P.UPDATE_CHECK),
    "update_wording": of_update(P.UPDATE_CHECK),
    "action_proposal": of_plan("action", P.UPDATE_CHECK, post_only=True),
    "action_comment": of_plan("action", P.RATING_CHALLENGE),
    "quarter": of_area("body", P.PEOPLE_MANAGE),
    "date_rule": of_area("body", P.PEOPLE_MANAGE),
    "calendars": ANYONE,
    "window_reopen": of_plan("window", P.WINDOW_MANAGE),
    "plan_owing": in_plan(P.PLAN_READ),
    "plan_mail": in_plan(P.WINDOW_MANAGE),
    "plan_windows": replace(in_plan(P.PLAN_READ), writers=holders(P.WINDOW_MANAGE)),
    # figures
    "figures": ANYONE,
    "figure_list": in_area(P.PLAN_READ, P.FIGURE_READ),
    "indicator": of_indicator(P.PLAN_READ, P.FIGURE_READ),
    "indicator_add": in_area(P.FIGURE_EDIT),
    "indicator_catalogue": in_area(P.FIGURE_EDIT),
    "indicator_sets": in_area(P.FIGURE_EDIT),
    "indicator_set_frame": in_area(P.FIGURE_EDIT),
    "indicator_edit": of_indicator(P.FIGURE_EDIT),
    "indicator_stop": of_indicator(P.FIGURE_EDIT),
    "indicator_move": of_indicator(P.FIGURE_EDIT, post_only=True),
    "indicator_link": of_indicator(P.FIGURE_EDIT),
    "indicator_unlink": of_indicator(P.FIGURE_EDIT, post_only=True, name="indicator_tie"),
    "benchmark_add": of_indicator(P.FIGURE_EDIT),
    "goal_add": of_indicator(P.FIGURE_EDIT),
    "indicator_sentence": of_indicator(P.FIGURE_EDIT),
    "indicator_answers": of_indicator(P.FIGURE_ANSWER),
    # bringing a plan in: only those who may do it know of a spreadsheet that waits
    "plan_import": replace(ANYONE, allowed=holders(P.PLAN_IMPORT)),
    "plan_import_template": replace(ANYONE, allowed=holders(P.PLAN_IMPORT)),
    "plan_import_decisions": in_area(P.PLAN_IMPORT),
    "plan_import_preview": of_spreadsheet(),
    "plan_import_leads": of_spreadsheet(),
    "plan_take_back": in_plan(P.PLAN_IMPORT),
    "plan_import_confirm": of_spreadsheet(post_only=True),
    "plan_import_discard": of_spreadsheet(post_only=True),
    # reporting
    "home": ANYONE,
    "plan_list": ANYONE,
    "plan_dashboard": in_plan(P.PLAN_READ),
    "plan_actions": in_plan(P.PLAN_READ),
    "plan_text": in_plan(P.PLAN_READ),
    "plan_data_quality": in_plan(P.PLAN_READ),
    "plan_files": in_plan(P.PLAN_READ),
    "edited_file_send": in_plan(P.PLAN_EDIT),
    **EDITED_FILES,
    "plan_file": replace(in_plan(P.PLAN_READ), made=lambda world: [world.plan.slug, "csv"]),
    "plan_changes": in_plan(P.PLAN_READ),
    "report_list": ANYONE,
    "report_begin": in_plan(P.REPORT_PREPARE),
    "report_detail": of_report("draft", P.REPORT_READ),
    "report_progress": of_report("draft", P.REPORT_READ),
    "report_details": of_report("draft", P.REPORT_PREPARE),
    "report_contents": of_report("draft", P.REPORT_PREPARE),
    **NARRATIVES,
    "report_read": of_report("frozen", P.REPORT_READ),
    **PAPERS,
    "plan_on_a_page": in_plan(P.PLAN_READ),
    "action_sheet": of_plan("rated_action", P.PLAN_READ),
    "report_proof": of_report("draft", P.REPORT_PREPARE, P.REPORT_ISSUE),
    "report_freeze": of_report("draft", P.REPORT_PREPARE),
    "report_issue": of_report("frozen", P.REPORT_ISSUE),
    "report_return": of_report("frozen", P.REPORT_ISSUE),
    "report_next_version": of_report("frozen", P.REPORT_PREPARE),
    "report_erratum": of_report("draft", P.REPORT_PREPARE),
    # an issued report: those who were sent it say so (tests/reporting/test_receipts.py)
    "report_received": of_issued("issued"),
    "report_send_again": of_issued("delivery", P.REPORT_PREPARE, P.REPORT_ISSUE, post_only=True),
    "report_file": of_report("file", P.REPORT_READ),
    "report_file_again": of_report("file", P.REPORT_PREPARE, post_only=True),
    "direction_list": ANYONE,
    "direction_detail": of_direction(P.REPORT_READ_ISSUED),
    "direction_answer": of_direction(P.DIRECTION_ANSWER),
    "direction_close": of_direction(P.DIRECTION_CLOSE),
    "direction_closing": of_direction(P.DIRECTION_RECORD, P.MEETING_RECORD),
    "direction_record": Gate(
        lambda world: [world.direction.report_id],
        holders(P.DIRECTION_RECORD),
        holders(P.REPORT_READ_ISSUED),
    ),
    # updating
    "my_actions_table": replace(ANYONE, allowed=holders(P.UPDATE_OWN, P.UPDATE_GROUP)),
    "action_draft": replace(
        of_plan("own_action", P.PLAN_READ, post_only=True),
        allowed=updaters(P.UPDATE_OWN, P.UPDATE_ANY),
    ),
    "evidence": of_plan("evidence", P.PLAN_READ),
}
