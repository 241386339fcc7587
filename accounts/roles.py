"""Who may do what: roles and their permissions as data that an auditor can read.

Source: domain.md, section 1.
"""

from django.db.models import TextChoices


class Role(TextChoices):
    LEAD_OFFICER = "lead_officer", "Lead officer"
    CHAIR = "chair", "Independent chair"
    VICE_CHAIR = "vice_chair", "Vice-chair"
    SUB_COMMITTEE_CHAIR = "sub_committee_chair", "Sub-committee chair"
    ACTION_LEAD = "action_lead", "Action lead"
    MEMBER = "member", "Committee member"
    CHIEF_OFFICER = "chief_officer", "Chief officer"
    INSPECTOR = "inspector", "Inspector"
    ELECTED_MEMBER = "elected_member", "Elected member"
    ADMINISTRATOR = "administrator", "Administrator"


class Permission(TextChoices):
    AREA_READ = "area_read", "See groups, posts, seats and meetings"
    PLAN_READ = "plan_read", "Read plans, actions and dashboards"
    PLAN_READ_DRAFT = "plan_read_draft", "Read plans that are drafts still"
    PLAN_EDIT = "plan_edit", "Edit a plan's text, headings and actions"
    PLAN_IMPORT = "plan_import", "Bring a plan in from a spreadsheet"
    PLAN_AGREE = "plan_agree", "Record that a plan was agreed or published"
    UPDATE_OWN = "update_own", "Update the actions of posts held"
    UPDATE_GROUP = "update_group", "Update the actions of groups chaired"
    UPDATE_ANY = "update_any", "Record an update on a lead's behalf"
    UPDATE_CHECK = "update_check", "Check updates, and decide on what the rules propose"
    RATING_CHALLENGE = "rating_challenge", "Comment on an action and challenge a rating"
    DATE_REQUEST = "date_request", "Ask for a new date"
    DATE_DECIDE = "date_decide", "Decide on a new date"
    DATE_DECIDE_LATER = "date_decide_later", "Decide on a second or long move of a date"
    COMPLETION_VERIFY = "completion_verify", "Verify that an action is complete"
    WINDOW_MANAGE = "window_manage", "Open and reopen update windows, and see what was mailed"
    MEETING_RECORD = "meeting_record", "Record and apply a meeting's decisions"
    REPORT_READ = "report_read", "Read reports in preparation"
    REPORT_READ_ISSUED = "report_read_issued", "Read issued reports"
    REPORT_PREPARE = "report_prepare", "Prepare and freeze reports"
    REPORT_ISSUE = "report_issue", "Release a report to chief officers, or send it back"
    NARRATIVE_WRITE = (
        "narrative_write",
        "Write the parts of reports that are asked of posts held",
    )
    DIRECTION_RECORD = "direction_record", "Record directions of chief officers"
    DIRECTION_CLOSE = "direction_close", "Close directions, as a chief officer"
    DIRECTION_ANSWER = "direction_answer", "Answer directions of chief officers"
    FIGURE_READ = "figure_read", "Read figures as they are, with small numbers"
    FIGURE_EDIT = "figure_edit", "Say what is counted: indicators, comparators, what was agreed"
    FIGURE_GIVE_OWN = "figure_give_own", "Give the figures of posts held"
    FIGURE_GIVE_ANY = "figure_give_any", "Give any figures"
    FIGURE_ANSWER = "figure_answer", "Answer what is asked of a figure"
    FIGURE_PREPARE = "figure_prepare", "Prepare figures for an audience"
    FIGURE_ISSUE = "figure_issue", "Release figures to an audience, and decide what is hidden"
    ASSURANCE_EDIT = "assurance_edit", "Keep the assurance register: inspections, audits, findings"
    FINDING_DECIDE = "finding_decide", "Decide that a finding needs no action"
    VOICE_EDIT = "voice_edit", "Keep what children and families said, and what difference was made"
    COMMITTEE_READ = "committee_read", "See who attended meetings, and whose induction was recorded"
    COMMITTEE_EDIT = "committee_edit", "Keep what is recorded of the committee itself"
    RISK_EDIT = "risk_edit", "Keep the risk register: risks, thresholds, what is closed"
    RISK_REVIEW_OWN = "risk_review_own", "Review the risks of posts held"
    RISK_ESCALATE = "risk_escalate", "Take a risk to chief officers, and back"
    REVIEW_KEEP = "review_keep", "Open learning reviews, and keep those that one is named on"
    REVIEW_COUNT = "review_count", "See how many learning reviews there are at each stage"
    RETURN_WRITE = "return_write", "Write the returns of sub-committees chaired"
    RETURN_KEEP = "return_keep", "Say which returns are owed, and check those that came"
    HISTORY_READ = "history_read", "Read the audit record"
    REDACTION_PROPOSE = "redaction_propose", "Propose to take out words that identify a person"
    REDACTION_CONFIRM = "redaction_confirm", "Confirm what somebody else proposed to take out"
    INFORMATION_TAKE = "information_take", "Take out what was said, for a request for information"
    PEOPLE_MANAGE = "people_manage", "Manage people, posts and groups"
    ROLE_GRANT = "role_grant", "Propose roles, and end them"
    ACCESS_CONFIRM = "access_confirm", "Confirm roles and addresses that somebody else proposed"
    ARCHIVE_ASK = "archive_ask", "Ask for a file of the whole area"
    ARCHIVE_CONFIRM = (
        "archive_confirm",
        "Confirm a file of the area that another asked for",
    )


