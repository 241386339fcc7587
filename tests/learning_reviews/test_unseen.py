"""A review that three people may see, attacked as everybody else.

Everything is asked while there is no review, and what asks the register is asked again while one
has lived to its end and is not published. What each person gets has to be the same bytes, from the
same statements of the database. What does not ask the register has nothing to tell it by: the
review leaves no row in any other table (tests/learning_reviews/test_apart.py).
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from archive.services.document import document
from committees.models import Area
from learning_reviews.models import NamedPerson, Review, ReviewAction, ReviewFinding, Step
from letters.models import Letter
from plans.enums import PlanState
from plans.models import Plan
from retention.queries.own_data import own_data
from tests import factories as make
from tests.clients import no_context_kept
from tests.learning_reviews.conftest import Story, insiders, lived
from tests.metatests.addresses import GATES
from tests.metatests.addresses_of_reviews import REVIEWS
from tests.metatests.world import World, build

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 16, 10, 30, tzinfo=UTC)
# what is drawn anew for every page
DRAWN = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"csrfToken[^"]*"'
    rb'|name="(key|token|lock)" value="[^"]*"|AGE-SECRET-KEY-[0-9A-Z]+'
)
# keys of sessions, and names that Django counts up
COUNTED = re.compile(r"'[a-z0-9]{32,}'|\"s[0-9]+_x[0-9]+\"")
# asked of the histories besides: searches, files, pages
ASKED = ("words=review", "words=LR", "as=csv", "as=xlsx", "page=2", "about=actions")
# who between them read all that can be read
WHOLE = (Role.LEAD_OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR, Role.CHIEF_OFFICER)
# the numbers for chief officers: theirs alone, and what differs there is the point
TOLD = (Role.CHIEF_OFFICER, "learning_review_numbers")


@dataclass
class Attack:
    world: World
    people: dict[str, User]
    insiders: tuple[User, ...]
    addresses: list[tuple[str, str]]
    keys: dict[int, str]  # of the sessions of all of them, by the person

    def browser(self, user: User) -> Client:
        """A browser that nothing was done in, of somebody who signed in before anything began."""
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[user.pk]
        return client


@pytest.fixture(scope="module")
def _scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Attack]:
    """Built once; what a test does is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            scene = _built()
        yield scene
        transaction.set_rollback(True)


@pytest.fixture
def attack(_scene: Attack) -> Iterator[Attack]:
    with time_machine.travel(NOW, tick=False), no_context_kept():
        yield _scene


def _built() -> Attack:
    """A world without a review, and everybody in it, those who will be named too."""
    world = build()
    for model in (ReviewAction, ReviewFinding, Step, NamedPerson, Review):
        model.objects.all().delete()
    Plan.objects.filter(pk=world.plan.pk).update(state=PlanState.AGREED)
    area = world.area
    named = insiders(area)
    people = {role.value: make.person_with(role, area) for role in Role}
    people["superuser"] = make.UserFactory(is_superuser=True)
    people["elsewhere"] = make.person_with(Role.LEAD_OFFICER, make.AreaFactory())
    keys = {user.pk: signed_in(user) for user in (*people.values(), *named)}
    return Attack(world, people, named, list(_addresses(world)), keys)


