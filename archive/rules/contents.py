"""What of an area goes into its file, and what stays where it is: one row for every model.

A model without a row fails a test (`tests/archive/test_contents.py`): whoever adds one says here
whether it leaves with the area, and if not, why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

AREA: Final = "committees.area"
USER: Final = "accounts.user"
AGENCY: Final = "accounts.agency"
EVENT: Final = "audit.event"
VERSION: Final = "audit.version"


@dataclass(frozen=True)
class Goes:
    """Rows that leave with the area.

    `path` leads from a row to the area, in Django's words; empty where it is known by another way:
    because a row that goes names it, or, of the record, because it tells of the area. `only` says
    which of them. `without` are columns that stay, with what stands there in the receiving place.
    """

    path: str = ""
    only: Mapping[str, object] = field(default_factory=dict)
    without: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Stays:
    why: str


_PERSONAL = "of a person and not of the area: it opens the way in, or tells of a sign-in"
_PLACE = "of this installation: it would mean nothing in another one"
_MAIL = "mail to a person, with links to this site; that it was sent stands in the history"
_UNSENT = "not sent yet: its writer's own, and counts for nothing"
_REGIONAL = "ties areas of one installation; another area's actions are not this one's to take"
_NAMED = "restricted to those who are named on it: the file is for whoever takes the area in"
_CHAIN = "the chain of this installation tells of every area; its proof of this area's rows goes"
_FEW = "restricted to few: what was taken out, and where, is not carried on"

CONTENTS: Final[Mapping[str, Goes | Stays]] = {
    # who there is
    "committees.area": Goes("pk"),
    "accounts.agency": Goes(),
    "accounts.user": Goes(
        without={
            "password": "!",
            "last_login": None,
            "is_superuser": False,
            "is_staff": False,
            "is_active": False,
            "mail_day": None,
            "row_version": 1,
        }
    ),
    "committees.area_agencies": Goes("area"),
    "committees.body": Goes("area"),
    "committees.post": Goes("area"),
    "committees.postholding": Goes("post__area"),
    "committees.membership": Goes("body__area"),
    "committees.meeting": Goes("body__area"),
    "committees.offsets": Goes("body__area"),
    "committees.daterule": Goes("body__area"),
    "committees.rolegrant": Goes("area"),
    "committees.logo": Goes("area"),
    "entrance.factorpolicy": Goes("area"),
    "retention.retentionrule": Goes("area"),
    "guard.guardpattern": Goes("area"),
    # the plan
    "plans.plan": Goes("area"),
    "plans.legend": Goes("plan__area"),
    "plans.legendentry": Goes("legend__plan__area"),
    "plans.level": Goes("plan__area"),
    "plans.heading": Goes("plan__area"),
    "plans.planversion": Goes("plan__area"),
    "plans.planreview": Goes("plan__area"),
    "plans.signoff": Goes("plan__area"),
    "outcomes.highleveloutcome": Goes("plan__area"),
    "outcomes.highleveloutcome_headings": Goes("highleveloutcome__plan__area"),
    "outcomes.measure": Goes("plan__area"),
    "outcomes.measure_outcomes": Goes("measure__plan__area"),
    "outcomes.reading": Goes("measure__plan__area"),
    # the actions
    "actions.action": Goes("plan__area"),
    "actions.action_outcomes": Goes("action__plan__area"),
    "actions.action_measures": Goes("action__plan__area"),
    "actions.actionindicator": Goes("action__plan__area"),
    "actions.lead": Goes("action__plan__area"),
    "actions.lineage": Goes("target__plan__area"),
    "actions.disposal": Goes("action__plan__area"),
    "actions.officersdecision": Goes("area"),
    "actions.progressupdate": Goes("action__plan__area"),
    "actions.challenge": Goes("action__plan__area"),
    "actions.deadlinerevision": Goes("action__plan__area"),
    "actions.completion": Goes("action__plan__area"),
    "actions.updatecheck": Goes("action__plan__area"),
    "actions.comment": Goes("action__plan__area"),
    "actions.proposaldecision": Goes("action__plan__area"),
    "actions.evidence": Goes("action__plan__area", only={"update_shown__isnull": False}),
    "actions.tally": Goes("action__plan__area"),
    "voices.voicegroup": Goes("area"),
    "voices.voice": Goes("area"),
    "voices.voicelink": Goes("voice__area"),
    "voices.quotation": Goes("voice__area"),
    "actions.actionrisk": Goes("action__plan__area"),
    "risks.risk": Goes("area"),
    "risks.risk_headings": Goes("risk__area"),
    "risks.risk_outcomes": Goes("risk__area"),
    "risks.risk_indicators": Goes("risk__area"),
    "risks.riskstep": Goes("risk__area"),
    "risks.riskscale": Goes("area"),
    "risks.reviewrequest": Goes("risk__area"),
    "impact.statement": Goes("plan__area"),
    "impact.chosen": Goes("statement__plan__area"),
    "papers.paper": Goes("area"),
    "papers.paperpart": Goes("paper__area"),
    "evaluation.framework": Goes("area"),
    "evaluation.domain": Goes("framework__area"),
    "evaluation.qualityindicator": Goes("domain__framework__area"),
    "evaluation.planned": Goes("indicator__domain__framework__area"),
    "evaluation.evaluation": Goes("indicator__domain__framework__area"),
    "evaluation.evidence": Goes("evaluation__indicator__domain__framework__area"),
    "assurance.activity": Goes("area"),
    "assurance.judgement": Goes("activity__area"),
    "assurance.finding": Goes("activity__area"),
    "assurance.findingaction": Goes("finding__activity__area"),
    "assurance.findingdecision": Goes("finding__activity__area"),
    "connections.otherplan": Goes("area"),
    "connections.connection": Goes("other_plan__area"),
    "returns.duty": Goes("area"),
    "returns.returnrequest": Goes("duty__area"),
    "returns.return": Goes("duty__area", only={"sent_at__isnull": False}),
    "returns.check": Goes("sending__duty__area"),
    "returns.entry": Goes("sending__duty__area", only={"sending__sent_at__isnull": False}),
    "returns.attendance": Goes(
        "entry__sending__duty__area", only={"entry__sending__sent_at__isnull": False}
    ),
    "returns.coursequestion": Goes("entry__sending__duty__area"),
    "returns.courseanswer": Goes("question__entry__sending__duty__area"),
    "windows.updatewindow": Goes("plan__area"),
    "windows.windowreopening": Goes("window__plan__area"),
    "meetings.meetingdecision": Goes("plan__area"),
    "meetings.attendancerecord": Goes("meeting__body__area"),
    "meetings.attendance": Goes("record__meeting__body__area"),
    "governance.yearrule": Goes("body__area"),
    "governance.place": Goes("body__area"),
    "governance.induction": Goes("membership__body__area"),
    "governance.term": Goes("membership__body__area"),
    "governance.strategy": Goes("body__area"),
    "governance.contribution": Goes("body__area"),
    # the figures
    "figures.indicatorset": Goes("area"),
    "figures.indicator": Goes("area"),
    "figures.category": Goes("indicator__area"),
    "figures.indicatorlink": Goes("indicator__area"),
    "figures.audiencerule": Goes("area"),
    "figures.rulechange": Goes("area"),
    "figures.lifting": Goes("indicator__area"),
    "figures.edition": Goes("area"),
    "figures.observation": Goes("indicator__area"),
    "figures.benchmark": Goes("indicator__area"),
    "figures.goal": Goes("indicator__area"),
    "figures.figurerequest": Goes("indicator__area"),
    "figures.sentence": Goes("indicator__area"),
    "figures.answer": Goes("indicator__area"),
    # the reports
    "reporting.snapshot": Goes("plan__area"),
    "reporting.report": Goes("area"),
    "reporting.section": Goes("report__area"),
    "narratives.step": Goes("section__report__area"),
    "narratives.taken": Goes("section__report__area"),
    "reporting.reportfile": Goes("report__area", only={"state__in": ("ready", "withdrawn")}),
    "editions.reportedition": Goes("area"),
    "editions.editionfile": Goes("edition__area", only={"state__in": ("ready", "withdrawn")}),
    "reporting.delivery": Goes("report__area"),
    "reporting.download": Goes("report__area"),
    "reporting.direction": Goes("area"),
    "reporting.directionanswer": Goes("direction__area"),
    # where it came from, and what became of it
    "imports.importdraft": Goes("area", only={"plan__isnull": False}),
    "imports.importdecision": Goes("area"),
    "exchange.editedfile": Goes("plan__area", only={"applied_at__isnull": False}),
    "audit.event": Goes(),
    "audit.version": Goes(),
    # what stays
    "committees.body_also_serves": Stays(_REGIONAL),
    "committees.groupoffer": Stays(_REGIONAL),
    "actions.regionalaction": Stays(_REGIONAL),
    "actions.tie": Stays(_REGIONAL),
    "actions.regionalupdate": Stays(_REGIONAL),
    "committees.accesschange": Stays(
        "an invitation under way with its address; who got which role stands in the role grants"
    ),
    "committees.calendarfeed": Stays(_PERSONAL),
    "actions.updatedraft": Stays(_UNSENT),
    "reminders.reminder": Stays(_MAIL),
    "reminders.reminder_actions": Stays(_MAIL),
    "letters.letter": Stays(_MAIL),
    "redactions.redaction": Stays(_FEW),
    "redactions.seenplace": Stays(_FEW),
    "learning_reviews.review": Stays(_NAMED),
    "learning_reviews.namedperson": Stays(_NAMED),
    "learning_reviews.step": Stays(_NAMED),
    "learning_reviews.reviewfinding": Stays(_NAMED),
    "learning_reviews.reviewaction": Stays(_NAMED),
    "learning_reviews.entry": Stays(_NAMED),
    "audit.guardentry": Stays("tells of a person and no area: who met the guard"),
    "audit.link": Stays(_CHAIN),
    "audit.head": Stays(_CHAIN),
    "audit.shape": Stays(_CHAIN),
    "audit.verification": Stays(_CHAIN),
    "jobs.job": Stays(_PLACE),
    "entrance.session": Stays(_PERSONAL),
    "sessions.session": Stays(_PERSONAL),
    "gatehouse.trycount": Stays(_PERSONAL),
    "gatehouse.agencysignin": Stays("a secret between an agency and this installation"),
    "gatehouse.subjectlink": Stays(_PERSONAL),
    "accounts.user_groups": Stays(_PLACE),
    "accounts.user_user_permissions": Stays(_PLACE),
    "auth.permission": Stays(_PLACE),
    "auth.group": Stays(_PLACE),
    "auth.group_permissions": Stays(_PLACE),
    "contenttypes.contenttype": Stays(_PLACE),
    "account.emailaddress": Stays(_PERSONAL),
    "account.emailconfirmation": Stays(_PERSONAL),
    "mfa.authenticator": Stays(_PERSONAL),
    "socialaccount.socialapp": Stays(_PLACE),
    "socialaccount.socialaccount": Stays(_PERSONAL),
    "socialaccount.socialtoken": Stays(_PERSONAL),
    "archive.departure": Stays("of this installation: who had such a file made here"),
    "archive.arrival": Stays("of this installation: that an area arrived here"),
}

TABLES: Final = tuple(label for label, row in CONTENTS.items() if isinstance(row, Goes))
