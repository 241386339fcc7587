"""Every decision about an action: checks, new dates, completion, agreed ratings."""

from decisions.services.checks import accept_plain_updates as accept_plain_updates
from decisions.services.checks import accept_update as accept_update
from decisions.services.checks import comment_on_action as comment_on_action
from decisions.services.checks import moderate_update as moderate_update
from decisions.services.checks import send_back_update as send_back_update
from decisions.services.completion import decide_completion as decide_completion
from decisions.services.completion import reopen_completion as reopen_completion
from decisions.services.new_dates import decide_new_date as decide_new_date
from decisions.services.new_dates import request_new_date as request_new_date
from decisions.services.officers import decide_as_officer as decide_as_officer
from decisions.services.officers import record_officers_decision as record_officers_decision
from decisions.services.proposals import agree_rating as agree_rating
from decisions.services.proposals import decide_proposal as decide_proposal
