"""The one writer of the audit record."""

from audit.services.record import SYSTEM as SYSTEM
from audit.services.record import record as record
