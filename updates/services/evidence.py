"""Files and links that show what an update says. Until it is sent they are their writer's own."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import EvidenceKind
from actions.models import Action, Evidence, ProgressUpdate
from audit.services import record
from audit.services.edits import locked
from guard.door import CODE, refuse
from guard.enums import Kind, Outcome
from guard.notes import Noted, note
from guard.outside.files import read_outside
from guard.refusals import Refusal
from updates.rules.evidence.files import MOST_FILES, Look, clean_name, look
from updates.services import evidence_store as evidence_store

TOO_MANY = (
    f"An update takes {MOST_FILES} files and links. Remove one of those that are kept, or send "
    "one paper that holds several."
)
_is_address = URLValidator(
    schemes=["http", "https"],
    message="Give the whole address of the page, for example https://www.example.org/minutes.",
)


def add_evidence_file(*, by: User, action: Action, name: str, data: bytes) -> Evidence:
    """Keep a file that `by` will send with their next update of `action`.

    Raises ValidationError {"papers": …} with one sentence when the file is not to be kept or there
    are too many (`updates.rules.evidence.files`). The same file twice is kept once. It is looked
    over before the transaction begins: others write meanwhile.
    """
    seen = _looked_over(name, data)
    return _keep_file(by=by, action=action, seen=seen, data=data)


def _looked_over(name: str, data: bytes) -> Look:
    """What was seen of a file that may be kept. Raises ValidationError for any other."""
    try:
        seen = read_outside(look, name, data, shown=f"“{clean_name(name)}”")
    except Refusal as refusal:
        raise ValidationError({"papers": str(refusal)}) from refusal
    if seen["refused"]:
        for kind in seen["kinds"]:
            note(Noted("Evidence: a file", Kind(kind), Outcome.REFUSED))
        raise ValidationError({"papers": seen["refused"]}, code=CODE)
    return seen


@transaction.atomic
def _keep_file(*, by: User, action: Action, seen: Look, data: bytes) -> Evidence:
    mark = evidence_store.mark_of(data)
    own = _pending(by, action)
    if same := next((row for row in own if row.sha256 == mark), None):
        return same
    if len(own) >= MOST_FILES:
        raise ValidationError({"papers": TOO_MANY})
    row = Evidence(action=action, kind=EvidenceKind.FILE, title=seen["name"], sha256=mark)
    row.content_type, row.size = seen["content_type"], len(data)
    try:
        row.path = evidence_store.write(action.plan.area_id, data)
    except OSError as error:
        said = f"“{seen['name']}” could not be kept just now. Nothing else is lost: try again."
        raise ValidationError({"papers": said}) from error
    return _add(by, row)


@transaction.atomic
def add_evidence_link(*, by: User, action: Action, url: str, title: str = "") -> Evidence:
    """Keep a link that `by` will send with their next update of `action`.

    Raises ValidationError {"link": …} when it is no http or https address or there are too many.
    """
    address = url.strip()
    refuse({"link": address, "link_title": title}, "Evidence")
    try:
        _is_address(address)
    except ValidationError as refusal:
        raise ValidationError({"link": refusal.messages}) from refusal
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise ValidationError({"link": "Leave the name and password out of the address."})
    if len(address) > 1000:
        raise ValidationError({"link": "This address is longer than 1,000 characters."})
    own = _pending(by, action)
    if same := next((row for row in own if row.url == address), None):
        return same
    if len(own) >= MOST_FILES:
        raise ValidationError({"link": TOO_MANY})
    words = " ".join(title.split())[:200] or (parts.hostname or address)[:200]
    row = Evidence(action=action, kind=EvidenceKind.LINK, title=words, url=address)
    return _add(by, row)


@transaction.atomic
def remove_evidence(*, by: User, evidence: Evidence) -> None:
    """Take back what `by` added and has not sent; its file goes with it.

    Raises ValidationError when it was sent already: what was sent stands in the record. ValueError
    when it is somebody else's.
    """
    if evidence.added_by_id != by.pk:
        raise ValueError("Evidence that was not sent is its writer's own")
    area_id = evidence.action.plan.area_id
    changes = {"evidence": evidence.title}
    gone, _ = Evidence.objects.filter(pk=evidence.pk, update_shown=None).delete()
    if not gone:
        raise ValidationError("This was sent already, so it stays with its update.")
    record(by=by, verb="removed evidence", target=evidence.action, area_id=area_id, changes=changes)
    if evidence.path:
        transaction.on_commit(partial(evidence_store.forget, evidence.path))


def bind_evidence(update: ProgressUpdate, items: Sequence[Evidence]) -> None:
    """Make `items` part of `update`, inside the caller's transaction.

    Raises ValidationError when one of them was removed or sent meanwhile, in another window.
    """
    waiting = Evidence.objects.filter(
        pk__in=[item.pk for item in items],
        action=update.action,
        added_by=update.author,
        update_shown=None,
    )
    if waiting.update(update_shown=update) != len(items):
        raise ValidationError(
            "A file or link that was kept here has been removed or sent in another window. "
            "Look at what is kept now, and send again."
        )


def _pending(by: User, action: Action) -> list[Evidence]:
    """What `by` has kept for the next update; others who add at this moment wait."""
    locked(action)
    return list(Evidence.objects.filter(action=action, added_by=by, update_shown=None))


def _add(by: User, row: Evidence) -> Evidence:
    row.added_by, row.added_at = by, timezone.now()
    row.save()
    area_id = row.action.plan.area_id
    changes = {"evidence": row.title, "kind": row.kind}
    record(by=by, verb="added evidence", target=row.action, area_id=area_id, changes=changes)
    return row
