"""The kernels once more, slow and obvious, one element at a time: what the array versions must equal."""

import math
from collections import defaultdict
from itertools import combinations

import numpy as np

from sayso.kernels.pairing import PairRule
from sayso.kernels.rewording import NEAREST
from sayso.kernels.words import fold_character, kind_of, mix

WRAP = (1 << 64) - 1


def find_words_twin(text: str) -> list[tuple[str, int, int, bool]]:
    """Folded words with their places and whether they start with a capital."""
    kinds = [kind_of(character) for character in text]
    for at, kind in enumerate(kinds):
        if kind == 4:
            inner = 0 < at < len(kinds) - 1 and kind_of(text[at - 1]) == 1 and kind_of(text[at + 1]) == 1
            kinds[at] = 2 if inner else 0
    words: list[tuple[str, int, int, bool]] = []
    current: list[int] = []

    def finish() -> None:
        if current:
            end = current[-1] + 1
            while end < len(kinds) and kinds[end] == 2:
                end += 1
            first = text[current[0]]
            folded = "".join(fold_character(text[at]) or text[at] for at in current)
            words.append((folded, current[0], end, first.isupper() or first.istitle()))
            current.clear()

    for at, kind in enumerate(kinds):
        if kind in (0, 3):
            finish()
        if kind in (1, 3):
            current.append(at)
        if kind == 3:
            finish()
    finish()
    return words


def winnow_twin(values: list[int], owners: list[int], window: int) -> list[int]:
    """Smallest value of every window of one owner, the last on ties."""
    chosen = set()
    for owner in set(owners):
        places = [at for at, one in enumerate(owners) if one == owner]
        width = min(window, len(places))
        for start in range(len(places) - width + 1):
            chosen.add(min(places[start : start + width], key=lambda at: (values[at], -at)))
    return sorted(chosen)


def pair_postings_twin(
    values: list[int], places: list[int], owner_of: list[int], nearest: int, most: int
) -> set[tuple[int, int]]:
    """Every place with the first place in the first holder and in the nearest earlier holders."""
    return furnished_pairs_twin(
        values, places, owner_of, [-1] * (max(owner_of, default=0) + 1), PairRule(nearest, most)
    )


def furnished_pairs_twin(
    values: list[int], places: list[int], owner_of: list[int], outlets: list[int], rule: PairRule
) -> set[tuple[int, int]]:
    """As above; what an outlet repeats in enough of its documents pairs these with other outlets' documents only."""
    holders: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for value, place in zip(values, places, strict=True):
        holders[value][owner_of[place]].append(place)
    pairs = set()
    for by_owner in holders.values():
        owners = sorted(by_owner)
        for rank, owner in enumerate(owners):
            fellows = sum(outlets[other] == outlets[owner] for other in owners)
            size = outlets.count(outlets[owner])
            printed = outlets[owner] >= 0 and fellows >= rule.least and 100 * fellows >= rule.share * size
            partners = owners[:rank]
            if printed:
                near = [one for one in partners[-rule.reach :] if outlets[one] != outlets[owner]][-rule.nearest :]
                first = [one for one in partners[: rule.reach + 1] if outlets[one] != outlets[owner]][:1]
                chosen = {*near, *first}
            else:
                chosen = {*partners[-rule.nearest :], *partners[:1]}
            for place in sorted(by_owner[owner])[: rule.most]:
                pairs |= {(min(by_owner[partner]), place) for partner in chosen}
    return pairs


def find_runs_twin(
    numbers: list[int], matches: set[tuple[int, int]], owner_of: list[int], size: int
) -> set[tuple[int, int, int]]:
    """Longest runs of equal words around each match, inside the two documents."""
    runs = set()
    for one, two in matches:
        if numbers[one : one + size] != numbers[two : two + size]:
            continue

        def same(a: int, b: int, early: int = owner_of[one], late: int = owner_of[two]) -> bool:
            inside = 0 <= a < len(numbers) and 0 <= b < len(numbers)
            return inside and owner_of[a] == early and owner_of[b] == late and numbers[a] == numbers[b]

        start, end = 0, 0
        while same(one + start - 1, two + start - 1):
            start -= 1
        while same(one + end, two + end):
            end += 1
        if end - start >= size:
            runs.add((one + start, two + start, end - start))
    return runs


def common_twin(one: list[int], two: list[int], bits: list[int]) -> tuple[int, int]:
    """Longest common subsequence of two lists of words: its length, and the most bits (of `one`) at that length."""
    table = [[(0, 0)] * (len(two) + 1) for _ in range(len(one) + 1)]
    for row, word in enumerate(one, 1):
        for column, other in enumerate(two, 1):
            best = max(table[row - 1][column], table[row][column - 1])
            if word == other:
                count, told = table[row - 1][column - 1]
                best = max(best, (count + 1, told + bits[row - 1]))
            table[row][column] = best
    return table[-1][-1]


