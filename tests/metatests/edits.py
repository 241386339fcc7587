"""What two people write over each other: for each form that changes a row, the second one's text.

The first one's is in `tests/metatests/presses.py`. `tests/metatests/test_edits.py` lets both open
the form before either has saved. `test_presses.py` finds the forms that change a row which was
there before: one that stands neither here nor in `STEPS` fails it.
"""

from collections.abc import Callable
from typing import Any

from tests import factories as make
from tests.metatests.addresses_of_returns import KINDS
from tests.metatests.press import ahead
from tests.metatests.world import World

Other = Callable[[World], dict[str, Any]]

EDITS: dict[str, Other] = {
    # committees
    "body_edit": lambda w: {"remit": "Advises on the plan."},
    "post_edit": lambda w: {"title": "Chief Pharmacist"},
    "member_edit": lambda w: {"designation": "Depute Director"},
    "member_end": lambda w: {"ends": ahead(9)},
    "holding_end": lambda w: {"ends": ahead(1)},
    "role_end": lambda w: {"ends": ahead(1)},
    "meeting_edit": lambda w: {"title": "Extra meeting"},
    "quarter": lambda w: {"opens_before": "42"},
    "date_rule": lambda w: {"officers_after_days": "30"},
    "area_logo": lambda w: {"alt": "Our new logo"},
    "factor_policy": lambda w: {"roles": ["chair", "member"]},
    "area_retention": lambda w: {"letters": "12"},
    # plans
    "plan_words": lambda w: {"vision": "Safe in every home."},
    "plan_calendar": lambda w: {
        f"theme_{pk}": ["2", "4"]
        for pk in w.plan.headings.filter(parent=None).values_list("pk", flat=True)
    },
    "level_edit": lambda w: {"singular": "Goal"},
    "legend_edit": lambda w: {"label": "At a halt"},
    "heading_edit": lambda w: {"text": "Heard every time."},
    "outcome_edit": lambda w: {"text": "Heard every time."},
    "measure_edit": lambda w: {"text": "Fewer moves of home."},
    "plan_end_action": lambda w: {"way": "withdraw", "reason": "Done by others."},
    "window_reopen": lambda w: {"until": ahead(12), "reason": "Leads asked for it."},
    "plan_import_preview": lambda w: {"0-1-C": "support"},
    "plan_import_leads": lambda w: {"lead-0": f"post:{make.PostFactory(area=w.area).pk}"},
    # figures
    "indicator_edit": lambda w: {"name": "Children that were referred"},
    "indicator_stop": lambda w: {"ends": "2027-01-31"},
    # other plans
    "other_plan_edit": lambda w: {"owner": "The health board"},
    # the committee itself
    "meeting_attendance": lambda w: {f"seat_{w.member.pk}": "apologies"},
    "committee_year": lambda w: {"first_month": "1"},
    "place_edit": lambda w: {"number": "5"},
    "induction": lambda w: {"done_on": "2024-03-01"},
    "term_edit": lambda w: {"ends": "2026-12-31"},
    "strategy_edit": lambda w: {"reviewed_on": "2024-03-01"},
    "contribution_edit": lambda w: {"amount": "14000"},
    # the assurance register
    "activity_edit": lambda w: {"title": "Joint inspection, 2026"},
    "finding_edit": lambda w: {"text": "Plans are read one by one."},
    # what children and families said
    "voice_edit": lambda w: {"said": "Meetings are held too early."},
    "voice_answer": lambda w: {"answer": "decided", "words": "Later.", "on": "2026-06-29"},
    "voice_told": lambda w: {"feedback": "told", "words": "By letter.", "on": "2026-06-29"},
    # the risk register
    "risk_edit": lambda w: {"event": "Too few people lead inquiries in time"},
    "risk_links": lambda w: {"headings": []},
    "evaluation_write": lambda w: {"known": "Audits say more."},
    "evaluation_plan": lambda w: {"on": "2027-02-03"},
    "paper_part": lambda w: {"words": "Everybody was thanked."},
    "difference_write": lambda w: {"text": "Fewer adults speak."},
    # returns of sub-committees
    "return_duty_edit": lambda w: {"due_after": "30"},
    "return_edit": lambda w: {"summary": "Two courses ran."},
    "return_entry_edit": lambda w: {"offered": "18"},
    **{f"return_entry_edit:{kind}": lambda w: {"words": "Much shorter."} for kind in KINDS},
    # actions
    "action_edit": lambda w: {"text": "Train every school."},
    "action_leads": lambda w: {"accountable": make.PostFactory(area=w.area).pk},
    "action_links": lambda w: {"measures": [w.measure.pk]},
    "action_update": lambda w: {"what_happened": "The panel asked for more."},
    "my_actions_table": lambda w: {
        f"a{w.own_action.pk}-what_happened": "The panel asked for more."
    },
    "meeting_decision": lambda w: {"reason": "The school closed."},
    # reporting
    "report_details": lambda w: {"marking": "official"},
    "report_contents": lambda w: {"risks": "15", "ongoing": ""},
    "section_edit": lambda w: {"body": "A hard quarter."},
    "section_edit:asked of a post": lambda w: {"body": "One risk moved."},
    "report_erratum": lambda w: {"erratum": "Table 2 said 5. It is 7."},
}

