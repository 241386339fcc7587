"""Every write to an action, its updates, its dates and its completion."""

from actions.services.asking import queue_digests as queue_digests
from actions.services.checking import accept_plain_updates as accept_plain_updates
from actions.services.checking import accept_update as accept_update
from actions.services.checking import comment_on_action as comment_on_action
from actions.services.checking import moderate_update as moderate_update
from actions.services.checking import send_back_update as send_back_update
from actions.services.completion import decide_completion as decide_completion
from actions.services.dates import decide_new_date as decide_new_date
from actions.services.dates import request_new_date as request_new_date
from actions.services.proposals import decide_proposal as decide_proposal
from actions.services.text import add_action as add_action
from actions.services.text import edit_action as edit_action
from actions.services.text import set_leads as set_leads
from actions.services.text import withdraw_action as withdraw_action
from actions.services.updates import challenge_rating as challenge_rating
from actions.services.updates import record_update as record_update
from actions.services.windows import keep_windows as keep_windows
from actions.services.windows import open_window as open_window
from actions.services.windows import reopen_window as reopen_window