def signed_in(user: User) -> str:
    """The key of a session that this person has begun, and seen a page in."""
    client = Client()
    client.force_login(user)
    client.get("/")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every address that can be looked at, but those of the review itself."""
    for name, gate in GATES.items():
        if gate.post_only or (name in REVIEWS and not name.endswith(("_list", "_open", "numbers"))):
            continue
        address = reverse(name.split(":")[0], args=gate.made(world) if gate.made else [])
        yield name, address
        if name.endswith("history"):
            yield from ((name, f"{address}?{asked}") for asked in ASKED)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def asked() -> Iterator[list[str]]:
    """Every statement that is sent meanwhile, with what is put into it."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(f"{sql} {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def answer(attack: Attack, user: User, address: str) -> Any:
    """All that one person gets at an address, and what was asked of the database for it."""
    with undone(), asked() as statements:
        page = attack.browser(user).get(address)
        content = b"".join(page) if page.streaming else page.content
    told = [COUNTED.sub("…", one) for one in statements]
    return page.status_code, DRAWN.sub(b"", content), dict(page.headers), told


Key = tuple[str, str, str]


def everything(attack: Attack) -> dict[Key, Any]:
    """Every page as `WHOLE` get it, and as everybody else those that ask the register at all:
    what stands in no other table is told by no other page."""
    pages = {
        (who, name, address): answer(attack, attack.people[who], address)
        for who in WHOLE
        for name, address in attack.addresses
        if (who, name) != TOLD
    }
    asking = {key[1:] for key in pages if asks(pages[key])}
    return pages | {
        (who, name, address): answer(attack, user, address)
        for who, user in attack.people.items()
        for name, address in sorted(asking)
        if who not in WHOLE
    }


def asks(told: Any) -> bool:
    """Whether the register was asked for a page."""
    return "learning_reviews" in str(told[-1])


def differences(before: dict[Any, Any], after: dict[Any, Any]) -> list[Any]:
    assert before.keys() == after.keys()
    return [key for key, told in before.items() if told != after[key]]


def end_to_end(attack: Attack) -> Story:
    """One review that three people may see, lived to its end; an action came of one finding, and
    nothing of another."""
    story = lived(attack.world.area, attack.world.own_action, attack.insiders)
    make.ReviewFindingFactory(review=story.review, number=2)
    return story


def test_no_page_of_anybody_else_tells_that_there_is_a_review(attack):
    before = everything(attack)
    asking = {key: told for key, told in before.items() if asks(told)}

    end_to_end(attack)
    after = {key: answer(attack, attack.people[key[0]], key[2]) for key in asking}

    assert differences(asking, after) == []
    assert {who for who, _, _ in asking} >= {*WHOLE, Role.MEMBER}
    assert {who for who, _, _ in before} == {*Role, "superuser", "elsewhere"}
    assert len({told[0] for told in before.values()}) > 2  # pages were got, refused, not found


def test_numbers_are_told_to_chief_officers_alone(attack):
    address = reverse("learning_review_numbers", args=[attack.world.area.slug])
    before = {who: answer(attack, user, address) for who, user in attack.people.items()}

    end_to_end(attack)
    after = {who: answer(attack, user, address) for who, user in attack.people.items()}

    assert differences(before, after) == [Role.CHIEF_OFFICER]
    assert b"1 review as at" in after[Role.CHIEF_OFFICER][1]


def addresses_of(story: Story) -> dict[str, Any]:
    """The keys of everything that hangs from a review, by the names of its addresses."""
    review = story.review
    keys = {name: review.pk for name in REVIEWS if not name.endswith(("_list", "_open", "numbers"))}
    return keys | {
        "learning_review_step_back": review.steps.last().pk,
        "learning_review_unname": review.people.last().pk,
        "learning_review_finding_remove": story.finding.pk,
        "learning_review_join": story.finding.pk,
        "learning_review_part": story.link.pk,
    }


def at_key(attack: Attack, user: User, name: str, key: UUID, method: str) -> Any:
    """What one person gets at a key, with the key taken out of it."""
    address = reverse(name, args=[key])
    with undone(), asked() as statements:
        page = getattr(attack.browser(user), method)(address)
        content = DRAWN.sub(b"", page.content).replace(str(key).encode(), b"")
    told = [one.replace(key.hex, "").replace(str(key), "") for one in statements]
    return page.status_code, content, [COUNTED.sub("…", one) for one in told]


@pytest.mark.parametrize("method", ["get", "post"])
def test_address_of_a_review_answers_as_one_of_none(attack, method):
    story = end_to_end(attack)

    told = {
        (who, name): (*(at_key(attack, user, name, one, method) for one in (key, uuid4())),)
        for who, user in attack.people.items()
        for name, key in addresses_of(story).items()
    }

    assert [key for key, (there, nowhere) in told.items() if there != nowhere] == []
    assert {there[0] for there, _ in told.values()} <= {404, 405}


def test_those_who_are_named_do_see_it(attack):
    story = end_to_end(attack)
    action = reverse("action_detail", args=[attack.world.own_action.pk])
    listed = reverse("commitments", args=[attack.world.area.slug])

    for person in attack.insiders:
        page = answer(attack, person, reverse("learning_review", args=[story.review.pk]))
        assert page[0] == 200
        assert story.review.reference.encode() in page[1]
        assert f"{story.review.reference}, finding 1".encode() in answer(attack, person, action)[1]
        # among open commitments both: what the action came of, and what nothing answers
        waiting = answer(attack, person, listed)[1]
        assert waiting.count(f"{story.review.reference}, finding 1</a>".encode()) == 1
        assert waiting.count(f"{story.review.reference}, finding 2</a>".encode()) == 1


def printed(attack: Attack, command: str, *args: Any, **options: Any) -> str:
    out = io.StringIO()
    with undone():
        call_command(command, *args, stdout=out, stderr=out, **options)
        letters = list(Letter.objects.order_by("pk").values_list("address", "subject", "text"))
    return f"{out.getvalue()} {letters}"


def outside(attack: Attack) -> dict[str, Any]:
    """What commands print and the day's letters say, what leaves in the area's file, and what is
    held of each person's account."""
    plan, area = attack.world.plan, attack.world.area
    named = dict(zip(("keeper", "chair named", "member named"), attack.insiders, strict=True))
    said = {
        "status": printed(attack, "plan_status", plan.slug, json=True),
        "changed": printed(attack, "what_changed", plan.slug, json=True, since=None),
        "numbers": printed(attack, "published_numbers", area=area.slug, audience="public"),
        "retention": printed(attack, "retention"),
        "day": printed(attack, "run_day"),
        "file": b"".join(document(area, {"rows": 0, "files": 0})),
    }
    return said | {who: own_data(user) for who, user in (attack.people | named).items()}


def test_no_command_file_or_letter_tells_that_there_is_a_review(attack):
    before = outside(attack)

    end_to_end(attack)

    assert differences(before, outside(attack)) == []


def test_register_points_at_areas_alone_and_nothing_points_at_it():
    """By no walk over what belongs to an action, a person or a post is it met."""
    ours = set(apps.get_app_config("learning_reviews").get_models())
    related = {
        field.related_model
        for model in ours
        for field in model._meta.get_fields(include_hidden=True)
        if field.is_relation
    }

    assert related - ours == {Area}
    hidden = [row for row in Area._meta.get_fields() if getattr(row, "related_model", None) in ours]
    assert hidden == []