P = Permission

# the vice-chair stands in for the chair, and decides what is the chair's own
_CHAIRS: frozenset[Permission] = frozenset(
    {
        P.AREA_READ,
        P.PLAN_READ,
        P.PLAN_READ_DRAFT,
        P.UPDATE_OWN,
        P.RATING_CHALLENGE,
        P.DATE_REQUEST,
        P.DATE_DECIDE,
        P.COMPLETION_VERIFY,
        P.MEETING_RECORD,
        P.REPORT_READ,
        P.REPORT_READ_ISSUED,
        P.REPORT_ISSUE,
        P.NARRATIVE_WRITE,
        P.DIRECTION_ANSWER,
        P.FIGURE_READ,
        P.FIGURE_GIVE_OWN,
        P.FIGURE_ANSWER,
        P.FIGURE_ISSUE,
        P.COMMITTEE_READ,
        P.RISK_REVIEW_OWN,
        P.RISK_ESCALATE,
        P.FINDING_DECIDE,
        P.REVIEW_KEEP,
        P.RETURN_WRITE,
        P.HISTORY_READ,
        P.REDACTION_PROPOSE,
        P.REDACTION_CONFIRM,
        P.INFORMATION_TAKE,
        P.ACCESS_CONFIRM,
        P.ARCHIVE_ASK,
        P.ARCHIVE_CONFIRM,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LEAD_OFFICER: frozenset(
        {
            P.AREA_READ,
            P.PLAN_READ,
            P.PLAN_READ_DRAFT,
            P.PLAN_EDIT,
            P.PLAN_IMPORT,
            P.PLAN_AGREE,
            P.UPDATE_OWN,
            P.UPDATE_ANY,
            P.DATE_REQUEST,
            P.COMPLETION_VERIFY,
            P.UPDATE_CHECK,
            P.WINDOW_MANAGE,
            P.MEETING_RECORD,
            P.REPORT_READ,
            P.REPORT_READ_ISSUED,
            P.REPORT_PREPARE,
            P.NARRATIVE_WRITE,
            P.DIRECTION_RECORD,
            P.DIRECTION_ANSWER,
            P.FIGURE_READ,
            P.FIGURE_EDIT,
            P.FIGURE_GIVE_OWN,
            P.FIGURE_GIVE_ANY,
            P.FIGURE_ANSWER,
            P.FIGURE_PREPARE,
            P.ASSURANCE_EDIT,
            P.VOICE_EDIT,
            P.COMMITTEE_READ,
            P.COMMITTEE_EDIT,
            P.RISK_EDIT,
            P.RISK_REVIEW_OWN,
            P.RISK_ESCALATE,
            P.REVIEW_KEEP,
            P.RETURN_WRITE,
            P.RETURN_KEEP,
            P.HISTORY_READ,
            P.INFORMATION_TAKE,
            P.PEOPLE_MANAGE,
            P.REDACTION_PROPOSE,
            P.REDACTION_CONFIRM,
            P.ACCESS_CONFIRM,
            P.ARCHIVE_ASK,
        }
    ),
    Role.CHAIR: _CHAIRS,
    Role.VICE_CHAIR: _CHAIRS,
    Role.SUB_COMMITTEE_CHAIR: frozenset(
        {
            P.AREA_READ,
            P.PLAN_READ,
            P.PLAN_READ_DRAFT,
            P.UPDATE_OWN,
            P.UPDATE_GROUP,
            P.DATE_REQUEST,
            P.FIGURE_GIVE_OWN,
            P.RISK_REVIEW_OWN,
            P.RETURN_WRITE,
            P.NARRATIVE_WRITE,
            P.REPORT_READ_ISSUED,
            P.REDACTION_PROPOSE,
        }
    ),
    Role.ACTION_LEAD: frozenset(
        {
            P.AREA_READ,
            P.PLAN_READ,
            P.PLAN_READ_DRAFT,
            P.UPDATE_OWN,
            P.DATE_REQUEST,
            P.FIGURE_GIVE_OWN,
            P.RISK_REVIEW_OWN,
            P.RETURN_WRITE,
            P.NARRATIVE_WRITE,
            P.REDACTION_PROPOSE,
        }
    ),
    Role.MEMBER: frozenset(
        {
            P.AREA_READ,
            P.PLAN_READ,
            P.PLAN_READ_DRAFT,
            P.REPORT_READ_ISSUED,
            P.NARRATIVE_WRITE,
            P.COMMITTEE_READ,
        }
    ),
    # only they close a direction; others write down that they did, with meeting and decider. They
    # appoint chair and vice-chair, so they can also confirm who has a role
    Role.CHIEF_OFFICER: frozenset(
        {
            P.AREA_READ,
            P.REPORT_READ_ISSUED,
            P.FIGURE_READ,
            P.COMMITTEE_READ,
            P.REVIEW_COUNT,
            P.NARRATIVE_WRITE,
            P.DATE_DECIDE_LATER,
            P.DIRECTION_RECORD,
            P.DIRECTION_CLOSE,
            P.ACCESS_CONFIRM,
        }
    ),
    # what was agreed and shared, with its history: no drafts (domain.md, section 7)
    Role.INSPECTOR: frozenset({P.AREA_READ, P.PLAN_READ, P.REPORT_READ_ISSUED, P.HISTORY_READ}),
    # published editions and nothing else: not even who sits on which group
    Role.ELECTED_MEMBER: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {
            P.AREA_READ,
            P.PEOPLE_MANAGE,
            P.ROLE_GRANT,
            P.ACCESS_CONFIRM,
            P.HISTORY_READ,
            P.REDACTION_PROPOSE,
            P.ARCHIVE_CONFIRM,
        }
    ),
}


def roles_with(permission: Permission) -> list[Role]:
    """Every role that carries `permission`, in the order of the table above."""
    return [role for role, granted in ROLE_PERMISSIONS.items() if permission in granted]


def needs_factor_by_default() -> list[str]:
    """The roles that need a second factor where an area has not said otherwise: every one that sees
    plans, manages people or gives roles."""
    sensitive = {P.PLAN_READ, P.PEOPLE_MANAGE, P.ROLE_GRANT}
    return [role.value for role, granted in ROLE_PERMISSIONS.items() if granted & sensitive]
