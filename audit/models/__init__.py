"""The append-only record, the versions of things and the triggers that keep both."""

from audit.models.event import Event as Event
from audit.models.guard_entry import GuardEntry as GuardEntry
from audit.models.link import Head as Head
from audit.models.link import Link as Link
from audit.models.link import Shape as Shape
from audit.models.verification import Verification as Verification
from audit.models.version import Sparing as Sparing
from audit.models.version import Thing as Thing
from audit.models.version import Version as Version
from audit.models.version import Versioned as Versioned
from audit.models.version import columns as columns
from audit.models.version import plain as plain
