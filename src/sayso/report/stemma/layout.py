"""Boxes and lines put in layers, origins on top: numbers only, no words of a case.

The layout is the classical one in layers (Sugiyama, Tagawa and Toda 1981): longest paths, stand-ins where an edge
passes a layer, order by the mean place of the neighbours.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from sayso.model import Place

HEIGHT, GAP = 44, 16
_DROP, _EDGE = 70, 8


@dataclass(slots=True)
class Node:
    """A box: an origin, somebody between, or a document."""

    key: str
    kind: str
    """`document`, `origin`, `between` or `empty` (nobody named: drawn dashed)."""
    lines: tuple[str, ...]
    layer: int = 0
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    above: list["Node"] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Step:
    """One edge: who has it from whom, how it is known, and the spans to show for it."""

    giver: str
    taker: str
    how: str
    tier: str
    line: str
    """`solid` (stated), `double` (copied text), `dashed` (suggested, or nobody named)."""
    claims: list[int]
    evidence: list[Place]
    giver_name: str = ""
    taker_name: str = ""
    path: str = ""
    label_x: float = 0.0
    label_y: float = 0.0


def lay_out(nodes: dict[str, Node], steps: list[Step], named: set[str]) -> tuple[int, int]:
    """Gives every node its place and every step its curve and label; returns the picture's width and height in pixels.

    Those whom an origin names (`named`) become origins, wherever they stand.
    """
    _assign_layers(nodes, steps, named)
    layers, chains = _layers(nodes, steps)
    for _ in range(8):
        for row in layers[1:]:
            _order(row, above=True)
        for row in reversed(layers[:-1]):
            _order(row, above=False)
    _place(layers)
    width = round(max(node.x + node.width / 2 for row in layers for node in row) + _EDGE)
    _draw_steps(steps, chains)
    for step in steps:
        half = len(step.how) * 3.2 + 3
        step.label_x = min(max(step.label_x, half), width - half)
    return width, _EDGE * 2 + len(layers) * HEIGHT + (len(layers) - 1) * _DROP


def _assign_layers(nodes: dict[str, Node], steps: list[Step], named: set[str]) -> None:
    """Longest path from the top, without edges that close a circle; documents that give nothing lie lowest."""
    below: dict[str, list[str]] = {}
    for step in steps:
        below.setdefault(step.giver, []).append(step.taker)
    state: dict[str, int] = {}
    order: list[str] = []
    back: set[tuple[str, str]] = set()

    def visit(key: str) -> None:
        state[key] = 1
        for other in below.get(key, ()):
            if state.get(other) == 1:
                back.add((key, other))
            elif other not in state:
                visit(other)
        state[key] = 2
        order.append(key)

    for key in nodes:
        if key not in state:
            visit(key)
    for key in reversed(order):
        for other in below.get(key, ()):
            if (key, other) not in back:
                nodes[other].layer = max(nodes[other].layer, nodes[key].layer + 1)
    lowest = max(node.layer for node in nodes.values())
    givers = {step.giver for step in steps}
    for node in nodes.values():
        if node.kind == "document" and node.key not in givers:
            node.layer = lowest
        if node.kind == "between" and node.key in named:
            node.kind = "origin"


def _layers(nodes: dict[str, Node], steps: list[Step]) -> tuple[list[list[Node]], list[list[Node]]]:
    """Nodes by layer with stand-ins for passing edges, and each step's chain of nodes from upper to lower."""
    layers: list[list[Node]] = [[] for _ in range(max(node.layer for node in nodes.values()) + 1)]
    for node in nodes.values():
        layers[node.layer].append(node)
    chains = []
    for step in steps:
        upper, lower = sorted((nodes[step.giver], nodes[step.taker]), key=lambda node: node.layer)
        chain = [upper]
        for layer in range(upper.layer + 1, lower.layer):
            standin = Node("", "pass", (), layer, width=4)
            layers[layer].append(standin)
            chain.append(standin)
        chain.append(lower)
        for first, second in pairwise(chain):
            first.below.append(second)
            second.above.append(first)
        chains.append(chain)
    for row in layers:
        for at, node in enumerate(row):
            node.x = float(at)
    return layers, chains


def _order(row: list[Node], above: bool) -> None:
    """A layer by the mean place of its neighbours; ties keep their order."""
    wish = {id(n): _mean(n.above if above else n.below, n.x) for n in row}
    row.sort(key=lambda node: wish[id(node)])
    for at, node in enumerate(row):
        node.x = float(at)


def _mean(nodes: list[Node], otherwise: float) -> float:
    return sum(node.x for node in nodes) / len(nodes) if nodes else otherwise


