"""What was once reached on our stories is not lost again."""

import json

import pytest

from evals.measures import COSTS, score
from evals.score import EVALS, load_gold, trace_story

FLOORS: dict[str, dict[str, float]] = json.loads((EVALS / "floors.json").read_text("utf-8"))


@pytest.mark.parametrize("story", FLOORS)
def test_no_measure_falls_below_its_floor(story: str) -> None:
    measures, misses = score(load_gold(story), trace_story(story))
    reached = {name: round(measure.f, 3) for name, measure in measures.items()}
    worse = {
        name: (reached[name], floor)
        for name, floor in FLOORS[story].items()
        if (reached[name] > floor if name in COSTS else reached[name] < floor)
    }
    told = [] if load_gold(story).get("held") == "all" else misses
    assert not worse, f"(reached, floor): {worse}\n" + "\n".join(told)
