"""A plan in which words were said that identify somebody, what is done about it, what is left."""

import subprocess
from pathlib import Path

from django.conf import settings as site
from django.db import connection
from django.utils.timezone import localdate

from accounts.roles import Role
from audit.services import record
from redactions import services
from redactions.enums import Kind, Reason, SeenIn
from redactions.models import Redaction
from redactions.queries.files import kept_files, texts_of
from redactions.queries.places import places
from redactions.rules.marks import mark
from redactions.rules.words import sought
from tests import factories as make
from tests.servers import find

WORDS = "Wexilda Tarnbrook"
SPELLINGS = ("wexilda tarnbrook", "wexilda-tarnbrook", "wexilda  tarnbrook", "tarnbrook")
MARK = mark(localdate())


def proposed(area, by=None, words=WORDS, **fields) -> Redaction:
    given = {"kind": Kind.NAME, "reason": Reason.CHILD, "seen_in": SeenIn.ACTION}
    by = by or make.person_with(Role.LEAD_OFFICER, area)
    return services.propose(by=by, area=area, words=words, **{**given, **fields})


def taken_out(area, words=WORDS) -> Redaction:
    row = proposed(area, words=words)
    return services.confirm(by=make.person_with(Role.CHAIR, area), redaction=row)


def bytes_left(words: str = WORDS) -> list[str]:
    """Where anything of the words is left: in the bytes of the database, in files, in texts."""
    needles = [one.encode() for one in SPELLINGS] if words == WORDS else [words.lower().encode()]
    left = [
        f"{path.name}: {needle.decode()}"
        for path in [*_database(), *(path for _, path in kept_files())]
        for needle in needles
        if needle in path.read_bytes().lower() or needle in path.name.lower().encode()
    ]
    inside = [
        path.name
        for _, path in kept_files()
        if any(sought(words).spans(text) for text in texts_of(path.read_bytes()))
    ]
    return [*left, *inside, *(str(place) for place in places(sought(words)))]


def _database() -> list[Path]:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    given = connection.get_connection_params()
    dumped = Path(site.DATA).parent / "dump.sql"
    flags = {"host": "host", "port": "port", "user": "username"}
    address = [f"--{flag}={given[name]}" for name, flag in flags.items() if name in given]
    with dumped.open("wb") as out:
        subprocess.run([find("pg_dump"), *address, given["dbname"]], stdout=out, check=True)
    return [dumped]


def lived(area=None):
    """A plan in which the words were said as people say them: nothing goes past the program."""
    plan = make.PlanFactory(area=area) if area else make.PlanFactory()
    lead = make.person_with(Role.ACTION_LEAD, plan.area)
    action = make.led_action(lead, plan, text=f"Meet {WORDS} monthly.")
    update = make.ProgressUpdateFactory(
        action=action, author=lead, what_happened=f"WEXILDA-TARNBROOK came. Then {WORDS} left."
    )
    make.CommentFactory(action=action, text=f"Who is {WORDS}?")
    record(by=lead, verb="said", target=action, changes={"text": ["", f"{WORDS}’s plan"]})
    return plan, action, update
