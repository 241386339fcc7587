"""What is being written saves itself, is shown to nobody else and goes when it is sent."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from actions.models import UpdateDraft
from actions.services import edit_action
from audit.models import Event
from documents.enums import Canonical
from tests.actions.scene import Scene
from tests.factories import UpdateDraftFactory, entry_of, person_with
from updates.queries.my_actions import my_actions
from updates.services import record_update, save_draft

pytestmark = pytest.mark.django_db

SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def now(client, now) -> Scene:
    client.force_login(now.lead)
    return now


def address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/update/"


def draft_address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/draft/"


def typed(made: Scene, **fields: object) -> dict[str, object]:
    seen = made.action.updates.last().pk
    return made.form(**{"seen": seen, "what_happened": "We met", **fields})


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def keep(made: Scene, user=None, **fields: object) -> UpdateDraft:
    given = {"fields": {"what_happened": "We met"}, "base_version": 1, "seen": 9999, **fields}
    return save_draft(by=user or made.lead, action=made.action, now=timezone.now(), **given)


def test_script_is_told_when_it_was_saved(client, now):
    answer = client.post(draft_address(now), typed(now), **SCRIPT)

    kept = UpdateDraft.objects.get()
    moment = timezone.localtime(kept.saved_at)
    assert answer.json() == {"saved": f"{moment:%-I:%M} {moment:%p}".lower()}
    assert (kept.user, kept.fields["what_happened"]) == (now.lead, "We met")


def test_a_mark_that_no_database_keeps_is_left_out(client, now):
    client.post(draft_address(now), typed(now, what_happened="We\0 met"), **SCRIPT)

    assert UpdateDraft.objects.get().fields["what_happened"] == "We met"


def test_draft_comes_back_with_a_notice(client, now):
    client.post(draft_address(now), typed(now, evidence="Minutes"), **SCRIPT)

    page = client.get(address(now))

    form = page.context["form"]
    assert (form["what_happened"].value(), form["evidence"].value()) == ("We met", "Minutes")
    assert form["entry"].value() == str(entry_of(now.plan, Canonical.ON_TRACK).pk)
    assert page.content.decode().count("It is not sent yet, and nobody else sees it.") == 1
    assert form.conflict is None


def test_saving_itself_again_is_one_draft_and_one_event(client, now):
    for words in ("We", "We met", "We met twice"):
        client.post(draft_address(now), typed(now, what_happened=words), **SCRIPT)

    assert [row.fields["what_happened"] for row in UpdateDraft.objects.all()] == ["We met twice"]
    assert verbs() == ["began draft"]


def test_draft_counts_for_nothing_and_marks_the_row(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)

    [mine] = my_actions(now.lead, timezone.localdate()).asked
    assert (mine.draft, mine.standing.silent) == (UpdateDraft.objects.get(), True)
    assert "not sent" in client.get("/my-actions/").content.decode()


def test_nobody_else_sees_it(client, now):
    keep(now)
    client.force_login(person_with(Role.LEAD_OFFICER, now.plan.area))

    form = client.get(address(now)).context["form"]

    assert (form["what_happened"].value(), form.draft) == (None, None)


def test_two_people_have_a_draft_each(now):
    officer = person_with(Role.LEAD_OFFICER, now.plan.area)
    keep(now)
    keep(now, officer, fields={"what_happened": "They met"})

    drafts = {row.user: row.fields["what_happened"] for row in UpdateDraft.objects.all()}
    assert drafts == {now.lead: "We met", officer: "They met"}


def test_sending_the_update_ends_the_draft(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)

    client.post(address(now), typed(now, what_happened="We met twice."))

    assert UpdateDraft.objects.count() == 0
    assert now.action.updates.latest("pk").what_happened == "We met twice."


def test_late_save_does_not_bring_back_what_is_sent(client, now):
    late = typed(now)
    client.post(address(now), typed(now))

    answer = client.post(draft_address(now), late, **SCRIPT)

    assert answer.json() == {
        "refused": "You have sent an update of this action since you opened this page."
    }
    assert UpdateDraft.objects.count() == 0


def test_draft_begun_before_somebody_elses_update_shows_both_texts(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)
    record_update(
        by=person_with(Role.LEAD_OFFICER, now.plan.area, name="Tomasz Wilk"), action=now.action,
        expected=1, entry=entry_of(now.plan, Canonical.AT_RISK), as_at=timezone.localdate(),
        what_happened="A week more.", reason="Comments are late.",
    )  # fmt: skip

    form = client.get(address(now)).context["form"]

    assert form.theirs().author_label == "Tomasz Wilk"
    assert ("What happened?", "A week more.", "We met") in form.both_texts()
    assert form["expected"].value() == 2


def test_draft_begun_before_the_plan_changed_shows_the_new_text(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)
    edit_action(by=now.lead, action=now.action, expected=1, text="Agree it by spring.")

    page = client.get(address(now))

    assert page.context["form"].theirs() is None
    assert page.content.decode().count("Agree it by spring.") == 2


def test_button_saves_a_draft_without_script(client, now):
    answer = client.post(address(now), typed(now, entry="", draft="1"), follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["Your draft is saved. It is not sent yet."]
    assert answer.context["form"]["what_happened"].value() == "We met"
    assert now.action.updates.count() == 1


def test_nothing_written_is_no_draft(client, now):
    client.post(address(now), typed(now, entry="", what_happened=" ", draft="1"))

    assert UpdateDraft.objects.count() == 0


def test_draft_that_was_emptied_is_gone(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)

    answer = client.post(draft_address(now), typed(now, entry="", what_happened=""), **SCRIPT)

    assert answer.json() == {"saved": ""}
    assert UpdateDraft.objects.count() == 0


def test_discard_throws_it_away_once(client, now):
    client.post(draft_address(now), typed(now), **SCRIPT)

    for _ in range(2):
        client.post(address(now), {"discard": "1"})

    assert client.get(address(now)).context["form"]["what_happened"].value() is None
    assert verbs() == ["began draft", "discarded draft"]


def test_more_than_the_form_takes_is_not_kept(now):
    with pytest.raises(ValidationError, match="longer than the form takes"):
        keep(now, fields={"what_happened": "x" * 40_001})


def test_text_from_before_sign_in_is_not_covered_by_the_draft(client, now):
    UpdateDraftFactory.create(user=now.lead, action=now.action)
    token = client.get(address(now)).context["form"]["typed_by"].value()
    client.logout()
    client.post(address(now), typed(now, what_happened="Newer words", typed_by=token))
    client.force_login(now.lead)

    form = client.get(address(now)).context["form"]

    assert form["what_happened"].value() == "Newer words"


def test_a_number_of_children_in_a_draft_is_doubted_when_it_is_sent(client, now):
    sent = typed(now, what_happened="Three children came")
    client.post(draft_address(now), sent, **SCRIPT)

    page = client.post(address(now), sent)
    form = page.context["form"]
    assert (list(form.errors), form["what_happened"].value()) == (
        ["what_happened"],
        "Three children came",
    )
    confirmed = {"checked": "on", "checked_why": "Known", "checked_of": form["checked_of"].value()}
    client.post(address(now), sent | confirmed)
    assert now.action.updates.last().what_happened == "Three children came"
