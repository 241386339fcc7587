"""Every write to a meeting's decisions, and of who attended it."""

from meetings.services.application import NOTHING_APPLIED as NOTHING_APPLIED
from meetings.services.application import READ_AGAIN as READ_AGAIN
from meetings.services.application import NotApplied as NotApplied
from meetings.services.application import apply_decisions as apply_decisions
from meetings.services.attendance import record_attendance as record_attendance
from meetings.services.decisions import change_decision as change_decision
from meetings.services.decisions import record_decision as record_decision
from meetings.services.decisions import strike_out_decision as strike_out_decision