def components_twin(count: int, links: list[tuple[int, int]]) -> list[int]:
    """Smallest number that each thing hangs together with."""
    label = list(range(count))
    changed = True
    while changed:
        changed = False
        for one, two in links:
            low = min(label[one], label[two])
            changed |= label[one] != low or label[two] != low
            label[one] = label[two] = low
    return label


def extend_twin(
    one: list[int], two: list[int], bits: list[int], skips: tuple[tuple[int, int], ...], price: int, drop: int
) -> tuple[int, int, int, int, int]:
    """Goes on from the starts of two lists: words on both sides, equal pairs, columns and bits at the best sum."""
    a = b = equal = columns = 0
    gain = score = best_score = 0
    best = (0, 0, 0, 0, 0)
    while True:
        while a < len(one) and b < len(two) and one[a] == two[b]:
            gain, score = gain + bits[b], score + bits[b]
            a, b, equal, columns = a + 1, b + 1, equal + 1, columns + 1
        if score > best_score:
            best, best_score = (a, b, equal, columns, gain), score
        for left, right in skips:
            ahead = one[a + left : a + left + 2]
            if len(ahead) == 2 and ahead == two[b + right : b + right + 2]:
                break
        else:
            return best
        a, b, columns = a + left, b + right, columns + max(left, right)
        score -= max(left, right) * price
        if score <= best_score - drop:
            return best


def as_numbers(words: list[int]) -> np.ndarray:
    """Small numbers as word numbers."""
    return np.array(words, np.uint64)


def as_codes(words: list[int], weights: list[int]) -> np.ndarray:
    """Small numbers as packed words; `weights` are the quarter bits of each number."""
    return np.array([word << 6 | weights[word] for word in words], np.uint32)


def keys_twin(sentence: list[int], rarest: int, sample: int) -> set[int]:
    """The keys of a sentence of words `number << 6 | weight`: sampled threes of its most telling words."""
    scatter = {code: (code >> 6) * 2654435761 & 0xFFFFFFFF for code in sentence}
    told = {scatter[code]: max(one & 63 for one in sentence if one >> 6 == code >> 6) for code in sentence}
    top = sorted(told, key=lambda word: (told[word], word), reverse=True)[:rarest]
    threes = {sum(mix(as_numbers([word])).item() for word in three) for three in combinations(top, 3)}
    return {key for key in (three * 0x9E3779B97F4A7C15 & WRAP for three in threes) if key >> 56 < sample}


def marks_twin(sentence: list[int]) -> tuple[frozenset[int], tuple[int, ...]]:
    """The set of marks of a sentence, and its words."""
    numbers = [code >> 6 for code in sentence]
    return frozenset(((n * 0x9E3779B97F4A7C15 & WRAP) >> 32) * 112 >> 32 for n in numbers), tuple(numbers)


def candidates_twin(
    sentences: list[list[int]], documents: list[int], outlets: list[int], sizes: list[int], shares: tuple[int, int]
) -> set[tuple[int, int]]:
    """Pairs of sentences that meet under a key, as first or nearest holder, and whose marks agree."""
    holders: dict[int, list[int]] = defaultdict(list)
    marks = [marks_twin(sentence) for sentence in sentences]
    for index, sentence in enumerate(sentences):
        for key in keys_twin(sentence, 10, 64):
            holders[key].append(index)
    found = set()
    for group in holders.values():
        held = [outlets[document] for document in {documents[index] for index in group}]
        for rank, later in enumerate(group):
            for earlier in {*group[max(0, rank - NEAREST) : rank], *group[: min(rank, 1)]}:
                (one, words), (two, others) = marks[earlier], marks[later]
                outlet = outlets[documents[later]]
                count = held.count(outlet)
                own = outlet >= 0 and outlet == outlets[documents[earlier]]
                furniture = own and count >= 5 and 4 * count >= sizes[outlet]
                share = shares[rank > NEAREST]
                close = 100 * len(one & two) >= share * max(len(one), len(two))
                if close and words != others and documents[earlier] != documents[later] and not furniture:
                    found.add((earlier, later))
    return found


