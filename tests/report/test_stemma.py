"""The picture of a trace: origins on top, no box over another, thirty boxes at most."""

from dataclasses import replace

from sayso.model import Edge
from sayso.report.case import index_case
from sayso.report.stemma import NODES, Stemma, draw_stemma
from tests.report.case import CLAIM, DOCUMENT, MADE, RUN, SOURCE, build_tables, find


def draw(claim: str) -> Stemma:
    case = index_case(build_tables(), RUN)
    picture = draw_stemma(case, [c for c in case.claims if c.claim == CLAIM[claim]])
    assert picture is not None
    return picture


def test_layers_run_from_origin_to_document() -> None:
    layers = {node.key: node.layer for node in draw("marks").nodes}
    assert layers[SOURCE["penk"]] == 0
    assert layers[SOURCE["fm"]] == 1
    assert layers[DOCUMENT["brine"]] == layers[DOCUMENT["gullery"]] == 2
    assert layers[DOCUMENT["pilot"]] == 3


def test_lines_tell_stated_copied_and_suggested_apart() -> None:
    lines = {(step.giver, step.taker): step.line for step in draw("marks").steps}
    assert lines[SOURCE["fm"], DOCUMENT["brine"]] == "solid"
    assert lines[DOCUMENT["brine"], DOCUMENT["pilot"]] == "double"
    assert lines[DOCUMENT["gullery"], DOCUMENT["pilot"]] == "dashed"


def test_an_end_without_a_name_is_an_empty_box() -> None:
    empty = {node.lines for node in draw("sawn").nodes if node.kind == "empty"}
    assert empty == {("no origin named",), ("unnamed reports",)}


def test_boxes_do_not_overlap_and_stay_inside() -> None:
    for claim in ("sawn", "marks"):
        picture = draw(claim)
        for node in picture.nodes:
            assert node.x - node.width / 2 >= 0
            assert node.x + node.width / 2 <= picture.width
            for other in picture.nodes:
                if other is not node and other.y == node.y:
                    assert abs(node.x - other.x) >= (node.width + other.width) / 2


def test_circles_and_crowds_are_drawn() -> None:
    tables = build_tables()
    place = find("pilot", "saw marks")
    many = [
        Edge(CLAIM["marks"], SOURCE["penk"], f"d-{n:012d}", "quotes", "stated", (place,), ("",), *MADE)
        for n in range(99)
    ]
    circle = [
        Edge(CLAIM["marks"], DOCUMENT["pilot"], SOURCE["penk"], "cites", "stated", (place,), ("",), *MADE),
        Edge(CLAIM["marks"], DOCUMENT["pilot"], DOCUMENT["pilot"], "copies", "shown", (place,), ("",), *MADE),
    ]
    case = index_case(tables.having(edges=[*tables.edges, *circle, *many]), RUN)
    picture = draw_stemma(case, case.claims)
    assert picture is not None
    assert len(picture.nodes) <= NODES
    drawn = {step.giver for step in picture.steps} | {step.taker for step in picture.steps}
    assert drawn == {node.key for node in picture.nodes}


def test_nothing_to_draw() -> None:
    case = index_case(replace(build_tables(), edges=(), origins=()), RUN)
    assert draw_stemma(case, case.claims) is None
