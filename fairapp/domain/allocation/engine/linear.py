"""A linear model to be maximised, and a bound on its optimum whatever the solver's tolerances are."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

INFINITE = math.inf
SIMPLEX_UP_TO = 5_000
"""Columns; larger models go to the interior point method, which needs no vertex for a bound."""
INTERIOR_STEPS = 200
ROUNDS = 2
"""How often a model is solved; a third time gains a twentieth of what the second did."""
CLEARLY = 0.03
"""A row is worth having where it is broken by this part of one application."""


@dataclass
class Model:
    """Columns with bounds and worth, rows with bounds; every column is bounded on both sides."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def column(self, worth: float, upper: float, *, lower: float = 0, whole: bool = True) -> int:
        self.worth.append(worth)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, terms: Iterable[tuple[int, float]], least: float, most: float) -> None:
        for column, factor in terms:
            self.index.append(column)
            self.value.append(factor)
        self.starts.append(len(self.index))
        self.row_lower.append(least)
        self.row_upper.append(most)


@dataclass(frozen=True)
class Choice:
    """Whoever makes one of the claims uses one of the places, and pays for that place whole.

    A claim: columns of which one at most is 1. A place: the column of what it costs, and those of its users.
    """

    claims: list[tuple[int, ...]]
    places: list[tuple[int, list[int]]]

    def cut(self, x: np.ndarray) -> list[tuple[int, float]]:
        """A row, to be at most 0, that `x` breaks: of each place what is less there, its cost or its use."""
        claim = max(self.claims, key=lambda columns: x[list(columns)].sum())
        cheaper = [[cost] if x[cost] < x[use].sum() else use for cost, use in self.places]
        if sum(x[columns].sum() for columns in cheaper) > x[list(claim)].sum() - CLEARLY:
            return []
        return [*((c, 1.0) for c in claim), *((c, -1.0) for columns in cheaper for c in columns)]


def best_possible(model: Model, nodes: int, choices: Sequence[Choice] = ()) -> float:
    """No whole solution is worth more. `nodes`: how far branching may go; 0: not at all."""
    bound = _relaxed(model, choices)
    if nodes:
        exact = _solver(model, relaxed=False)
        exact.setOptionValue("mip_max_nodes", nodes)
        exact.setOptionValue("mip_rel_gap", 0.0)
        exact.run()
        bound = min(bound, exact.getInfo().mip_dual_bound)
    return bound


def _relaxed(model: Model, choices: Sequence[Choice]) -> float:
    """Solved with broken numbers; then again with rows that forbid what the first one got away with."""
    bound = INFINITE
    for _ in range(ROUNDS):
        solver = _solver(model, relaxed=True)
        solver.run()
        found = solver.getSolution()
        bound = min(bound, _dual_bound(model, np.array(found.row_dual)))
        cuts = [cut for choice in choices if (cut := choice.cut(np.array(found.col_value)))]
        for cut in cuts:
            model.row(cut, -INFINITE, 0)
        if not cuts:
            break
    return bound


def _solver(model: Model, *, relaxed: bool) -> Any:
    import highspy

    solver = highspy.Highs()
    large = len(model.worth) > SIMPLEX_UP_TO
    options = {"output_flag": False, "threads": 1, "random_seed": 0, "parallel": "off"}
    if relaxed and large:
        options |= {"solver": "ipm", "run_crossover": "off", "ipm_iteration_limit": INTERIOR_STEPS}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.worth), len(model.row_lower)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
        np.array(values, float) for values in (model.worth, model.lower, model.upper)
    )
    lp.row_lower_, lp.row_upper_ = np.array(model.row_lower, float), np.array(model.row_upper, float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(model.starts, np.int32)
    lp.a_matrix_.index_ = np.array(model.index, np.int32)
    lp.a_matrix_.value_ = np.array(model.value, float)
    if not relaxed:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in model.whole]
    solver.passModel(lp)
    return solver


def _dual_bound(model: Model, prices: np.ndarray) -> float:
    """Any prices of the rows give a bound; the solver's give a good one, whichever sign it uses."""
    return min(_bound_with(model, prices), _bound_with(model, -prices))


def _bound_with(model: Model, prices: np.ndarray) -> float:
    least, most = np.array(model.row_lower), np.array(model.row_upper)
    prices = np.where((prices > 0) & np.isinf(most), 0, prices)
    prices = np.where((prices < 0) & np.isinf(least), 0, prices)
    rows = np.repeat(np.arange(len(least)), np.diff(model.starts))
    reduced = np.array(model.worth, float)
    np.subtract.at(reduced, np.array(model.index, int), np.array(model.value) * prices[rows])
    limits = np.where(prices > 0, np.where(np.isinf(most), 0, most), np.where(np.isinf(least), 0, least))
    columns = np.where(reduced > 0, reduced * np.array(model.upper), reduced * np.array(model.lower))
    return float(math.fsum(columns) + math.fsum(prices * limits))
