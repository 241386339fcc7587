"""What the plans of five partnerships name as origins, by kind: in our own sentences, about areas
that do not exist."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """One entry of the assurance register: typed when, as its report has it or as far as it is
    known; a judgement with its grade, on the six-point scale or in the words of another."""

    kind: str
    title: str
    by: str
    finding: str
    when: str = ""
    graded: tuple[str, str] | None = None


@dataclass(frozen=True)
class Shape:
    """What a plan came of; `other_plan` has a name and nothing else."""

    entries: list[Entry]
    voice: str
    risk: str
    direction: str
    other_plan: str
    word: str = ""  # the origin that an action bears though no register holds it
    group: list[str] = field(default_factory=list)


NL = Shape(
    [
        Entry("inspection", "Joint inspection of help for children at risk", "Care Inspectorate",
              "How good plans are differs from team to team.", "2026-06-17",
              ("2.1 What changes for children", "5")),
        Entry("survey", "What staff told the inspectors", "Care Inspectorate",
              "Staff ask for time to write chronologies.", "2026-06-17"),
        Entry("self_evaluation", "Our own look at assessment and planning", "Quality group",
              "Few plans say what is to be different by when.", "May 2026"),
        Entry("self_evaluation", "Our own look at advocacy", "Quality group",
              "Teams do not know who offers advocacy.", ""),
        Entry("case_review", "What was learned from reviews elsewhere", "Other committees",
              "A chronology that nobody reads protects nobody.", "2025"),
        Entry("policy", "The new national guidance on protecting children", "The government",
              "Procedures are to follow the guidance within two years.", "2021"),
    ],
    voice="We are asked the same question by five people.",
    risk="Change asked for nationally outruns what teams can carry",
    direction="Say in the next report how voice is heard in every sub-committee.",
    other_plan="Promise to children in care",
    word="figures",
)  # fmt: skip

CL = Shape(
    [
        Entry("inspection", "Joint inspection of adult support and protection", "Care Inspectorate "
              "with the inspectorate of constabulary",
              "Adults’ services do not ask whether a child lives in the house.", "2026-05-05",
              ("Key processes", "Strengths outweigh what is to improve")),
        Entry("inspection", "Custody and children: an inspection by HMICS", "HMICS",
              "Children wait too long in custody for an adult.", "2026-04-14",
              ("Children in custody", "No grade: an area for development")),
        Entry("progress_review", "How far we are since the inspection", "Link inspector",
              "Two of the areas for development are still open.", "2026-07-02"),
        Entry("case_review", "An initial case review, as it was published", "The committee",
              "Minutes of discussions reach health late.", "2019"),
        Entry("audit", "Dip samples of referral discussions", "Referral discussion group",
              "Interim plans for safety are written in half a line.", "2026-06-30"),
        Entry("research", "What inspections across the country have in common", "Care Inspectorate",
              "Plans are seldom shared with those whom they are about.", ""),
        Entry("policy", "Matters that are new in the country", "National partnership",
              "Say to the committee what is new, and what it means here.", ""),
    ],
    voice="Nobody told us what was decided.",
    risk="The committee does not see in time what is new",
    direction="Agree with us when papers come and what they hold.",
    other_plan="Regional plan for learning and practice",
    word="meeting",
)  # fmt: skip

NA = Shape(
    [
        Entry("case_review", "The significant case review", "An independent reviewer",
              "Those who doubted did not say so to one another.", ""),
        Entry("case_review", "Initial case reviews of earlier years", "Review group",
              "Supervision does not ask about the child’s day.", "before 2018"),
        Entry("audit", "Audit of chronologies", "Evaluation and improvement group",
              "Chronologies stop when a case changes hands.", "2026-07-01"),
        Entry("observation", "An afternoon beside the duty team", "Members of the committee",
              "Calls from schools wait for the third ring round.", "2026-06-10"),
        Entry("policy", "National framework for weighing risk", "The government",
              "Adult services are to weigh risk to children too.", "2012"),
        Entry("external", "A look by colleagues of another area", "A neighbouring committee",
              "Members do not know what the taskforce does.", "early 2026"),
    ],
    voice="Taxi drivers are the ones who see us at night.",
    risk="More children are registered than there are workers to visit them",
    direction="Report on the fifth theme in every quarter.",
    other_plan="Corporate parenting strategy",
    word="national_policy",
)  # fmt: skip

PK = Shape(
    [
        Entry("research", "What a university learned of practice in the region", "A university",
              "Practice gets better where six things are done well.", "2020"),
        Entry("case_review", "What earlier reviews said, put together", "The committee",
              "Fathers are not asked.", ""),
        Entry("self_evaluation", "Year of self-evaluation", "Practice improvement group",
              "Interim safety is agreed and not written down.", "2026-07-15"),
        Entry("policy", "Guidance on learning reviews", "The government",
              "Our protocol is to follow it.", "2021"),
        Entry("policy", "What chief officers and committees answer for", "The government",
              "The committee is to report once a year.", "2019"),
        Entry("policy", "The framework that inspectors use", "Care Inspectorate",
              "Evaluate yourselves by each of its indicators.", ""),
    ],
    voice="My brother was never asked.",
    risk="Region and area plan the same work twice",
    direction="Put the plan on one page.",
    other_plan="Plan for children of the whole region",
    word="other_plan",
)  # fmt: skip

NLI = Shape(
    [
        Entry("inspection", "A focused visit", "Ofsted",
              "Thresholds are known, and early help is not always written down.", "2026-06-22"),
        Entry("inspection", "The inspection before", "Ofsted",
              "Care leavers wait for their records.", "2017",
              ("Overall effectiveness", "Outstanding")),
        Entry("inspection", "Joint inspection of a theme (JTAI)", "Four inspectorates",
              "Health is missing where exploitation is discussed.", "2026-05-11"),
        Entry("external", "The independent scrutineer’s look at our arrangements",
              "Independent scrutineer", "Schools want a seat at the table.", "2026-07-06"),
        Entry("audit", "What agencies say of themselves by section 11", "Every agency",
              "Some standards have no owner.", "January 2026"),
        Entry("observation", "Line of sight: harm in the family", "Senior leaders",
              "Practitioners want to hear what came of a referral.", "2026-06-03"),
        Entry("case_review", "The local learning review", "Independent author",
              "An expert’s word is not questioned.", "2025"),
        Entry("research", "The national panel’s yearly report", "National panel",
              "Plans for babies leave the father out.", "2025"),
    ],
    voice="Nobody warns us about places, only about people.",
    risk="The shared budget ends and nothing follows it",
    direction="Take what scrutiny found to every partner’s own board.",
    other_plan="Community safety plan",
    word="voices",
)  # fmt: skip

SHAPES = {"NL": NL, "CL": CL, "NA": NA, "PK": PK, "NLi": NLI}
