"""Small-number control: what an audience is told never narrows a hidden count; pure, no Django."""

from disclosure.bands import Band, pooled
from disclosure.enums import Kind, Mode, Reason, Role, Tie
from disclosure.multiples import rounded
from disclosure.pattern import Limit, Pattern, Refusal, Refused, said
from disclosure.protection import contradictions, protect
from disclosure.publication import Cell, Publication, Relation, Rounding
from disclosure.shape import read, write

__all__ = [
    "Band",
    "Cell",
    "Kind",
    "Limit",
    "Mode",
    "Pattern",
    "Publication",
    "Reason",
    "Refusal",
    "Refused",
    "Relation",
    "Role",
    "Rounding",
    "Tie",
    "contradictions",
    "pooled",
    "protect",
    "read",
    "rounded",
    "said",
    "write",
]
