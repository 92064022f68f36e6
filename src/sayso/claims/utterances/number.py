"""Which wordings of a claim are one utterance: one speaker, one occasion, the same words in whatever rendering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.claims.similarity import Profile, is_copied, likeness
from sayso.claims.units import Unit, at_one_place
from sayso.claims.utterances.occasion import Occasion
from sayso.claims.utterances.rendering import SAME_UTTERANCE, SAME_WORDS, Line, is_rendering, read_line
from sayso.kernels.sets import DisjointSets
from sayso.model import Document, Reuse, Stance, Wording

ALIKE = 0.45  # likeness of two direct quotations of one speaker from which they render one utterance
RENDERED = 0.9  # likeness of two quotations that render one utterance, for the grouping of claims
_HEADS = 200  # utterances of a claim that a wording is compared with
_WORDINGS = 6  # wordings of an utterance that a further one is compared with
_HOLDERS = 20  # wordings of one passage and claim that each is compared with
_NOTHING = Occasion()
Passage = tuple[str, str, int]


@dataclass(slots=True)
class Utterance:
    """Wordings that are one utterance so far."""

    stance: Stance
    occasion: Occasion
    members: list[int]
    items: list[tuple[int, int]] = field(default_factory=list)
    """Member and copy."""


class Utterances:
    """The occasions of a case and the passages that are copied, for numbering the utterances of its claims."""

    def __init__(
        self, documents: Sequence[Document], occasions: Mapping[str, Occasion], reuse: Sequence[Reuse]
    ) -> None:
        self._occasions = occasions
        self._texts = {document.document: document.text for document in documents}
        self._quoted = frozenset((r.earlier, r.later, r.earlier_start) for r in reuse if r.quoted)
        """Passages that two outlets share because they quote one man, which copies nothing of his occasion."""

    def occasion_of(self, unit: Unit) -> Occasion:
        """What is known of when, where and to whom it was said."""
        return self._occasions.get(unit.attribution.attribution, _NOTHING) if unit.attribution else _NOTHING

    def tell(self, wordings: Sequence[Wording]) -> list[Wording]:
        """The wordings, each with the words around it that tell its occasion."""
        told = []
        for wording in wordings:
            spans = self._occasions.get(wording.attribution or "", _NOTHING).spans
            text = tuple(span.text_in(self._texts[wording.document]) for span in spans)
            told.append(replace(wording, occasion=spans, occasion_text=text) if spans else wording)
        return told

    def number(self, members: Sequence[Profile], side: Sequence[Stance]) -> list[list[int]]:
        """For each member and each of its copies the number of its utterance, from 0 in the order of the members.

        Copies of a passage are one utterance whatever their occasions; else those whose occasions conflict are two,
        even where the words are alike. What tells no occasion joins the wordings it is most like.
        """
        lines = [read_line(member) for member in members]
        utterances: list[Utterance] = []
        for part in self._parts(members, side):
            home = _home(part, utterances, members, lines)
            if home is None:
                utterances.append(part)
            else:
                home.occasion = home.occasion.joined(part.occasion)
                home.members += [at for at in part.members if at not in home.members]
                home.items += part.items
        numbers = [[0] * len(member.copies) for member in members]
        for number, utterance in enumerate(sorted(utterances, key=lambda u: min(u.items))):
            for member, copy in utterance.items:
                numbers[member][copy] = number
        return numbers

    def _parts(self, members: Sequence[Profile], side: Sequence[Stance]) -> list[Utterance]:
        """Copies of one passage together, all others alone; those with most known of their occasion first."""
        together = DisjointSets()
        items = [(m, c) for m, member in enumerate(members) for c in range(len(member.copies))]
        unit_of = {(m, c): members[m].copies[c] for m, c in items}
        holders: dict[Passage, list[tuple[int, int]]] = {}
        for item in items:
            together.find(item)
            for name in sorted({name for name, _ in unit_of[item].passages} - self._quoted):
                known = holders.setdefault(name, [])
                for other in known[:_HOLDERS]:
                    one, two = members[item[0]], members[other[0]]
                    if side[item[0]] == side[other[0]] and _is_copy(unit_of[item], unit_of[other], one, two):
                        together.join(item, other)
                known.append(item)
        found: dict[object, Utterance] = {}
        for item in items:
            m = item[0]
            part = found.setdefault(together.find(item), Utterance(side[m], _NOTHING, []))
            part.occasion = part.occasion.joined(self.occasion_of(unit_of[item]))
            part.members += [m] if m not in part.members[-1:] else []
            part.items.append(item)
        return sorted(found.values(), key=lambda part: (-part.occasion.known, part.items))


def _is_copy(one: Unit, other: Unit, here: Profile, there: Profile) -> bool:
    same = here is there or not here.speakers.isdisjoint(there.speakers)
    return same and one.document != other.document and at_one_place(one, other)


def _home(
    part: Utterance, utterances: Sequence[Utterance], members: Sequence[Profile], lines: Sequence[Line | None]
) -> Utterance | None:
    """The utterance that a part belongs to: its own words first, else the one it is most like."""
    best: tuple[float, Utterance] | None = None
    for utterance in utterances[:_HEADS]:
        if utterance.stance != part.stance or utterance.occasion.conflicts(part.occasion):
            continue
        if not set(part.members).isdisjoint(utterance.members):
            return utterance
        at = part.members[0]
        near = utterance.members[:_WORDINGS]
        score = max(_sameness(members[head], members[at], lines[head], lines[at]) for head in near)
        if score > (best[0] if best else 0.0):
            best = score, utterance
    return best[1] if best else None


def _sameness(one: Profile, other: Profile, line: Line | None, its: Line | None) -> float:
    """How alike two wordings are that render one utterance; 0 of those that do not."""
    first, second = one.unit.attribution, other.unit.attribution
    if first is None or second is None or one.speakers.isdisjoint(other.speakers):
        return 0.0
    if is_copied(one, other) or one.unit.text == other.unit.text:
        return 1.0
    if first.form != "direct" or second.form != "direct":
        return 0.0
    score = likeness(one, other)
    if line and its and is_rendering(line, its):
        return max(score, RENDERED)
    return score if score >= ALIKE else 0.0


def bind_renderings(
    profiles: Sequence[Profile], likenesses: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """The likenesses, raised where two quotations of one speaker in two documents render one utterance.

    Quotations with nearly the same words put the same forward whoever the speaker is. Only pairs that are somewhat
    alike already are aligned.
    """
    bound = dict(likenesses)
    lines: dict[int, Line | None] = {}
    for (one, other), value in likenesses.items():
        first, second = profiles[one], profiles[other]
        if value >= RENDERED or first.documents & second.documents:
            continue
        for at in (one, other):
            if at not in lines:
                lines[at] = read_line(profiles[at])
        line, its = lines[one], lines[other]
        least = SAME_WORDS if first.speakers.isdisjoint(second.speakers) else SAME_UTTERANCE
        if line and its and is_rendering(line, its, least):
            bound[one, other] = RENDERED
    return bound
