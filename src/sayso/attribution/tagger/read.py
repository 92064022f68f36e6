"""A paragraph in, attributions out: the tagger's own reading, and its opinion of a cue that a rule proposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import tokenizers

from sayso.attribution.tagger.decode import Run, find_cues, find_roles
from sayso.attribution.tagger.pieces import Window, read_windows
from sayso.kernels.encoder import Encoder, Floats
from sayso.language.weights import Weights, WeightsError, shipped_weights
from sayso.model import Span

LEAST_CUE = 0.45
"""Cues less likely than this in the first reading are not looked at again: `join` asks for more in any case."""
MOST_CUES = 24
"""Cues of one window that get a second reading, the likeliest; PolNeAR dev has at most 8."""
REMEMBERED = 20_000
"""Windows whose reading is kept, so that a paragraph that many articles copy is read once."""
_LOOSE = " \t\n\r.,;:–—-"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger makes of one cue."""

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    seen: float
    """How likely the first reading thought the cue."""
    valid: float
    """How likely the second reading, with the cue marked, thinks it one."""
    sure: float
    """Mean probability of the content's pieces."""
    capped: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    seen: float
    valid: float
    sure: float
    capped: bool


class Tagger:
    """A trained model, ready to read."""

    def __init__(self, weights: Weights) -> None:
        """Load the model's graphs and word pieces."""
        self.name = weights.name
        self._encoder = Encoder(weights.files["lower.onnx"], weights.files["upper.onnx"])
        self._pieces = tokenizers.Tokenizer.from_str(weights.files["pieces.json"].decode())
        self._pieces.no_padding()
        self._pieces.no_truncation()
        self._known: dict[tuple[bytes, ...], tuple[_Found, ...]] = {}

    def read(self, text: str, paragraph: Span, proposed: Sequence[Span] = ()) -> list[Reading]:
        """The attributions of a paragraph, one for each cue; `proposed` are cues that rules found there.

        Linear in the paragraph's length.
        """
        readings = []
        for window in read_windows(text, paragraph, self._pieces):
            mine = tuple(_locate(window, cue) for cue in proposed if _stands_in(window, cue))
            readings += [_reading(text, window, found) for found in self._look_up(window, mine)]
        return [reading for reading in readings if reading.content]

    def _look_up(self, window: Window, proposed: tuple[Run, ...]) -> tuple[_Found, ...]:
        key = (window.ids.tobytes(), window.quotes.tobytes(), window.cases.tobytes(), repr(proposed).encode())
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._find(window, proposed)
        return known

    def _find(self, window: Window, proposed: tuple[Run, ...]) -> tuple[_Found, ...]:
        half, cue = self._encoder.read(window.ids, window.quotes, window.cases)
        cues = find_cues(cue, LEAST_CUE)
        for run in proposed:
            if not any(a < run[1] and run[0] < b for (a, b), _ in cues):
                cues.append((run, float(1 - cue[run[0] : run[1], 0].min())))
        likely = sorted(cues, key=lambda c: -c[1])[:MOST_CUES]
        capped = len(cues) > len(likely)
        cues = sorted(likely)
        if not cues:
            return ()
        roles, valid = self._encoder.mark(half, [run for run, _ in cues])
        found = (
            _found(run, seen, role, float(is_cue), capped)
            for (run, seen), role, is_cue in zip(cues, roles, valid, strict=True)
        )
        return tuple(one for one in found if one.content)


def try_weights(weights: Weights) -> None:
    """Read one sentence with a tagger that somebody else has made.

    Raises:
        WeightsError: its files are there, but are no tagger.
    """
    text = "Somebody said that this works."
    try:
        Tagger(weights).read(text, Span(0, len(text)))
    except Exception as fault:  # whatever onnxruntime and tokenizers make of a strange file
        reason = str(fault).strip().split("\n")[0][:120]
        raise WeightsError(f"{weights.name}: no tagger that this sayso can run ({reason}); make it anew") from None


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with sayso, loaded once."""
    return Tagger(shipped_weights("tagger"))


def _found(run: Run, seen: float, role: Floats, valid: float, capped: bool) -> _Found:
    cue, source, pieces, sure = find_roles(role, run)
    return _Found(cue, source, tuple(pieces), round(seen, 3), round(valid, 3), round(sure, 3), capped)


def _stands_in(window: Window, cue: Span) -> bool:
    return int(window.starts[0]) <= cue.start < int(window.ends[-1])


def _locate(window: Window, cue: Span) -> Run:
    """The pieces that a span covers."""
    first = int(window.ends.searchsorted(cue.start, "right"))
    last = int(window.starts.searchsorted(cue.end, "left"))
    return first, max(first + 1, last)


def _reading(text: str, window: Window, found: _Found) -> Reading:
    cue = _span(text, window, found.cue)
    source = None if found.source is None else _trim(text, _span(text, window, found.source))
    source = source if source and source.end > source.start else None  # nothing but marks
    content = tuple(_trim(text, _span(text, window, run)) for run in found.content)
    return Reading(cue, source, tuple(c for c in content if c.end > c.start), found.seen, found.valid, found.sure,
                   found.capped)  # fmt: skip


def _span(text: str, window: Window, run: Run) -> Span:
    """The characters of some pieces, words that they cut widened to the whole."""
    first, last = run
    while first > 0 and window.cases[first] == 1 and window.ends[first - 1] == window.starts[first]:
        first -= 1
    while last < len(window.ids) and window.cases[last] == 1 and window.ends[last - 1] == window.starts[last]:
        last += 1
    return Span(int(window.starts[first]), int(window.ends[last - 1]))


def _trim(text: str, span: Span) -> Span:
    """A span without blanks, commas and stops at its ends."""
    start, end = span
    while start < end and text[start] in _LOOSE:
        start += 1
    while end > start and text[end - 1] in _LOOSE:
        end -= 1
    return Span(start, end)
