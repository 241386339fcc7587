"""The writers of the audit record and of the versions of things."""

from audit.services.record import SYSTEM as SYSTEM
from audit.services.record import record as record
from audit.services.versions import keep as keep
from audit.services.versions import keep_all as keep_all
from audit.services.versions import keep_edit as keep_edit
from audit.services.versions import keep_part as keep_part
from audit.services.versions import keep_removal as keep_removal
