"""Words taken out by two people: nowhere left, a mark and the record of it, and no other way."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from actions.models import Evidence, ProgressUpdate
from audit.models import Event, Link, Shape
from audit.queries.verification import breaks
from audit.services import record
from committees.models import Membership
from redactions import services
from redactions.enums import State
from redactions.models import Redaction, SeenPlace
from redactions.queries.refusals import OF_PEOPLE, OF_PLACES, OF_PROGRAM
from redactions.rules.words import sought
from redactions.services.proposals import DECIDED, NOT_SEEN
from redactions.services.removal import TWO_PEOPLE
from tests import factories as make
from tests.metatests.world import build
from tests.redactions.lived import MARK, SPELLINGS, WORDS, bytes_left, lived, proposed, taken_out
from tests.redactions.plants import plant, plant_file

pytestmark = pytest.mark.django_db(transaction=True)


def test_words_planted_in_every_column_and_in_files_are_nowhere_afterwards():
    world = build()
    planted = plant(WORDS, spared=(User, EmailAddress, Membership, Link, Shape))
    file = make.evidence_file(action=world.action, data=f"Minutes: {WORDS} spoke.".encode())
    plant_file("cpcplan.log", f"{WORDS} was seen\n", "log")
    plant_file("1.log", "MIME-Version: 1.0\n\nDear Wexilda Tarnbrook", "email")
    assert len(planted) > 100

    row = taken_out(world.area)

    assert bytes_left() == []
    assert (row.state, row.salt, row.digest, row.files) == (State.DONE, "", "", 2)
    assert row.texts >= len(planted)
    assert not (Path(site.DATA) / file.path).exists()
    assert (Path(site.DATA) / "log/cpcplan.log").read_text() == f"{MARK} was seen\n"
    assert row.places.count() == 0


def test_a_mark_stands_in_the_place_of_the_words_and_the_rest_stays():
    plan, action, update = lived()

    row = taken_out(plan.area)

    action.refresh_from_db()
    said = ProgressUpdate.objects.get(pk=update.pk)
    event = Event.objects.get(verb="said")
    assert action.text == f"Meet {MARK} monthly."
    assert said.what_happened == f"{MARK} came. Then {MARK} left."
    assert event.changes == {"text": ["", f"{MARK}’s plan"]}
    assert bytes_left() == []
    told = Event.objects.get(
        verb="redacted", target_id=update.pk, target_type="actions.progressupdate"
    )
    assert told.changes == {
        "kind": "A name",
        "reason": "It identifies a child",
        "redaction": row.pk,
        "proposed by": str(row.proposed_by),
        "paths": ["what_happened"],
    }
    assert (told.actor_id, told.area_id) == (row.decided_by_id, plan.area_id)


def test_the_chain_still_verifies_and_a_second_redaction_of_a_row_too():
    plan, _, _ = lived()
    assert list(breaks()) == []

    taken_out(plan.area)
    assert list(breaks()) == []
    taken_out(plan.area, words="Who is")

    assert list(breaks()) == []


def test_pages_show_the_mark(client):
    plan, action, _ = lived()
    taken_out(plan.area)
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))

    pages = [
        client.get(reverse("action_detail", args=[action.pk])),
        client.get(reverse("area_history", args=[plan.area.slug])),
    ]

    shown = [page.content.decode() for page in pages]
    assert MARK in shown[0]
    assert [name for name in SPELLINGS if any(name in page.lower() for page in shown)] == []


def test_open_forms_over_the_old_text_meet_a_conflict():
    plan, action, _ = lived()
    before = action.row_version

    taken_out(plan.area)

    action.refresh_from_db()
    assert action.row_version == before + 1


def test_nobody_confirms_their_own_and_nobody_twice():
    plan, _, _ = lived()
    lead = make.person_with(Role.LEAD_OFFICER, plan.area)
    make.RoleGrantFactory(user=lead, area=plan.area, role=Role.CHAIR)
    row = proposed(plan.area, by=lead)

    with pytest.raises(ValidationError) as own:
        services.confirm(by=lead, redaction=row)
    services.confirm(by=make.person_with(Role.CHAIR, plan.area), redaction=row)
    with pytest.raises(ValidationError) as twice:
        services.confirm(by=make.person_with(Role.VICE_CHAIR, plan.area), redaction=row)

    assert (own.value.messages, twice.value.messages) == ([TWO_PEOPLE], [DECIDED])
    assert Event.objects.filter(verb="confirmed redaction").count() == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ACTION_LEAD, Role.MEMBER, None])
def test_nobody_confirms_without_the_right(role):
    plan, action, _ = lived()
    area = plan.area if role else make.AreaFactory()
    somebody = make.person_with(role or Role.CHAIR, area)

    with pytest.raises(ValueError):
        services.confirm(by=somebody, redaction=proposed(plan.area))

    action.refresh_from_db()
    assert action.text == f"Meet {WORDS} monthly."


def test_what_is_proposed_twice_waits_once_and_holds_no_words():
    plan, _, _ = lived()

    first, second = proposed(plan.area), proposed(plan.area, words="WEXILDA TARNBROOK")

    assert first == second
    rows = [*Redaction.objects.values_list(), *SeenPlace.objects.values_list()]
    assert [row for row in rows if sought(WORDS).spans(str(row))] == []
    told = Event.objects.get(verb="proposed redaction")
    assert told.changes == {"kind": "A name", "reason": "It identifies a child"}


def test_what_is_declined_leaves_everything_as_it_was():
    plan, action, _ = lived()
    row = proposed(plan.area)

    services.decline(by=make.person_with(Role.CHAIR, plan.area), redaction=row)

    row.refresh_from_db()
    action.refresh_from_db()
    assert (row.state, row.salt, row.digest) == (State.DECLINED, "", "")
    assert (action.text, row.places.count()) == (f"Meet {WORDS} monthly.", 0)


def test_nobody_learns_of_words_that_they_could_not_read():
    lived()
    elsewhere = make.AreaFactory()

    with pytest.raises(ValidationError) as refused:
        proposed(elsewhere)

    assert refused.value.message_dict == {"words": [NOT_SEEN]}


def test_words_are_taken_out_of_other_areas_as_well():
    plan, _, _ = lived()
    other, action, _ = lived()

    taken_out(plan.area)

    action.refresh_from_db()
    assert action.text == f"Meet {MARK} monthly."
    assert Event.objects.filter(verb="redacted", area_id=other.area_id).count() > 0
    assert bytes_left() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Sent back by the chair", OF_PROGRAM),
        ("identified a person", OF_PROGRAM),
        ("Fiona Baird", OF_PEOPLE),
        ("Moray Shore Group", OF_PLACES),
    ],
)
def test_words_that_are_no_childs_are_refused(words, said):
    plan, action, _ = lived()
    make.person_with(Role.MEMBER, plan.area, name="Fiona Baird")
    make.BodyFactory(area=plan.area, name="Moray Shore Group")
    make.CommentFactory(action=action, text=f"Ask {words}.")

    with pytest.raises(ValidationError) as refused:
        proposed(plan.area, words=words)

    assert refused.value.message_dict == {"words": [said]}


def test_words_that_were_edited_away_meanwhile_are_still_taken_out_of_the_record():
    plan, action, _ = lived()
    row = proposed(plan.area)
    type(action).objects.filter(pk=action.pk).update(text="Meet monthly.")

    services.confirm(by=make.person_with(Role.CHAIR, plan.area), redaction=row)

    assert bytes_left() == []


def test_words_in_a_file_alone_are_proposed_and_the_file_goes():
    action = make.ActionFactory()
    update = make.ProgressUpdateFactory(action=action)
    file = make.evidence_file(
        action=action, update_shown=update, data=f"Minutes: {WORDS} spoke.".encode()
    )

    taken_out(action.plan.area)

    kept = Evidence.objects.get(pk=file.pk)
    assert (kept.title, kept.size) == (MARK, 0)
    assert bytes_left() == []
    assert list(breaks()) == []


def update_by_hand(update, text: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE actions_progressupdate SET what_happened = %s WHERE id = %s", [text, update.pk]
        )


def refused_by_database(write, *args) -> bool:
    try:
        with transaction.atomic():
            write(*args)
    except DatabaseError as error:
        return "permanent record" in str(error)
    return False


def test_the_record_is_changed_with_its_event_in_the_same_transaction_alone():
    _, _, update = lived()
    _, _, other = lived()

    assert refused_by_database(update_by_hand, update, MARK)
    rows = ProgressUpdate.objects.filter(pk=update.pk)
    with transaction.atomic():
        record(by=None, verb="redacted", target=update, changes={"paths": ["what_happened"]})
        attacks = [
            refused_by_database(update_by_hand, update, "Something else."),
            refused_by_database(update_by_hand, other, MARK),
            refused_by_database(lambda: rows.update(as_at=date(2020, 1, 1))),
            refused_by_database(rows.delete),
        ]
    assert attacks == [True] * 4
    assert refused_by_database(update_by_hand, update, MARK)
    assert Link.objects.filter(table="audit_event").count() == Event.objects.count()


def test_a_restored_backup_is_redacted_again():
    plan, action, _ = lived()
    make.evidence_file(action=action, data=f"{WORDS} spoke.".encode())
    taken_out(plan.area)
    plant_back = f"Meet {WORDS} monthly."
    type(action).objects.filter(pk=action.pk).update(text=plant_back)
    out = io.StringIO()

    call_command("replay_redactions", stdout=out)

    action.refresh_from_db()
    assert action.text == f"Meet {MARK} monthly."
    assert re.fullmatch(r"Redaction \d+: taken out of \d+ texts and 0 files\.\n", out.getvalue())
    assert bytes_left() == []
    out = io.StringIO()
    call_command("replay_redactions", stdout=out)
    assert out.getvalue().endswith("taken out of 0 texts and 0 files.\n")
