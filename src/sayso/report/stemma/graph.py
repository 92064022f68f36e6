"""A claim's trace as boxes and lines, few enough to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Edge, Origin
from sayso.report.case import Case
from sayso.report.stemma.layout import GAP, Node, Step, lay_out
from sayso.report.words import clip, plain

NODES = 30
"""More nodes than about thirty answer few questions (readers of Hoaxy's networks); claims beyond are folded."""
_ROOM = 920
"""Pixels across that a page has for a picture; a wider one is drawn smaller, down to three quarters."""
_SMALLEST = 0.75
_PARTICIPLE = {"quotes": "quoted", "relays": "relayed", "copies": "copied", "reworded": "reworded", "cites": "cited"}
_EMPTY = {"unresolved": "no origin named", "unnamed": "unnamed source", "own": "own observation", "named": "origin"}


@dataclass(frozen=True, slots=True)
class Stemma:
    """A drawing in its own units (pixels), and the same in rows for the table beside it."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]
    width: int
    height: int
    scale: float
    claims: tuple[Claim, ...]
    """The claims that it shows."""
    left_out: int
    """Steps that have no room in it: those beyond thirty boxes."""


def draw_stemma(case: Case, claims: Iterable[Claim]) -> Stemma | None:
    """The trace of one claim or of several, as many as fit thirty nodes; None if there is nothing to draw."""
    steps: dict[tuple[str, str, str], Step] = {}
    nodes: dict[str, Node] = {}
    taken: list[Claim] = []
    left_out = 0
    for claim in claims:
        more = claim_steps(case, claim)
        keys = nodes.keys() | {key for step in more for key in (step.giver, step.taker)}
        if taken and len(keys) > NODES:
            continue
        new = [_node(case, key) for key in dict.fromkeys(k for step in more for k in (step.giver, step.taker))]
        if taken and _breadth([*nodes.values(), *new], [*steps.values(), *more]) > _ROOM / _SMALLEST:
            continue
        taken.append(claim)
        drawn = more if len(keys) <= NODES else _first_steps(more)
        left_out += len(more) - len(drawn)
        for step in drawn:
            known = steps.setdefault((step.giver, step.taker, step.line), step)
            if known is not step:
                known.claims += [number for number in step.claims if number not in known.claims]
                known.evidence += [place for place in step.evidence if place not in known.evidence]
            for key in (step.giver, step.taker):
                nodes.setdefault(key, _node(case, key))
    if not steps:
        return None
    return _draw(case, nodes, list(steps.values()), taken, left_out)


def _breadth(nodes: list[Node], steps: list[Step]) -> float:
    """Pixels that the wider one of the top and the bottom layer will take."""
    sized = {node.key: node.width + GAP for node in nodes}
    givers, takers = {step.giver for step in steps}, {step.taker for step in steps}
    return max(sum(width for key, width in sized.items() if key not in keys) for keys in (givers, takers))


def _first_steps(steps: Sequence[Step]) -> list[Step]:
    """As many of a claim's steps as thirty nodes can carry."""
    keys: set[str] = set()
    kept = []
    for step in steps:
        if len(keys | {step.giver, step.taker}) <= NODES:
            keys |= {step.giver, step.taker}
            kept.append(step)
    return kept


def claim_steps(case: Case, claim: Claim) -> list[Step]:
    """A claim's edges, and a dashed one from each end of its trace to the documents that no edge reaches from there."""
    number = case.numbers[claim.claim]
    edges = case.edges.get(claim.claim, [])
    steps = [_step(edge, number) for edge in edges if edge.from_ != edge.to]
    below: dict[str, set[str]] = {}
    for step in steps:
        below.setdefault(step.giver, set()).add(step.taker)
    origins = sorted(case.origins.get(claim.claim, ()), key=lambda o: (-len(o.documents), o.origin))
    for origin in origins[:NODES]:
        giver = _origin_key(case, origin)
        if origin.source and origin.kind == "unresolved" and case.kind(origin.source) != "unnamed":
            nobody = f"empty:unresolved:{case.name(origin.source)}"  # the outlet is named, whom it has it from is not
            steps.append(Step(nobody, origin.source, "not named", "", "dashed", [number], []))
        reached = _reach(giver, below)
        missing = [document for document in origin.documents if document not in reached and document != giver]
        steps += [_unshown_step(origin, giver, document, number) for document in missing]
    return steps


def _unshown_step(origin: Origin, giver: str, document: str, number: int) -> Step:
    """The step to a document that no edge shows: from the last before it on the origin's path, or from the origin."""
    last = origin.path[-2] if len(origin.path) > 1 and origin.path[-1] == document and origin.source else giver
    evidence = [place for place in origin.evidence if place.document == document]
    how = "named in" if origin.source else "own report" if origin.kind == "own" else "not named"
    tier = "stated" if origin.source and last == giver else ""
    return Step(last, document, "from" if last != giver else how, tier, "dashed", [number], evidence)


def _origin_key(case: Case, origin: Origin) -> str:
    """A source's id; for an end of the trace without a source, one key for each kind and set of documents."""
    return origin.source or "empty:" + origin.kind + ":" + ",".join(sorted(case.name(d) for d in origin.documents))


def _step(edge: Edge, number: int) -> Step:
    if edge.tier == "suggested":
        line = "dashed"
    else:
        line = "double" if edge.how in ("copies", "reworded") else "solid"
    return Step(edge.from_, edge.to, _PARTICIPLE[edge.how], edge.tier, line, [number], list(edge.evidence))


def _reach(start: str, below: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    stack = [start]
    while stack:
        for key in below.get(stack.pop(), ()):
            if key not in seen:
                seen.add(key)
                stack.append(key)
    return seen


def _node(case: Case, key: str) -> Node:
    if key in case.by_id:
        document = case.by_id[key]
        outlet = plain(document.outlet_name or (case.name(document.outlet) if document.outlet else ""), 22)
        return _sized(Node(key, "document", (clip(case.name(key), 22), *([outlet] if outlet else []))))
    if key.startswith("empty:"):
        return _sized(Node(key, "empty", (_EMPTY[key.split(":")[1]],)))
    return _sized(Node(key, "empty" if case.kind(key) == "unnamed" else "between", _wrap(case.name(key))))


def _sized(node: Node) -> Node:
    """The node as wide as its longest line; 7.4 pixels hold a bold letter of 13 pixels in the usual fonts."""
    node.width = max(88, round(max(len(line) for line in node.lines) * 7.4) + 26)
    return node


def _wrap(name: str, width: int = 18) -> tuple[str, ...]:
    """A name on at most two lines."""
    if len(name) <= width:
        return (name,)
    cut = name.rfind(" ", 0, width + 1)
    cut = cut if cut > 0 else width
    return (name[:cut].strip(), clip(name[cut:].strip(), width))


def _draw(case: Case, nodes: dict[str, Node], steps: list[Step], claims: list[Claim], left_out: int) -> Stemma:
    named = {o.source for c in claims for o in case.origins.get(c.claim, ()) if o.kind == "named" and o.source}
    steps.sort(key=lambda s: (s.claims, case.name(s.giver), case.name(s.taker), s.giver, s.taker, s.line))
    width, height = lay_out(nodes, steps, named)
    for step in steps:
        step.giver_name, step.taker_name = (_title(nodes[key]) for key in (step.giver, step.taker))
    scale = min(max(_ROOM / width, _SMALLEST), 1.0)
    return Stemma(tuple(nodes.values()), tuple(steps), width, height, scale, tuple(claims), left_out)


def _title(node: Node) -> str:
    """The box's words on one line."""
    return f"{node.lines[0]} ({node.lines[1]})" if node.kind == "document" and node.lines[1:] else " ".join(node.lines)
