"""One grid for posts, holders, agencies and addresses: in the browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.models import Event
from committees.enums import Capacity, PostKind
from committees.models import Post, PostHolding, RoleGrant
from committees.queries.grid import known_in, vacant_rows
from committees.rules.grid.paste import GridRow
from jobs.models import Job
from letters.models import Letter
from tests import factories as make
from tests.clients import client_of

# -- in the browser -------------------------------------------------------------------------------


@pytest.fixture
def desk(area) -> Client:
    return client_of(Role.ADMINISTRATOR, area)


def table(client: Client, area, text: str):
    """The page after a paste, and what its form would send."""
    page = client.post(f"/areas/{area.slug}/people/table/", {"paste": text})
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form}
    return page, {name: value for name, value in sent.items() if value not in (None, False)}


def save(client: Client, area, sent: dict):
    return client.post(f"/areas/{area.slug}/people/table/", sent | {"do": "1"}, follow=True)


@pytest.mark.django_db
def test_paste_writes_nothing_and_says_what_it_would_do(area, desk):
    before = Event.objects.count()

    page, _ = table(desk, area, "Chief Nurse\tUna Ross\tuna@example.test\tNHS Farrow")

    said = page.content.decode()
    assert said.count("Una Ross is added as action lead.") == 1
    assert (Post.objects.count(), Event.objects.count()) == (0, before)


@pytest.mark.django_db
def test_all_of_it_is_written_together(area, desk):
    make.BodyFactory(area=area, name="Audit Sub-group")
    text = (
        "Post\tHolder\tE-mail\tAgency\tRole\n"
        "Chief Nurse\tUna Ross\tuna@example.test\tNHS Farrow\n"
        "Audit sub group\tUna Ross\n"
        "\tIan Bell\tian@example.test\t\tChief officer\n"
    )

    answer = save(desk, area, table(desk, area, text)[1] | {"invite": "on"})
    make.confirm_all(area)

    [told] = answer.context["messages"]
    assert str(told) == (
        "3 rows were saved, with 2 people new here. A second person confirms their roles."
    )
    posts = Post.objects.order_by("title")
    assert [(p.title, p.kind, str(p.agency), str(p.body)) for p in posts] == [
        ("Audit sub group", PostKind.GROUP, "None", "Audit Sub-group"),
        ("Chief Nurse", PostKind.POST, "NHS Farrow", "None"),
    ]
    assert {(str(h.user), h.post.title, h.starts) for h in PostHolding.objects.all()} == {
        ("Una Ross", "Chief Nurse", timezone.localdate()),
        ("Una Ross", "Audit sub group", timezone.localdate()),
    }
    roles = RoleGrant.objects.filter(user__email__endswith="@example.test").order_by("role")
    roles = roles.filter(user__name__in=["Una Ross", "Ian Bell"])
    assert [(str(g.user), g.role) for g in roles] == [
        ("Una Ross", Role.ACTION_LEAD),
        ("Ian Bell", Role.CHIEF_OFFICER),
    ]
    assert area.agencies.get().kind == "health"
    assert Job.objects.filter(task="accounts.send_invitation").count() == 2
    assert Event.objects.filter(verb="filled grid").get().changes == {"lines": 3, "people": 2}


@pytest.mark.django_db
def test_invitations_wait_until_all_go_together(area, desk):
    text = "Chief Nurse\tUna Ross\tuna@example.test\nReporter\tIan Bell\tian@example.test"
    save(desk, area, table(desk, area, text)[1])
    make.confirm_all(area)
    invitations = Job.objects.filter(task="accounts.send_invitation")
    assert (User.objects.filter(name="Una Ross").count(), invitations.count()) == (1, 0)
    page = desk.get(f"/areas/{area.slug}/people/").content.decode()
    assert page.count("Invite all 2 who have chosen no password yet") == 1

    answers = [
        desk.post(f"/areas/{area.slug}/people/invite/", follow=True).context["messages"]
        for _ in range(2)
    ]

    assert [str(told) for messages in answers for told in messages] == [
        "A link to choose a password is on its way to 2 people."
    ] * 2
    assert invitations.count() == 2
    User.objects.filter(email__in=["una@example.test", "ian@example.test"]).update(password="x")
    [told] = desk.post(f"/areas/{area.slug}/people/invite/", follow=True).context["messages"]
    assert str(told) == "Everybody has chosen a password already."


@pytest.mark.django_db
def test_one_doubtful_row_stops_all_of_it(area, desk):
    _, sent = table(desk, area, "Chief Nurse\tUna\tuna@example.test\nReporter\tIan\tno address")

    answer = save(desk, area, sent)

    assert answer.context["form"].errors == {
        "r1-email": ["Write the whole address, for example name@example.org."]
    }
    assert Post.objects.count() == 0
    answer = save(desk, area, sent | {"r1-email": "ian@example.test", "seen": ""})
    assert str(answer.context["form"].non_field_errors()[0]).startswith("The table would do")
    assert Post.objects.count() == 0
    save(
        desk,
        area,
        sent | {"r1-email": "ian@example.test", "seen": answer.context["form"].data["seen"]},
    )
    assert Post.objects.count() == 2


@pytest.mark.django_db
def test_what_somebody_else_did_meanwhile_is_shown_first(area, desk):
    _, sent = table(desk, area, "Chief Nurse\tUna\tuna@example.test")
    make.PostFactory(area=area, title="Chief Nurse")

    answer = save(desk, area, sent)

    assert [line.does for line, _ in answer.context["form"].table if line.does] == [
        [
            "Una is added as action lead.",
            f"Una holds it from {timezone.localdate():%-d %B %Y}.",
        ]
    ]
    assert User.objects.filter(name="Una").count() == 0


@pytest.mark.django_db
def test_second_press_finds_it_done(area, desk):
    _, sent = table(desk, area, "Chief Nurse\tUna\tuna@example.test")
    save(desk, area, sent)
    events = Event.objects.count()

    answer = save(desk, area, sent)

    assert [str(told) for told in answer.context["messages"]] == [
        "Everything stands as the table says already."
    ]
    assert Event.objects.count() == events


@pytest.mark.django_db
def test_agency_of_a_post_that_stands_is_changed_and_its_holder_gives_way(area, desk):
    former = make.PostHoldingFactory(post__area=area, post__title="Chief Nurse")
    make.RoleGrantFactory(user=former.user, area=area)

    save(desk, area, table(desk, area, "Chief Nurse\tUna\tuna@example.test\tNHS Farrow")[1])

    post = Post.objects.get()
    assert str(post.agency) == "NHS Farrow"
    holders = post.holdings.filter(capacity=Capacity.HOLDER).order_by("starts")
    assert [(str(h.user), h.ends) for h in holders] == [
        (str(former.user), timezone.localdate() - timedelta(days=1)),
        ("Una", None),
    ]


@pytest.mark.django_db
def test_somebody_of_another_area_joins_and_nothing_is_told_of_them(area, desk):
    other = make.person_with(Role.CHAIR, make.AreaFactory(), email="una@example.test", name="Una R")

    page, sent = table(desk, area, "Chief Nurse\tUna Ross\tuna@example.test")
    assert page.content.decode().count("Una R ") == 0
    save(desk, area, sent)

    assert PostHolding.objects.get().user == other
    assert {letter.address for letter in Letter.objects.all()} == {"una@example.test"}


@pytest.mark.django_db
def test_lead_officer_fills_in_posts_with_people_of_the_area(area):
    una = make.person_with(Role.ACTION_LEAD, area, name="Una Ross")
    desk = client_of(Role.LEAD_OFFICER, area)
    page, sent = table(desk, area, "Chief Nurse\tUna Ross\nReporter\tIan\tian@example.test")
    assert page.context["form"].errors == {
        "r1-name": [
            "Nobody with a role here has this address. People are added by an administrator."
        ]
    }

    emptied = {**sent, "r1-title": "", "r1-name": "", "r1-email": ""}
    looked = desk.post(f"/areas/{area.slug}/people/table/", emptied | {"look": "1"})
    save(desk, area, emptied | {"seen": looked.context["form"].data["seen"]})

    assert [(h.post.title, h.user) for h in PostHolding.objects.all()] == [("Chief Nurse", una)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Post\tHolder", "These are headers without a row below them."),
        ("A\n" * 201, "These are 201 rows. Paste 200 at most."),
        ("", "Paste the rows here, or write them one on each line."),
    ],
)
def test_paste_that_cannot_be_read(area, desk, text, error):
    page = desk.post(f"/areas/{area.slug}/people/table/", {"paste": text})

    assert page.context["form"].errors == {"paste": [error]}


@pytest.mark.django_db
def test_vacant_posts_are_offered(area, desk):
    make.PostHoldingFactory(post__area=area)
    make.PostFactory(area=area, title="Reporter", agency=make.AgencyFactory(name="SCRA"))

    page = desk.get(f"/areas/{area.slug}/people/table/?vacant=1")

    assert vacant_rows(area) == [GridRow("Reporter", agency="SCRA")]
    assert page.context["form"]["r0-title"].value() == "Reporter"


@pytest.mark.django_db
def test_empty_table_and_a_column_that_is_left_out(area, desk):
    page = desk.get(f"/areas/{area.slug}/people/table/?rows=10")
    assert len(page.context["form"].table) == 10

    page, _ = table(desk, area, "Post\tHolder\tPhone\nReporter\t\t12")
    assert [str(told) for told in page.context["messages"]] == ["The column “Phone” is left out."]


@pytest.mark.django_db
def test_area_is_known_by_every_name(area):
    body = make.BodyFactory(area=area, name="Audit Sub-group", short_name="ASG")
    post = make.PostFactory(area=area, title="Audit", body=body, also_called="Auditors\nThe panel")
    user = make.person_with(Role.ADMINISTRATOR, area)

    known = known_in(area, user)

    assert {key: one.pk for key, one in known.posts.items()} == dict.fromkeys(
        ["audit", "auditors", "panel", "audit subgroup", "asg"], post.pk
    )
    assert set(known.groups) == {"audit subgroup", "asg"}
    assert (known.adds_people, known.by) == (True, user.pk)
