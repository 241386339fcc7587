"""The first press is done between two questions of the second: the second is told, never turned
away. The view asks where a thing stands, then for the thing: what it is told first may be over.

Held here are the forms that once answered 403 or 404 so. All forms were pressed so on 30 November
2026, 2,000 presses: beside these only a form whose row the first press took away answers 404.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.roles import Role
from tests.metatests.addresses import GATES
from tests.metatests.presses import PRESSES
from tests.metatests.test_presses import TOLD, copied, send, shown, signed_in
from tests.metatests.world import World

WRITES = ("SAVEPOINT", "INSERT", "UPDATE", "DELETE")


class Between:
    """Calls `act` before the question `at` of a request, counted from 1, unless the request has
    begun to write by then: `answer` stays None."""

    def __init__(self, at: int, act: Callable[[], Any]) -> None:
        self.at, self.act = at, act
        self.asked, self.over, self.answer = 0, False, None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.over = self.over or sql.startswith(WRITES)
        if not self.over:
            self.asked += 1
            if self.asked == self.at:
                self.over = True
                self.answer = self.act()
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["plan_take_back", "redaction"])
def test_who_presses_second_is_told_wherever_the_first_comes_between(name, world):
    answers = list(pressed_between(name, world))

    assert len(answers) > 3
    assert {first.status_code for first, _ in answers} <= TOLD
    assert [second.status_code for _, second in answers if second.status_code not in TOLD] == []


def pressed_between(name: str, world: World) -> Iterator[tuple[Any, Any]]:
    """Both answers, for every question before which the first press may be done; nothing stays."""
    gate, press = GATES[name], PRESSES[name](world)
    role = press.by or next(one for one in Role if one in (gate.writers or gate.allowed))
    user = role if not isinstance(role, Role) else world.person(role)
    url = reverse(name, args=press.at or (gate.made(world) if gate.made else []))
    first, second = signed_in(user), signed_in(user)
    data = shown(first, url, press)
    for at in range(1, 100):
        with transaction.atomic():
            hook = Between(at, lambda: send(first, url, copied(data)))
            with connection.execute_wrapper(hook):
                answer = send(second, url, copied(data))
            transaction.set_rollback(True)
        if hook.answer is None:
            return
        yield hook.answer, answer
