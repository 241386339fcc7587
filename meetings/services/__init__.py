"""Every write to a meeting's decisions."""

from meetings.services.application import NOTHING_APPLIED as NOTHING_APPLIED
from meetings.services.application import READ_AGAIN as READ_AGAIN
from meetings.services.application import NotApplied as NotApplied
from meetings.services.application import apply_decisions as apply_decisions
from meetings.services.decisions import change_decision as change_decision
from meetings.services.decisions import record_decision as record_decision
from meetings.services.decisions import strike_out_decision as strike_out_decision
