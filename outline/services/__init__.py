"""Writes to a plan as a whole: where its lines stand, how they are numbered, what becomes what."""

from outline.services.end import carry_rest as carry_rest
from outline.services.end import close_plan as close_plan
from outline.services.end import dispose_of_action as dispose_of_action
from outline.services.lineage import merge_actions as merge_actions
from outline.services.lineage import split_action as split_action
from outline.services.numbers import renumber_plan as renumber_plan
from outline.services.numbers import write_numbers as write_numbers
from outline.services.places import move_line as move_line
from outline.services.places import step_line as step_line
