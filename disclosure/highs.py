"""HiGHS by its own interface: the one place that knows of it.

One thread, no clock: limits are of nodes and steps, so the same program has the same answer.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from disclosure.program import Program

# Our programs are small: what HiGHS tries first for large ones costs more than it brings.
OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "mip_max_nodes": 400,
    "simplex_iteration_limit": 20_000,
    "mip_rel_gap": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_detect_symmetry": False,
}
FEASIBLE = int(highspy.SolutionStatus.kSolutionStatusFeasible)


class Quiet(highspy.Highs):
    """Without callbacks, which the constructor sets and which print a banner to the output."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def solution(program: Program) -> Sequence[float] | None:
    highs = Quiet()
    for option, value in OPTIONS.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(program))
    highs.run()
    if highs.getInfo().primal_solution_status != FEASIBLE:
        return None
    return list(highs.getSolution().col_value)


def _model(program: Program) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.costs), len(program.row_lows)
    lp.col_cost_ = np.array(program.costs)
    lp.col_lower_, lp.col_upper_ = np.array(program.lows), np.array(program.highs)
    lp.row_lower_, lp.row_upper_ = np.array(program.row_lows), np.array(program.row_highs)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(program.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(program.places, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(program.factors)
    if any(program.whole):
        kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
        lp.integrality_ = [kinds[whole] for whole in program.whole]
    return lp
