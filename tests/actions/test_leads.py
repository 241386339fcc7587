import pytest
from hypothesis import given
from hypothesis import strategies as st

from committees.rules.lead_words import lead_key
from imports.rules.leads.leads import known_names, split_leads

QA = "Performance Management and Quality Assurance Sub Group"
LPD = "Learning and Practice Development Subgroup"
ADVISOR = "Public Protection L and D Advisor"
COORDINATOR = "Child Protection Inter-Agency Co-ordinator"
PRACTICE = "CPC Practice Improvement Working Group"

# Every kind of lead cell that the published plans print; places are ours.
CELLS = [
    ("Independent Chair, Lead Officer, Committee Members",
     ["Independent Chair", "Lead Officer", "Committee Members"]),
    ("Lead Officer, GF Public Info, Engagement & Participation Subgroup",
     ["Lead Officer", "GF Public Info, Engagement & Participation Subgroup"]),
    ("Independent Chair and Review Group, Lead Officer",
     ["Independent Chair", "Review Group", "Lead Officer"]),
    ("Independent Chair, CPC members, Lead Officer",
     ["Independent Chair", "CPC members", "Lead Officer"]),
    (f"Lead Officer, {QA}", ["Lead Officer", QA]),
    (f"Lead Officer, {QA}, {LPD}", ["Lead Officer", QA, LPD]),
    ("Lead Officer, Agency Leads", ["Lead Officer", "Agency Leads"]),
    (f"{ADVISOR}, Lead Officer", [ADVISOR, "Lead Officer"]),
    ("Lead Officer, Glenfarrow Policies, Procedures and Protocols Subgroup",
     ["Lead Officer", "Glenfarrow Policies, Procedures and Protocols Subgroup"]),
    ("Lead Officer, Glenfarrow Policies, Procedures and Protocols Subgroup, CPC members, "
     "Glenfarrow National CP guidance implementation group",
     ["Lead Officer", "Glenfarrow Policies, Procedures and Protocols Subgroup", "CPC members",
      "Glenfarrow National CP guidance implementation group"]),
    ("IRD Steering Group", ["IRD Steering Group"]),
    (QA, [QA]),
    ("NHS Lead, Performance and Quality Assurance Sub Group",
     ["NHS Lead", "Performance and Quality Assurance Sub Group"]),
    (f"Lead Officer, {QA}, {ADVISOR}, Learning and Development Subgroup",
     ["Lead Officer", QA, ADVISOR, "Learning and Development Subgroup"]),
    ("CPC members\nLead Officer", ["CPC members", "Lead Officer"]),
    ("Corporate Parenting Leads\n\nLead Officer\n\nYouth Forums\n\nYoung Carers\n\n"
     "GF Public Info, Engagement & Participation Subgroup",
     ["Corporate Parenting Leads", "Lead Officer", "Youth Forums", "Young Carers",
      "GF Public Info, Engagement & Participation Subgroup"]),
    ("Lead Officer\nEducation Leads\nEast Morlich and Glenfarrow E- Safety Partnership",
     ["Lead Officer", "Education Leads", "East Morlich and Glenfarrow E- Safety Partnership"]),
    ("Child Protection Education leads", ["Child Protection Education leads"]),
    (PRACTICE, [PRACTICE]),
    ("Glen and Farrow Advocacy Working Group", ["Glen and Farrow Advocacy Working Group"]),
    (COORDINATOR, [COORDINATOR]),
    ("Chief Social Work Officer (CSWO)", ["Chief Social Work Officer (CSWO)"]),
    ("Detective Chief Inspector – Police Morlich Division PPU",
     ["Detective Chief Inspector – Police Morlich Division PPU"]),
    ("Detective Chief Inspector – Police Morlich Division PPU/Violence Against Women Partnership",
     ["Detective Chief Inspector – Police Morlich Division PPU",
      "Violence Against Women Partnership"]),
    ("Lead Nurse, Child Protection, NHS Morlich", ["Lead Nurse, Child Protection, NHS Morlich"]),
    (f"Lead Nurse, Child Protection, NHS Morlich and {COORDINATOR}",
     ["Lead Nurse, Child Protection, NHS Morlich", COORDINATOR]),
    (f"{PRACTICE} and Protecting People Co-ordination Group",
     [PRACTICE, "Protecting People Co-ordination Group"]),
    ("Depute Director of Education and Children's Services",
     ["Depute Director of Education and Children's Services"]),
    ("Glen and Farrow Child Poverty Project Officer and Child Poverty Working Group",
     ["Glen and Farrow Child Poverty Project Officer", "Child Poverty Working Group"]),
    (f"Consultant Paediatrician and {COORDINATOR}", ["Consultant Paediatrician", COORDINATOR]),
    (f"{PRACTICE} and GFC Legal Services", [PRACTICE, "GFC Legal Services"]),
    (f"Independent Chair of the CPC and {COORDINATOR}",
     ["Independent Chair of the CPC", COORDINATOR]),
    ("Learning and Development Lead\nMorlich Collaborative (MC) Priority Group 5 (PG5): "
     "Safeguarding and Child Protection",
     ["Learning and Development Lead",
      "Morlich Collaborative (MC) Priority Group 5 (PG5): Safeguarding and Child Protection"]),
    ("Children, Young People and Families Partnership",
     ["Children, Young People and Families Partnership"]),
]  # fmt: skip
MORE = [
    ("Police, NHS, Social Work", ["Police", "NHS", "Social Work"]),
    ("Police, Health and Education", ["Police", "Health", "Education"]),
    ("Police Scotland / NHS / Education", ["Police Scotland", "NHS", "Education"]),
    ("Health and Social Care Partnership", ["Health and Social Care Partnership"]),
    ("Education and Children's Services", ["Education and Children's Services"]),
    ("Head of Service, Children and Families", ["Head of Service, Children and Families"]),
    ("Chief Inspector, Police Scotland", ["Chief Inspector, Police Scotland"]),
    ("Lead Officer, Police Scotland", ["Lead Officer", "Police Scotland"]),
    ("Chair/Lead Officer", ["Chair", "Lead Officer"]),
    ("1. Lead Officer\n2. Chair", ["Lead Officer", "Chair"]),
    ("• Lead Officer\n• Chair of Learning and Development Sub-Group",
     ["Lead Officer", "Chair of Learning and Development Sub-Group"]),
    ("Learning and\nDevelopment Lead", ["Learning and Development Lead"]),
    ("Lead: Lead Officer\nSupport: L&D Subgroup", ["Lead Officer", "L&D Subgroup"]),
    ("Service Manager (Children, Families and Justice)",
     ["Service Manager (Children, Families and Justice)"]),
    ("CPC Lead Officer; Health; Police; SCRA", ["CPC Lead Officer", "Health", "Police", "SCRA"]),
    ("Detective Inspector, PPU and Service Manager, Children and Families",
     ["Detective Inspector, PPU", "Service Manager, Children and Families"]),
    ("Locality Manager - Children & Families / Health Visitor Team Lead",
     ["Locality Manager - Children & Families", "Health Visitor Team Lead"]),
    ("Lead Officer supported by Audit Subgroup", ["Lead Officer", "Audit Subgroup"]),
    ("Lead Officer, lead officer", ["Lead Officer"]),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "names"), [*CELLS, *MORE])