def _place(layers: list[list[Node]]) -> None:
    """Pixels: each node as near to the mean of its neighbours as the gaps allow."""
    for number, row in enumerate(layers):
        at = 0.0
        for node in row:
            node.x, node.y = at + node.width / 2, _EDGE + number * (HEIGHT + _DROP)
            at += node.width + GAP
    for turn in range(12):
        for row in layers if turn % 2 == 0 else reversed(layers):
            wishes = [_mean(node.above + node.below, node.x) for node in row]
            _spread(row, wishes)
    _gather(layers)


def _gather(layers: list[list[Node]]) -> None:
    """Keeps every layer within the width of the widest one when packed, and moves the picture to the left edge."""
    packed = [sum(node.width + GAP for node in row) - GAP for row in layers]
    middle = sum(node.x for row in layers for node in row) / sum(len(row) for row in layers)
    left = middle - max(packed) / 2
    for row, width in zip(layers, packed, strict=True):
        before = 0.0
        for node in row:
            low = left + before + node.width / 2
            high = low + max(packed) - width
            node.x = min(max(node.x, low), high)
            before += node.width + GAP
    edge = min(node.x - node.width / 2 for row in layers for node in row) - _EDGE
    for row in layers:
        for node in row:
            node.x = round(node.x - edge)


def _spread(row: list[Node], wishes: list[float]) -> None:
    """The mean of pushing right from the left and left from the right: no two boxes overlap, none strays far."""
    right, left = list(wishes), list(wishes)
    for at in range(1, len(row)):
        gap = (row[at - 1].width + row[at].width) / 2 + GAP
        right[at] = max(right[at], right[at - 1] + gap)
    for at in range(len(row) - 2, -1, -1):
        gap = (row[at].width + row[at + 1].width) / 2 + GAP
        left[at] = min(left[at], left[at + 1] - gap)
    for node, a, b in zip(row, right, left, strict=True):
        node.x = (a + b) / 2


def _draw_steps(steps: list[Step], chains: list[list[Node]]) -> None:
    """Curves that leave and reach a box side by side, and labels that keep clear of each other."""
    leaving, reaching = _ports(chains, first=True), _ports(chains, first=False)
    labels: list[tuple[float, float, float]] = []
    for at, (step, chain) in enumerate(zip(steps, chains, strict=True)):
        curves = _curves(chain, leaving[at], reaching[at])
        for x1, y1, x2, y2 in curves:
            middle = (y1 + y2) // 2
            step.path += f"{'L' if step.path else 'M'}{x1} {y1}"
            step.path += f"C{x1} {middle} {x2} {middle} {x2} {y2}" if x1 != x2 else f"V{y2}"
        width = len(step.how) * 6.4 + 6
        spots = [_point(curve, share) for curve in (curves[-1], curves[0]) for share in (0.5, 0.38, 0.62, 0.26, 0.74)]
        free = (spot for spot in spots if not _is_taken(spot, width, labels))
        step.label_x, step.label_y = next(free, spots[0])
        labels.append((step.label_x, step.label_y, width))


def _ports(chains: list[list[Node]], first: bool) -> list[int]:
    """Where on its box's edge each chain leaves (or arrives), in the order in which the chains spread out."""
    boxes: dict[int, list[int]] = {}
    for at, chain in enumerate(chains):
        boxes.setdefault(id(chain[0 if first else -1]), []).append(at)
    ports = [0] * len(chains)
    for found in boxes.values():
        found.sort(key=lambda at: (chains[at][1 if first else -2].x, at))
        node = chains[found[0]][0 if first else -1]
        room = min(node.width * 0.7 / max(len(found) - 1, 1), 34)
        for place, at in enumerate(found):
            ports[at] = round(node.x + (place - (len(found) - 1) / 2) * room)
    return ports


def _curves(chain: list[Node], leaving: int, reaching: int) -> list[tuple[int, int, int, int]]:
    """The pieces of an edge between layers; stand-ins are crossed straight down."""
    if chain[0].layer == chain[-1].layer:  # a circle among boxes of one layer: from side to side
        y = round(chain[0].y + HEIGHT / 2)
        return [(round(chain[0].x), y, round(chain[-1].x), y)]
    xs = [leaving, *(round(node.x) for node in chain[1:-1]), reaching]
    return [(xs[at], round(chain[at].y) + HEIGHT, xs[at + 1], round(chain[at + 1].y)) for at in range(len(chain) - 1)]


def _point(curve: tuple[int, int, int, int], share: float) -> tuple[float, float]:
    """A point of the curve whose control points lie half way down."""
    x1, y1, x2, y2 = curve
    a, b, c, d = (1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3
    return round(x1 * (a + b) + x2 * (c + d)), round(y1 * a + (y1 + y2) / 2 * (b + c) + y2 * d) + 4


def _is_taken(spot: tuple[float, float], width: float, labels: list[tuple[float, float, float]]) -> bool:
    return any(abs(spot[0] - x) < (width + w) / 2 and abs(spot[1] - y) < 14 for x, y, w in labels)
