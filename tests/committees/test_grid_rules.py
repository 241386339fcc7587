"""One grid for posts, holders, agencies and addresses: what it reads, and what it would do."""

from datetime import date, timedelta

import pytest

from accounts.roles import Role
from committees.rules.agency_words import agency_kind
from committees.rules.grid.known import Known, KnownPerson, KnownPost
from committees.rules.grid.lines import Outcome, digest, read_lines
from committees.rules.grid.paste import GridRow, read_paste

DAY = date(2026, 9, 10)


# -- what is pasted -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rows", "left_out"),
    [
        ("", [], ()),
        ("Post\tName\n", [], ()),
        ("Lead Nurse", [GridRow("Lead Nurse")], ()),
        ("Post\nLead Nurse, Child Protection\nChair", "Lead Nurse, Child Protection|Chair", ()),
        (
            "Agency\tE-mail\tPost or group\tHolder\tPhone\nNHS\tu@x.org\tLead Nurse\tUna\t12",
            [GridRow("Lead Nurse", "Una", "u@x.org", "NHS")],
            ("Phone",),
        ),
        ("Lead Nurse\tu@x.org\tUna\tNHS", [GridRow("Lead Nurse", "Una", "u@x.org", "NHS")], ()),
        ("\tUna\tu@x.org", [GridRow("", "Una", "u@x.org")], ()),
        ("A\r\nB\rC", "A|B|C", ()),
        ('"Head of\nService"\tUna', [GridRow("Head of Service", "Una")], ()),
        ('"Head ""North"""\tUna', [GridRow('Head "North"', "Una")], ()),
        (
            '"Chief" nurse\tUna\n"open\tIan',
            [GridRow('"Chief" nurse', "Una"), GridRow('"open', "Ian")],
            (),
        ),
        ("A\t\t“Una” <u@x.org>;", [GridRow("A", "“Una”", "u@x.org")], ()),
        ("A\tUna\tmailto:u@x.org", [GridRow("A", "Una", "u@x.org")], ()),
        ("A\u200b\u00a0B\tUna\x0b", [GridRow("A\u00a0B", "Una")], ()),
        ("A; Una; u@x.org", [GridRow("A", "Una", "u@x.org")], ()),
        (
            "A,,u@x.org\n,Ian,i@x.org",
            [GridRow("A", "", "u@x.org"), GridRow("", "Ian", "i@x.org")],
            (),
        ),
        ('"Nurse, Child",Una,u@x.org', [GridRow("Nurse, Child", "Una", "u@x.org")], ()),
        (
            "Name\tRole\nUna\tChair\nIan\tcoordinator\nEva\tElf",
            [
                GridRow("", "Una", role="chair"),
                GridRow("", "Ian", role="lead_officer"),
                GridRow("", "Eva", role="Elf"),
            ],
            (),
        ),
    ],
)  # fmt: skip
def test_paste(text, rows, left_out):
    titles = [GridRow(title) for title in rows.split("|")] if isinstance(rows, str) else rows

    assert read_paste(text) == (tuple(titles), left_out)


# -- what each row would do -----------------------------------------------------------------------

UNA = KnownPerson(1, "Una Ross", "una@x.org", frozenset({Role.ACTION_LEAD}))
IAN = KnownPerson(2, "Ian Bell", "ian@x.org", frozenset({Role.MEMBER}))
NURSE = KnownPost(7, "Lead Nurse", "NHS Farrow", 1, "Una Ross", DAY - timedelta(days=9))
CHAIR = KnownPost(8, "Chair of Learning")
KNOWN = Known(
    posts={"lead nurse": NURSE, "chair of learning": CHAIR, "chair of l and d": CHAIR},
    groups={"audit subgroup": (5, "Audit Sub-group")},
    people={"una@x.org": UNA, "ian@x.org": IAN},
    agencies={"nhs farrow": "NHS Farrow"},
    by=2,
)


def told(*rows: GridRow, known: Known = KNOWN):
    lines = read_lines(rows, known, DAY)
    return [
        (line.outcome, " ".join(line.does), " ".join(line.notes), dict(line.doubts))
        for line in lines
    ]