def test_names_are_parted_and_not_broken(cell, names):
    assert split_leads(cell).names == tuple(names)


@pytest.mark.parametrize(("cell", "names"), CELLS)
def test_the_rest_of_the_column_changes_nothing_that_is_clear(cell, names):
    known = known_names(cell for cell, _ in CELLS)
    assert split_leads(cell, known).names == tuple(names)


def test_two_names_run_together_are_parted_when_the_column_knows_them():
    known = known_names(["CPC members, Lead Officer", "Lead Officer"])
    read = split_leads("CPC members Lead Officer", known)
    assert read.names == ("CPC members", "Lead Officer")
    assert read.doubts == (
        "“CPC members Lead Officer” was read as two leads: “CPC members” and “Lead Officer”.",
    )


def test_a_longer_post_is_not_cut_in_two():
    known = known_names(["CPC", "Lead Officer", "Chair"])
    assert split_leads("CPC Lead Officer", known).names == ("CPC Lead Officer",)


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("", "No lead is named."),
        ("TBC", "No lead is named."),
        ("to be appointed", "No lead is named."),
        ("–", "No lead is named."),
        ("As above", "“As above” points to another row. Please name the lead."),
    ],
)
def test_nobody_is_named(cell, doubt):
    read = split_leads(cell)
    assert (read.names, read.doubts) == ((), (doubt,))


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("Jo Bell", "“Jo Bell” was taken as the name of a lead."),
        (
            "CPC Lead Officer and Business Support",
            "“CPC Lead Officer and Business Support” was taken as one lead.",
        ),
    ],
)
def test_what_is_unclear_is_said(cell, doubt):
    assert split_leads(cell).doubts == (doubt,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quality Assurance Sub Group", "quality assurance sub-group"),
        ("Quality Assurance subgroup", "Quality  Assurance Sub-Group"),
        ("Lead Co-ordinator", "Lead Coordinator"),
        ("Learning & Development Lead", "Learning and Development Lead"),
        ("The Lead Officer", "Lead Officer"),
    ],
)
def test_ways_of_writing_one_lead(one, other):
    assert lead_key(one) == lead_key(other)


def test_different_leads_stay_different():
    assert lead_key("Learning and Development Subgroup") != lead_key(LPD)


NAMES = st.lists(
    st.sampled_from([names[0] for _, names in CELLS if len(names) == 1]),
    min_size=1, max_size=5, unique_by=lead_key,
)  # fmt: skip


@given(NAMES, st.sampled_from(["; ", "\n", "\n\n", "\n• "]))
def test_hard_marks_part_every_name(names, mark):
    assert split_leads(mark.join(names)).names == tuple(names)


@given(st.text(max_size=60))
def test_any_words_are_split_without_losing_letters(words):
    letters = [c for c in words if c.isalpha()]
    read = split_leads(words)
    assert len([c for name in read.names for c in name if c.isalpha()]) <= len(letters)


def test_an_agency_after_a_posts_comma_is_its_place_where_each_lead_has_a_line():
    known = known_names(["NHS"])
    cell = "Head of Service, Children\nLead Nurse, NHS"
    assert split_leads(cell, known).names == ("Head of Service, Children", "Lead Nurse, NHS")
    assert split_leads("Lead Nurse, NHS", known).names == ("Lead Nurse", "NHS")
