"""The letter to those who may confirm that the whole of an area leaves in a file."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from archive.models import Departure
from archive.queries.confirmers import confirmers_of
from committees.models import Area
from jobs.services import enqueue
from letters.enums import SEND_LETTERS
from letters.models import address
from letters.services import Draft, write_letters

KIND = "archive"
ASKED = "cpcplan: a file of the whole area waits for a second person"
MADE = "cpcplan: a file of the whole area was made"


def tell_who_confirms(
    *,
    by: User | None,
    departure: Departure | None = None,
    area: Area | None = None,
    digest: str = "",
) -> None:
    """One letter to each; of a `departure` that waits, or of a file with the hash `digest` that
    was made at the command line for an `area`."""
    about = departure.area if departure else area
    assert about is not None
    said = {
        "by": by,
        "area": about,
        "departure": departure,
        "sha256": digest,
        "now": timezone.localtime(),
        "page": address("departure", departure.pk) if departure else "",
    }
    key = f"{KIND}:{departure.pk if departure else digest[:40]}"
    drafts = [
        Draft(
            key=f"{key}:{reader.pk}",
            user=reader,
            address=reader.email,
            subject=ASKED if departure else MADE,
            text=render_to_string("emails/archive.txt", {**said, "reader": reader}),
            area_id=about.pk,
        )
        for reader in confirmers_of(about)
        if reader != by
    ]
    letters = write_letters(by=by, kind=KIND, drafts=drafts)
    if letters:
        payload = {"letters": [letter.pk for letter in letters]}
        enqueue(task=SEND_LETTERS, payload=payload, by=by, area_id=about.pk)
