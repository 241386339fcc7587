"""Two coordinators accept everything that is not thin at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.roles import Role
from actions.models import UpdateCheck
from decisions.services import accept_plain_updates
from tests.actions.checks import TODAY, said
from tests.actions.scene import scene


@pytest.mark.django_db(transaction=True)
def test_each_update_is_accepted_once_and_the_others_are_told_who_was_first():
    now = scene()
    updates = [said(now, now.more()) for _ in range(6)]
    people = [now.person(Role.LEAD_OFFICER) for _ in range(4)]

    def press(user) -> tuple[int, int]:
        seen = {update.pk: 0 for update in updates}
        try:
            done = accept_plain_updates(by=user, plan=now.plan, seen=seen, on=TODAY)
        finally:
            connection.close()
        return len(done.accepted), len(done.left)

    with ThreadPoolExecutor(4) as threads:
        found = sorted(threads.map(press, people))

    assert (found, UpdateCheck.objects.count()) == ([(0, 6)] * 3 + [(6, 0)], 6)
