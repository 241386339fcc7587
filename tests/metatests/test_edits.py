"""Two people have a form open: who saves second sees both texts, writes nothing over, and chooses.

The texts: tests/metatests/presses.py (the first one's) and tests/metatests/edits.py.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from accounts.roles import Role
from tests.metatests.addresses import GATES
from tests.metatests.edits import EDITS
from tests.metatests.press import Press
from tests.metatests.presses import PRESSES
from tests.metatests.test_presses import Cells, cells, shown, signed_in
from tests.metatests.world import World
from web.forms import VersionedForm

pytestmark = pytest.mark.django_db
# The first makes a row and has the fields of the form that changes it; what the others write is
# written once (edits.STEPS).
OTHERS = {"AgreeForm", "NewActionForm", "RecordedClosingForm", "OccurrencesForm", "MoveForm"}


def kinds(base: type[VersionedForm] = VersionedForm) -> Iterator[type[VersionedForm]]:
    """Every form of the product that knows a row's version, the most special of each."""
    for form in base.__subclasses__():
        if not form.__module__.startswith("tests."):
            yield from list(kinds(form)) or [form]


def two_people(name: str, press: Press, world: World) -> list[Client]:
    """Two who may send this form; the same one in two windows where it is one person's own."""
    gate = GATES[name]
    role = press.by or next(one for one in Role if one in (gate.writers or gate.allowed))
    people = [role, role] if isinstance(role, User) else [world.person(role) for _ in range(2)]
    return [signed_in(person) for person in people]


def drawn(answer: Any) -> Any:
    """The form of a page; of a table that of a row, one that was refused before others."""
    rows = [row for row in answer.context.get("rows", ()) if hasattr(row, "form")]
    first = min(rows, key=lambda row: not row.failed, default=None)
    return first.form if first else answer.context["form"]


def written(now: Cells, before: Cells) -> set[str]:
    """The tables in which rows are not as they were."""
    keys = now.keys() | before.keys()
    return {key[0] for key in keys if now.get(key) != before.get(key)}


@pytest.mark.parametrize("name", EDITS)
def test_second_of_two_editors_sees_both_texts_and_chooses(name, world):
    press = PRESSES[name](world)
    made = GATES[name].made
    url = reverse(name.split(":")[0], args=press.at or (made(world) if made else []))
    first, second = two_people(name, press, world)
    theirs = shown(first, url, press)
    mine = shown(second, url, Press({**press.typed, **EDITS[name](world)}))

    assert first.post(url, theirs).status_code == HTTPStatus.FOUND
    saved = cells()
    answer = second.post(url, mine)
    form = drawn(answer)

    assert (answer.status_code, form.conflict is not None) == (HTTPStatus.OK, True)
    page, texts = answer.content.decode(), form.both_texts()
    assert [row for row in texts if row[1] != row[2]] != []
    assert [part for row in texts for part in row if escape(part) not in page] == []
    assert written(cells(), saved) == set()

    hidden = {field.html_name: field.value() for field in form.hidden_fields()}
    sent = second.post(url, mine | {name: value for name, value in hidden.items() if value})
    assert sent.status_code == HTTPStatus.FOUND
    assert written(cells(), saved) != set()


def test_every_form_that_knows_a_version_is_tried(world):
    opened = set()
    for name in EDITS:
        press, made = PRESSES[name](world), GATES[name].made
        url = reverse(name.split(":")[0], args=press.at or (made(world) if made else []))
        opened.add(type(drawn(two_people(name, press, world)[0].get(url))).__name__)

    assert {form.__name__ for form in kinds()} - OTHERS <= opened