def evidence_twin(one: list[int], two: list[int], cap: int) -> tuple[int, int, int]:
    """Distinct words of both, what they tell, and that with each run of equal words capped."""
    first = [{code >> 6: code & 63 for code in reversed(side)} for side in (one, two)]
    numbers = [[code >> 6 for code in side] for side in (one, two)]
    islands: list[int] = []
    met: set[int] = set()
    for at, number in enumerate(numbers[0]):
        if number not in first[1]:
            continue
        if not any(
            number == other and at and place and numbers[0][at - 1] == numbers[1][place - 1]
            for place, other in enumerate(numbers[1])
        ):
            islands.append(0)
        if number not in met:
            islands[-1] += min(side[number] for side in first)
        met.add(number)
    return len(met), sum(islands), sum(min(island, cap) for island in islands)


class PlainEncoder:
    """The two graphs of the tagger once more in plain arithmetic, from the same numbers."""

    def __init__(self, lower: bytes, upper: bytes) -> None:
        import onnx
        from onnx import numpy_helper

        self.numbers: dict[str, np.ndarray] = {}
        for graph in (lower, upper):
            for tensor in onnx.load_from_string(graph).graph.initializer:
                self.numbers[tensor.name] = numpy_helper.to_array(tensor)
        layers = sorted({name.split(".")[0] for name in self.numbers if name.startswith("layer")})
        upper_names = {tensor.name.split(".")[0] for tensor in onnx.load_from_string(upper).graph.initializer}
        self.lower, self.upper = [n for n in layers if n not in upper_names], [n for n in layers if n in upper_names]

    def read(self, ids: np.ndarray, quotes: np.ndarray, cases: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        numbers = self.numbers
        ids = np.concatenate(([101], ids, [102]))
        x = numbers["words.steps"][ids] * numbers["words.scale"][ids] + numbers["places.rows"][: len(ids)]
        x = x + numbers["quotes.found.rows"][np.pad(quotes, 1)] + numbers["cases.found.rows"][np.pad(cases, 1)]
        x = self._norm(x, "norm")
        for name in self.lower:
            x = self._layer(x, name)
        return x[None], self._top(x, "cue")[1:-1]

    def mark(self, half: np.ndarray, cues: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
        roles, valid = [], []
        for first, last in cues:
            marks = np.ones(half.shape[1], int)
            marks[first + 1 : last + 1] = 2
            states = self._states(half[0], marks)
            roles.append(softmax(self._head(states, "role.logits"))[1:-1])
            valid.append(1 / (1 + np.exp(-self._head(states[marks == 2].mean(0), "valid.logit")[0])))
        return np.array(roles), np.array(valid)

    def mean(self, ids: np.ndarray) -> np.ndarray:
        """What the graph for whole sentences computes, of whose layers none is shared."""
        ids = np.concatenate(([101], ids, [102]))
        x = (
            self.numbers["words.steps"][ids] * self.numbers["words.scale"][ids]
            + self.numbers["places.rows"][: len(ids)]
        )
        x = self._norm(x, "norm")
        for name in (*self.lower, *self.upper):
            x = self._layer(x, name)
        return x.mean(0)

    def _top(self, half: np.ndarray, head: str) -> np.ndarray:
        return softmax(self._head(self._states(half, np.zeros(len(half), int)), f"{head}.logits"))

    def _states(self, half: np.ndarray, marks: np.ndarray) -> np.ndarray:
        x = half + self.numbers["marks.found.rows"][marks]
        for name in self.upper:
            x = self._layer(x, name)
        return x

    def _head(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.numbers[f"{name}.weight"] + self.numbers[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / spread * self.numbers[f"{name}.scale"] + self.numbers[f"{name}.shift"]

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        low, high = min(0.0, float(x.min())), max(0.0, float(x.max()))
        scale = (high - low) / 255
        zero = np.rint(-low / scale)
        steps = np.clip(np.rint(x / scale) + zero, 0, 255) - zero
        weight = self.numbers[f"{name}.steps"].astype(float) * self.numbers[f"{name}.scale"]
        return steps * scale @ weight + self.numbers[f"{name}.bias"]

    def _layer(self, x: np.ndarray, name: str) -> np.ndarray:
        query, key, value = (self._linear(x, f"{name}.{part}") for part in ("query", "key", "value"))
        heads = []
        for first in range(0, x.shape[1], 32):
            part = slice(first, first + 32)
            heads.append(softmax(query[:, part] @ key[:, part].T / np.sqrt(32)) @ value[:, part])
        x = self._norm(x + self._linear(np.concatenate(heads, 1), f"{name}.out"), f"{name}.norm")
        up = self._linear(x, f"{name}.up")
        bent = up * 0.5 * (1 + np.vectorize(math.erf)(up / math.sqrt(2)))
        return self._norm(x + self._linear(bent, f"{name}.down"), f"{name}.norm_out")


def softmax(x: np.ndarray) -> np.ndarray:
    raised = np.exp(x - x.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)
