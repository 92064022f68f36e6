"""What became of a number that was passed on: rounded, hedged, or another number."""

from sayso.model import Figure, FigureChange

_STEPS = (5.0, 10.0, 50.0, 100.0, 500.0, 1000.0, 5000.0, 10000.0, 100000.0, 1000000.0)  # what numbers are rounded to


def is_telling(figure: Figure) -> bool:
    """Whether a number has at least three digits that count: two articles seldom arrive at 1,432 by themselves."""
    value = value_of(figure)
    return value is not None and value == int(value) and len(str(int(value)).rstrip("0")) >= 3


def value_of(figure: Figure) -> float | None:
    """The number a range was written with: 62 of "over 62"; the middle of "60 to 70"; null of "dozens"."""
    ends = [end for end in (figure.low, figure.high) if end is not None]
    return sum(ends) / len(ends) if ends else None


def change_of(parent: Figure, child: Figure) -> FigureChange:
    """What the child made of its parent's number; `rounded` goes before `hedged`."""
    before, after = value_of(parent), value_of(child)
    if (parent.low, parent.high, parent.unit) == (child.low, child.high, child.unit):
        return _hedging(parent, child)
    if parent.unit != child.unit:
        return "changed"
    if before is not None and after is None:
        return "rounded"  # "dozens"
    if before is None or after is None:
        return "changed"
    if before == after:
        return _hedging(parent, child)
    return "rounded" if _is_rounding(before, after) else "changed"


def _hedging(parent: Figure, child: Figure) -> FigureChange:
    if bool(parent.hedge) == bool(child.hedge):
        return "same" if (parent.low, parent.high) == (child.low, child.high) else "changed"
    return "hedged" if child.hedge else "firmed"


def _is_rounding(before: float, after: float) -> bool:
    """Whether the later number is a round one next to the earlier: 60 or "over 50" of 62, 100 of 97."""
    return any(after % step == 0 and abs(before - after) < step and before % step for step in _STEPS if step <= after)
