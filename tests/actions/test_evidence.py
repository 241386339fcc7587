"""Files and links of an update: kept until it is sent, then part of the record."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Completion, Evidence
from documents.enums import Canonical
from tests.actions.scene import Scene
from tests.factories import EvidenceFactory, entry_of, evidence_file, person_with
from updates.queries.evidence import evidence_by_update
from updates.rules.evidence.files import MOST_FILES
from updates.services import add_evidence_file, add_evidence_link, record_update, remove_evidence
from updates.services import evidence_store as evidence_store

pytestmark = pytest.mark.django_db

CSV = b"Quarter,Panels\n1,4\n"
LINK = "https://minutes.example.org/12"


@pytest.fixture
def now(client, now) -> Scene:
    client.force_login(now.lead)
    return now


def address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/update/"


def paper(name: str = "figures.csv", data: bytes = CSV) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(made: Scene) -> list[str]:
    rows = Evidence.objects.filter(action=made.action, update_shown=None)
    return [row.title for row in rows]


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_file_and_link_go_with_the_update(client, now):
    client.post(address(now), now.form(papers=paper(), link=LINK, link_title="Minutes, item 4"))

    latest = now.action.updates.latest("pk")
    assert {key: [str(item) for item in items] for key, items in
            evidence_by_update(now.action).items()} == {
        latest.pk: ["figures.csv", "Minutes, item 4"]
    }  # fmt: skip
    assert latest.evidence == "figures.csv; Minutes, item 4"


def test_file_outlives_what_is_wrong_with_the_words(client, now):
    answer = client.post(address(now), now.form(what_happened="", papers=paper()))

    assert list(errors(answer)) == ["what_happened"]
    assert kept(now) == ["figures.csv"]
    assert "Remove <span" in answer.content.decode()

    client.post(address(now), now.form())
    assert now.action.updates.latest("pk").evidence_items.get().title == "figures.csv"


def test_refused_file_is_said_beside_the_field_and_loses_nothing(client, now):
    files = [paper(), paper("run.pdf", b"MZ\x90\x00")]

    answer = client.post(address(now), now.form(papers=files))

    assert errors(answer)["papers"][0].startswith("“run.pdf” is of a kind that is not taken.")
    assert answer.context["form"]["what_happened"].value() == "The group agreed the draft."
    assert kept(now) == ["figures.csv"]
    assert now.action.updates.count() == 1


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org", "minutes", "https://", "data:text/html,x"]
)
def test_only_addresses_of_pages_are_links(client, now, link):
    answer = client.post(address(now), now.form(link=link))

    assert errors(answer) == {
        "link": ["Give the whole address of the page, for example https://www.example.org/minutes."]
    }
    assert answer.context["form"]["link"].value() == link


def test_link_without_words_is_called_by_its_host(now):
    row = add_evidence_link(by=now.lead, action=now.action, url=LINK)

    assert (row.title, row.host) == ("minutes.example.org", "minutes.example.org")


def test_completion_is_shown_by_a_file_alone(client, now):
    client.post(
        address(now), now.form(Canonical.COMPLETE, papers=paper(), difference="Shorter waits.")
    )

    claim = Completion.objects.get(action=now.action)
    assert (claim.state, claim.update_claiming.evidence) == (CompletionState.CLAIMED, "figures.csv")


def test_no_more_than_five_are_kept(client, now):
    files = [paper(f"paper {number}.csv", CSV + bytes([65 + number])) for number in range(7)]

    answer = client.post(address(now), now.form(papers=files))

    assert len(kept(now)) == MOST_FILES
    assert errors(answer)["papers"][0].startswith("An update takes 5 files and links.")


def test_same_file_twice_is_kept_once(now):
    first, second = (
        add_evidence_file(by=now.lead, action=now.action, name=name, data=CSV)
        for name in ("one.csv", "two.csv")
    )

    assert first == second


def test_remove_button_takes_the_file_away_and_keeps_the_words(client, now):
    client.post(address(now), now.form(what_happened="", papers=paper()))
    row, seen = Evidence.objects.get(update_shown=None), now.action.updates.get().pk

    answer = client.post(address(now), now.form(remove=row.pk, seen=seen), follow=True)

    assert kept(now) == []
    assert answer.context["form"]["what_happened"].value() == "The group agreed the draft."


def test_file_goes_once_the_removal_is_certain(now, django_capture_on_commit_callbacks):
    row = add_evidence_file(by=now.lead, action=now.action, name="one.csv", data=CSV)
    place = evidence_store.absolute(row.path)

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(by=now.lead, evidence=row)

    assert not place.exists()


def test_what_was_sent_is_not_removed(now):
    row = EvidenceFactory.create(action=now.action, added_by=now.lead)

    with pytest.raises(ValidationError, match="This was sent already"):
        remove_evidence(by=now.lead, evidence=row)


def test_somebody_elses_is_not_removed(now):
    row = EvidenceFactory.create(action=now.action, update_shown=None)

    with pytest.raises(ValueError, match="its writer's own"):
        remove_evidence(by=now.lead, evidence=row)


def test_evidence_removed_in_another_window_is_said(now):
    row = add_evidence_link(by=now.lead, action=now.action, url=LINK)
    remove_evidence(by=now.lead, evidence=row)

    with pytest.raises(ValidationError, match="removed or sent in another window"):
        record_update(
            by=now.lead, action=now.action, expected=1, as_at=now.window.opens_on,
            entry=entry_of(now.plan, Canonical.ON_TRACK), what_happened="Done.",
            evidence_items=[row],
        )  # fmt: skip
    assert now.action.updates.count() == 1


def test_nothing_to_report_does_not_swallow_evidence(client, now):
    add_evidence_link(by=now.lead, action=now.action, url=LINK)

    answer = client.post(address(now), {"nothing": "1", "expected": now.action.row_version})

    assert errors(answer)["__all__"][0].startswith("You have added a file or a link")


def test_download_is_kept_and_never_opened_in_the_page(client, now):
    row = evidence_file(action=now.action, update_shown=now.action.updates.get(), data=CSV)

    answer = client.get(f"/evidence/{row.pk}/")

    assert b"".join(answer) == CSV
    assert {name: answer[name] for name in
            ("Content-Disposition", "X-Content-Type-Options", "Content-Type")} == {
        "Content-Disposition": 'attachment; filename="figures.csv"',
        "X-Content-Type-Options": "nosniff",
        "Content-Type": "text/csv; charset=utf-8",
    }  # fmt: skip


def test_file_that_is_gone_is_not_found(client, now):
    row = evidence_file(action=now.action, update_shown=now.action.updates.get())
    evidence_store.forget(row.path)

    assert client.get(f"/evidence/{row.pk}/").status_code == 404


def test_unsent_file_is_its_writers_alone(client, now):
    row = evidence_file(action=now.action, update_shown=None, added_by=now.lead)
    own = client.get(f"/evidence/{row.pk}/")
    b"".join(own)

    client.force_login(person_with(Role.LEAD_OFFICER, now.plan.area))

    assert (own.status_code, client.get(f"/evidence/{row.pk}/").status_code) == (200, 404)


def test_path_out_of_the_folder_is_refused():
    with pytest.raises(ValueError, match="Not a file of evidence"):
        evidence_store.absolute("evidence/../db.sqlite3")


def test_action_page_lists_what_was_sent(client, now):
    update = now.action.updates.get()
    EvidenceFactory.create(action=now.action, update_shown=update)
    evidence_file(action=now.action, update_shown=None, title="unsent.csv")

    page = client.get(f"/actions/{now.action.pk}/").content.decode()

    assert page.count("Minutes of the group</a>") == 1
    assert page.count("(minutes.example.org)") == 1
    assert "unsent.csv" not in page
