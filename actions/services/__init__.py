"""Every write to an action's own words, leads, links and place."""

from actions.services.indicators import add_to_indicator as add_to_indicator
from actions.services.indicators import take_off_indicator as take_off_indicator
from actions.services.risks import join_risk as join_risk
from actions.services.risks import part_risk as part_risk
from actions.services.text import add_action as add_action
from actions.services.text import edit_action as edit_action
from actions.services.text import link_action as link_action
from actions.services.text import set_leads as set_leads
from actions.services.text import set_links as set_links
from actions.services.text import withdraw_action as withdraw_action
from actions.services.undo import undo_change as undo_change
