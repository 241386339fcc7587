"""Writes to a plan: its own text, what is decided about it, and its versions."""

from plans.services.text import add_heading as add_heading
from plans.services.text import add_legend_entry as add_legend_entry
from plans.services.text import add_level as add_level
from plans.services.text import create_plan as create_plan
from plans.services.text import edit_heading as edit_heading
from plans.services.text import edit_legend_entry as edit_legend_entry
from plans.services.text import edit_level as edit_level
from plans.services.text import edit_plan as edit_plan
from plans.services.text import remove_heading as remove_heading
from plans.services.text import remove_level as remove_level
from plans.services.text import set_calendar as set_calendar
from plans.services.text import since as since
from plans.services.versions import begin_review as begin_review
from plans.services.versions import by_decision as by_decision
from plans.services.versions import decide_on_plan as decide_on_plan
from plans.services.versions import keep_version as keep_version
from plans.services.versions import refuse_over as refuse_over
from plans.services.versions import require_review as require_review
from plans.services.versions import why_over as why_over
