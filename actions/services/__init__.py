"""Every write to an action, its updates, its dates and its completion."""

from actions.services.applying import apply_decisions as apply_decisions
from actions.services.completion import decide_completion as decide_completion
from actions.services.completion import reopen_completion as reopen_completion
from actions.services.dates import decide_new_date as decide_new_date
from actions.services.dates import request_new_date as request_new_date
from actions.services.meetings import change_decision as change_decision
from actions.services.meetings import record_decision as record_decision
from actions.services.meetings import strike_out_decision as strike_out_decision
from actions.services.text import add_action as add_action
from actions.services.text import edit_action as edit_action
from actions.services.text import set_leads as set_leads
from actions.services.text import withdraw_action as withdraw_action
from actions.services.updates import challenge_rating as challenge_rating
from actions.services.updates import record_update as record_update
from actions.services.windows import open_window as open_window
