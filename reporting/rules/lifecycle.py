"""The life of a report as a table of allowed moves (domain.md, "The quarter").

Sent back and issued are ends: what follows is another version, never a change of this one.
"""

from reporting.enums import ReportState

MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.FROZEN}),
    ReportState.FROZEN: frozenset({ReportState.RETURNED, ReportState.ISSUED}),
    ReportState.RETURNED: frozenset(),
    ReportState.ISSUED: frozenset(),
}


def may_move(source: ReportState, target: ReportState) -> bool:
    """Whether a report in state `source` may become `target`."""
    return target in MOVES[source]
