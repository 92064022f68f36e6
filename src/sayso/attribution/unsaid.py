"""What is worded like an attribution and says the contrary, or asks: "contrary to what X said", "was told that"."""

import re

from sayso.attribution.rules.forms.read import FORM
from sayso.attribution.rules.units import Frame, Unit
from sayso.language import words
from sayso.language.verbs import cue_words

_HEARER = re.compile(
    r"\b(?:was|were|been|being|is|are|be) (?:\w+ )?(?:told$|(?:accused|suspected|convicted) of\b)", re.IGNORECASE
)
_WOULD = re.compile(r"(?:would|could|might|should) have\b", re.IGNORECASE)
_BEFORE_SOURCE = re.compile(r"\b(?:contrary to|unlike|despite|regardless of) what\s*$", re.IGNORECASE)
_BEFORE_CUE = re.compile(
    r"\b(?:far from|instead of|rather than|without|(?:accused|suspected|convicted|guilty) of)\s*(?:ever |having )?$",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"it (?:was|is) not\b|it (?:wasn|isn)['’]t\b", re.IGNORECASE)
_REACH = 40
"""Characters looked back from a source or cue."""


def is_unsaid(text: str, unit: Unit, frame: Frame) -> bool:
    """Whether a frame's own sentence takes back that its source says its content, or only asks or supposes it."""
    if not frame.cue or frame.rule.startswith(("interview", "headline", "quote alone", "signed")):
        return False
    cue = frame.cue[0].text_in(text)
    if frame.rule.startswith(FORM):  # "would have it that", "was told by X that": the form says who speaks
        return _is_question(text, unit)
    if frame.layer == "tagger" and (_is_aside(text, frame) or _foresees(text, frame)):
        return True
    if _HEARER.search(cue) or _WOULD.match(cue) or _BEFORE_CUE.search(_before(text, unit, frame.cue[0].start)):
        return True
    return _is_question(text, unit) or _has_no_voice(text, unit, frame)


def _is_aside(text: str, frame: Frame) -> bool:
    """Whether only a clause about somebody is meant, in which nobody speaks: "who wishes to remain unnamed"."""
    said = "".join(source.text_in(text) for source in frame.source).lower()
    if said != "who":
        return False
    return frame.content[0].text_in(text).lower().startswith(tuple(cue_words("acts", "unspoken")))


def _foresees(text: str, frame: Frame) -> bool:
    """Whether nobody is named who expects what "is expected": snow, rain, talks; not what is expected to be done."""
    if frame.source:
        return False
    cues = frame.cue[0].text_in(text).lower().split()
    clause = any(piece.text_in(text).lower().startswith(("that ", "whether ", "to ")) for piece in frame.content)
    return cues[-1] in cue_words("acts", "foreseen") and not clause


def _has_no_voice(text: str, unit: Unit, frame: Frame) -> bool:
    """Whether its source is nobody, the one who was asked, or one who is said not to have spoken."""
    if not frame.source:
        return False
    source, cue = frame.source[0], frame.cue[0]
    said = source.text_in(text).lower().split()
    if not said:
        return True
    nobody = said[0] in cue_words("acts", "nobody") or said[:2] == ["no", "one"]
    cleft = said == ["who"] and _CLEFT.match(text, unit.span.start) is not None
    contrary = _BEFORE_SOURCE.search(_before(text, unit, source.start)) is not None
    between = text[source.end : cue.start].strip()
    asked = between == "," and cue.text_in(text).lower().split()[-1] in cue_words("acts", "questioned")
    return nobody or cleft or contrary or asked


def _is_question(text: str, unit: Unit) -> bool:
    """Whether the sentence asks: it opens with an auxiliary and ends in a question mark, outside of quotations."""
    if unit.depth or not unit.items or unit.items[-1].text != "?":
        return False
    return unit.items[0].lower in words("grammar", "auxiliaries")


def _before(text: str, unit: Unit, start: int) -> str:
    return text[max(unit.span.start, start - _REACH) : start]
