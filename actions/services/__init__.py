"""Every write to an action, its updates, its dates and its completion."""

from actions.services.checks import accept_plain_updates as accept_plain_updates
from actions.services.checks import accept_update as accept_update
from actions.services.checks import comment_on_action as comment_on_action
from actions.services.checks import moderate_update as moderate_update
from actions.services.checks import send_back_update as send_back_update
from actions.services.completion import decide_completion as decide_completion
from actions.services.completion import reopen_completion as reopen_completion
from actions.services.drafts import discard_draft as discard_draft
from actions.services.drafts import save_draft as save_draft
from actions.services.evidence import add_evidence_file as add_evidence_file
from actions.services.evidence import add_evidence_link as add_evidence_link
from actions.services.evidence import remove_evidence as remove_evidence
from actions.services.new_dates import decide_new_date as decide_new_date
from actions.services.new_dates import request_new_date as request_new_date
from actions.services.occurrences import answer_occurrences as answer_occurrences
from actions.services.officers import decide_as_officer as decide_as_officer
from actions.services.officers import record_officers_decision as record_officers_decision
from actions.services.proposals import decide_proposal as decide_proposal
from actions.services.text import add_action as add_action
from actions.services.text import edit_action as edit_action
from actions.services.text import link_action as link_action
from actions.services.text import set_leads as set_leads
from actions.services.text import withdraw_action as withdraw_action
from actions.services.undo import undo_change as undo_change
from actions.services.updates import challenge_rating as challenge_rating
from actions.services.updates import record_update as record_update