@pytest.mark.parametrize(
    ("row", "outcome", "does", "notes"),
    [
        (GridRow(), "", "", ""),
        (GridRow("Chief Midwife"), "new", "New post Chief Midwife.", ""),
        (
            GridRow("Audit Sub Group", "Una Ross"),
            "new",
            "New group Audit Sub Group, which stands for Audit Sub-group. "
            "Una Ross holds it from 10 September 2026.",
            "",
        ),
        (GridRow("the lead nurse", "una ross", "UNA@x.org", "NHS  farrow"), "unchanged", "", ""),
        (GridRow("Lead Nurses"), "new", "New post Lead Nurses.",
         "Nearly Lead Nurse, which stands already. Is it the same?"),
        (GridRow("Chair of L & D"), "unchanged", "",
         "“Chair of L & D” is the post Chair of Learning."),
        (
            GridRow("Lead Nurse", "Eva Reid", "eva@x.org"),
            "new",
            "Eva Reid is added as action lead. Eva Reid holds it from 10 September 2026; Una "
            "Ross’s time ends the day before.",
            "",
        ),
        (GridRow("Lead Nurse", agency="NHS Farow"), "changed",
         "New agency NHS Farow. Lead Nurse belongs to NHS Farow instead of NHS Farrow.",
         "Nearly NHS Farrow. Is it the same?"),
        (
            GridRow("Chair of Learning", email="ian@x.org"),
            "changed",
            "Ian Bell holds it from 10 September 2026.",
            "Ian Bell has no role here that updates actions: give “Action lead” too. "
            "Somebody else confirms that you hold it.",
        ),
        (GridRow(name="Una Ross", role="chair"), "changed",
         "Una Ross becomes independent chair.", ""),
        (GridRow(name="Una Ross", role="action_lead"), "unchanged", "", ""),
        (GridRow("", "Eva Reid", "eva@x.org", "NHS", "chief_officer"), "new",
         "Eva Reid is added as chief officer.",
         "The agency belongs to a post; this row has none."),
    ],
)  # fmt: skip
def test_row(row, outcome, does, notes):
    assert told(row) == [(outcome, does, notes, {})]


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        (GridRow(agency="NHS"), "title", "Write the post or group that this row is about."),
        (GridRow("A", "Eva"), "email", "Nobody called Eva has a role here. Give the address."),
        (GridRow("A", email="eva@x.org"), "name", "Give the name of this person."),
        (GridRow("A", "Eva", "una@x.org"), "name",
         "This is the address of Una Ross here. Put one right."),
        (GridRow("A", "una ROSS", "u@y.org"), "email",
         "Una Ross has a role here with una@x.org. Write that address. If this is somebody else of "
         "the same name, add them under People first."),
        (GridRow(name="Eva", email="eva@x.org"), "role",
         "Choose the role of this person, or write a post."),
        (GridRow("A", role="chair"), "name", "Say who has this role."),
        (GridRow(name="Ian Bell", role="chair"), "role", "Nobody gives themselves a role."),
    ],
)  # fmt: skip
def test_doubt_stands_at_its_cell(row, cell, reason):
    [(outcome, _, _, doubts)] = told(row)

    assert (outcome, doubts) == (Outcome.DOUBTFUL, {cell: reason})


@pytest.mark.parametrize(
    ("rows", "doubts"),
    [
        ([GridRow("A", "Eva", "eva@x.org"), GridRow("A", "Eva", "eva@x.org")], {}),
        (
            [GridRow("A", "Una Ross"), GridRow("a", "Ian Bell")],
            {"title": "Row 1 is about this post too. A post has one holder: leave one of the rows "
             "out, and name a deputy afterwards."},
        ),
        ([GridRow("A", "Eva", "eva@x.org"), GridRow("B", "Eva", "EVA@x.org")], {}),
        ([GridRow("A", "Eva", "eva@x.org"), GridRow("B", "eva")], {}),
        (
            [GridRow("A", "Eva", "eva@x.org"), GridRow("B", "Max", "eva@x.org")],
            {"name": "Row 1 gives this address to another name."},
        ),
        (
            [GridRow("A", "Eva", "eva@x.org"), GridRow("", "Eva", "eva@x.org", role="chair")],
            {"role": "Row 1 gives another role to this person."},
        ),
        (
            [GridRow("A", "Una Ross", role="chair"), GridRow("B", "Una Ross", role="chair")],
            {},
        ),
    ],
)  # fmt: skip
def test_second_row_knows_the_first(rows, doubts):
    assert told(*rows)[1][3] == doubts


def test_of_two_people_of_one_name_the_address_says_which():
    twins = {**KNOWN.people, "u2@x.org": KnownPerson(3, "Una Ross", "u2@x.org")}

    [(_, _, _, doubts)] = told(GridRow("A", "Una Ross"), known=Known(people=twins))

    assert doubts == {"email": "Several are called Una Ross. Give the address."}


def test_holder_of_the_same_day_is_not_replaced():
    since = Known(posts={"a": KnownPost(1, "A", "", 2, "Ian Bell", DAY)}, people=KNOWN.people)

    [(_, _, _, doubts)] = told(GridRow("A", "Una Ross"), known=since)

    assert doubts == {
        "name": "Ian Bell took this post up on 10 September 2026. Choose a later first day above, "
        "or end that first."
    }


def test_who_gives_no_roles_adds_nobody():
    rows = [GridRow("A", "Eva", "eva@x.org"), GridRow(name="Una Ross", role="chair")]

    doubts = [line[3] for line in told(*rows, known=Known(people=KNOWN.people, adds_people=False))]

    assert doubts == [
        {"name": "Nobody with a role here has this address. People are added by an administrator."},
        {"role": "Roles are given by an administrator of the area."},
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NHS Farrow", "health"),
        ("Police Scotland", "police"),
        ("Glenfarrow Council", "council"),
        ("SCRA", "reporter"),
        ("Women’s Aid", "third_sector"),
        ("Harbour", "other"),
    ],
)
def test_kind_of_an_agency_is_in_its_name(name, kind):
    assert agency_kind(name) == kind


def test_digest_is_of_what_is_done():
    one, other = (read_lines([GridRow(title)], KNOWN, DAY) for title in ("A", "B"))

    assert digest(one) == digest(read_lines([GridRow("A"), GridRow("Lead Nurse")], KNOWN, DAY))
    assert digest(one) != digest(other)