# Forms that write over a row and are no edit of its words: why nobody's are lost.
MEANWHILE = "what was moved or renumbered meanwhile is said, and nothing is written over it"
BY_STATE = "the row's state allows it once; the second one is told who was first"
STEPS = {
    "my_mail": "a person's own",
    "area_access": BY_STATE,
    "access_withdraw": BY_STATE,
    "own_address_keep": BY_STATE,
    "address_verify": BY_STATE,
    "person_deactivate": BY_STATE,
    "holder_set": "the one before keeps their time, which ends",
    "group_offer_answer": BY_STATE,
    "plan_outline": MEANWHILE,
    "outline_move": MEANWHILE,
    "outline_renumber": MEANWHILE,
    "outline_split": BY_STATE,
    "outline_merge": BY_STATE,
    "level_add": "levels below it are counted on, and keep their words",
    "departure": BY_STATE,
    "departure_decline": BY_STATE,
    "redaction": BY_STATE,
    "redaction_decline": BY_STATE,
    "indicator_move": BY_STATE,
    "action_indicator_end": BY_STATE,
    "activity_share": BY_STATE,
    "return_send": BY_STATE,
    "return_check": BY_STATE,
    "finding_part": BY_STATE,
    "finding_decide": BY_STATE,
    "finding_decision_end": BY_STATE,
    **dict.fromkeys(["voice_share", "voice_part", "quotation_withdraw"], BY_STATE),
    "difference_share": BY_STATE,
    "evaluation_share": BY_STATE,
    "paper_agree": BY_STATE,
    **dict.fromkeys(["report_edition_issue", "report_edition_discard"], BY_STATE),
    **dict.fromkeys(["report_edition_withdraw", "report_edition_file_again"], BY_STATE),
    "paper_withdraw": BY_STATE,
    "evaluation_evidence": "what stands there already is not added again",
    "evaluation_evidence_remove": BY_STATE,
    "connection_end": BY_STATE,
    "risk_share": BY_STATE,
    "risk_rate": "a review is added; one that came meanwhile is read first",
    "risk_scale": "thresholds are added; those that came meanwhile are read first",
    "risk_escalate": BY_STATE,
    "risk_return": BY_STATE,
    "risk_close": BY_STATE,
    "risk_reopen": BY_STATE,
    "risk_part": BY_STATE,
    **dict.fromkeys(
        [f"learning_review_{one}" for one in ("step_back", "unname", "part")],
        BY_STATE,
    ),
    "direction_answer": "an answer is added; closing the direction waits for it to be read",
    "direction_close": "closed once, by one; what was answered meanwhile is shown first",
    "direction_closing": "closed once, by one; what was answered meanwhile is shown first",
    "action_update:somebody else's": "action_update's form; a claim waits for its answer",
    "regional_update": "what was said meanwhile stands beside that area's rating",
    "action_occurrences": "an answer is added; after it nothing is due, and it stands above",
    "report_received": "the first day stays",
    "report_send_again": "the letter has one key until it is out",
    "report_file_again": BY_STATE,
    "report_freeze": BY_STATE,
    **dict.fromkeys(
        [f"part_{one}" for one in ("claim", "hand_in", "review", "sign", "take_back")], BY_STATE
    ),
    "report_issue": BY_STATE,
    "report_return": BY_STATE,
    "plan_decide": BY_STATE,
    "plan_import_confirm": BY_STATE,
    "import_decision_forget": BY_STATE,
    "edited_file": "what differs is worked out anew, and the second one is told that it changed",
    "plan_take_back": BY_STATE,
    "plan_close": BY_STATE,
    "plan_end": MEANWHILE,
    "action_withdraw": BY_STATE,
    "action_new_date_decide": BY_STATE,
    "date_for_chief_officers": BY_STATE,
    "dates_decided_together": BY_STATE,
    "officers_recorded": BY_STATE,
    "action_completion": BY_STATE,
    "action_reopen": BY_STATE,
    "action_undo": BY_STATE,
    "action_untie": BY_STATE,
    "tie_answer": BY_STATE,
    "meeting_strike_out": BY_STATE,
    "meeting_apply": BY_STATE,
    "edition_prepare": "an edition is added",
    "edition_issue": BY_STATE,
    "edition_discard": BY_STATE,
    "edition_withdraw": BY_STATE,
    "edition_lift": BY_STATE,
    "audience_rule_edit": "what waits already is said, and nothing is written over it",
    "rule_answer": BY_STATE,
    "rule_withdraw": BY_STATE,
}
