"""From documents and regions to attributions and relays: read each unit, join quotations, nest, credit, make rows."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribution.join import ALIKE, LEAST_NESTED, dice, join
from sayso.attribution.linear import judge as judge_frames
from sayso.attribution.reach import bound_credits
from sayso.attribution.rules.adverbials import EMERGED, WITH_BY, read_adverbials
from sayso.attribution.rules.asides import read_asides, read_so_says
from sayso.attribution.rules.clauses import read_clauses
from sayso.attribution.rules.forms.denials import unfold_denial
from sayso.attribution.rules.forms.read import read_forms
from sayso.attribution.rules.headlines import read_bracketed, read_headline
from sayso.attribution.rules.outlet_judge import OutletJudge
from sayso.attribution.rules.quotes import (
    UNMARKED,
    join_quotes,
    read_colon_quote,
    read_interview,
    read_posts,
    read_signed,
)
from sayso.attribution.rules.relays import (
    CREDIT_AFTER,
    CREDIT_LINE,
    Credit,
    credit_of,
    read_credits,
    read_dateline,
)
from sayso.attribution.rules.units import Frame, Unit, inner_units, read_units
from sayso.attribution.tagger import Tagger, shipped_tagger
from sayso.attribution.unsaid import is_unsaid
from sayso.language import LANGUAGES, Quotation
from sayso.language.items import span_of
from sayso.language.phrases import phrase_after
from sayso.language.weights import Weights
from sayso.model import Attribution, Document, Form, Region, Relay, Span, article_spans, grouped, identify

MADE_BY = "attribution.rules/2"
JUDGED_BY = "attribution.linear/1"
MOST_RELAYED = 2000  # attributions listed under one relay; an article of 5 million letters holds some 30,000
NESTED_TOGETHER = 200  # frames of one paragraph that are compared for nesting; PolNeAR dev has at most 20
COMMENT_SCORE = 0.5  # a comment is nobody's reporting: what it attributes is never taken at more than even odds


@dataclass(slots=True)
class _Found:
    """A frame with its unit, on its way to a row."""

    frame: Frame
    unit: Unit
    within: "_Found | None" = None
    row: str = ""


def extract_attributions(
    documents: Sequence[Document], regions: Sequence[Region], tier: str = "story", weights: Weights | None = None
) -> tuple[list[Attribution], list[Relay]]:
    """Attributions and relays of all documents; speakers and outlets are still unset.

    In a language without rules of its own only those are applied that need no words: quotations signed or standing
    alone, answers of an interview, headlines that quote, credits in datelines.

    Without regions the whole text counts as body. Reader comments are read too, apart from the article, and marked
    `comment`; furniture, captions, bylines, disclaimers and metadata are not read. Linear in the length of the text.

    In tier `story` the trained tagger reads the article's paragraphs too (comments are left to the rules); `weights`
    are a tagger's to use in place of the one that comes with sayso. In tier `crawl` a small linear model judges what
    the rules find in the body, and what looser readers propose there.
    """
    tagger = None if tier != "story" else Tagger(weights) if weights else shipped_tagger()
    of_document = grouped(regions)
    attributions: list[Attribution] = []
    relays: list[Relay] = []
    for document in documents:
        known = (document.language or LANGUAGES[0]) in LANGUAGES
        rows = of_document.get(document.document, [])
        article = article_spans(document, rows)
        units = read_units(document, article)
        judge = OutletJudge(document, units)
        judged = known and tier == "crawl"
        found, credits = _read_article(document, units, judge, known, tagger if known else None, judged)
        datelines = read_units(document, article_spans(document, rows, ("dateline",))) if rows else []
        credits += [(credit, unit) for unit in datelines for credit in read_dateline(unit, judge)]
        attributions += [_row(document, one, False, tagger) for one in found]
        bounded, ends = bound_credits(document.text, units, credits)
        relays += _relay_rows(document, article, found, bounded, ends)
        comments = read_units(document, article_spans(document, rows, ("comment",))) if rows else []
        said, _ = _read_article(document, comments, OutletJudge(document, comments), known)
        attributions += [_row(document, one, True, None) for one in said]
    return attributions, relays


def _read_article(
    document: Document,
    units: list[Unit],
    judge: OutletJudge,
    known: bool,
    tagger: Tagger | None = None,
    judged: bool = False,
) -> tuple[list[_Found], list[tuple[Credit, Unit]]]:
    frames = [_frames_of(unit) if known else read_signed(unit) for unit in units]
    for n in range(len(units) if known else 0):
        said = read_so_says(units, n)
        if said is not None:
            frames[n] = [said]
    voices = frozenset(_last_word(f, document.text) for n, unit in enumerate(units) for f in frames[n] if f.source)
    for n, unit in enumerate(units):
        if unit.kind == "headline":
            frames[n] = read_headline(unit, voices, frames[n])
        elif known and unit.items and unit.items[0].tag == "Q" and not frames[n]:
            frames[n] = read_bracketed(unit, voices)
    passing = [read_credits(unit, judge) for unit in units]
    frames = join_quotes(units, frames)
    if known:
        lines = {n for n, credits in enumerate(passing) if any(c.rule == CREDIT_LINE for c in credits)}
        frames = read_posts(units, frames, lines)
    for n, answer in read_interview(units).items():
        frames[n].insert(0, answer)
    if tagger is not None:
        frames = join(document.text, units, [_without_twins(of_unit) for of_unit in frames], tagger)
    elif judged:
        frames = judge_frames(units, frames)
    if known:
        frames = [
            [
                unfold_denial(document.text, unit, frame)
                for frame in of_unit
                if not is_unsaid(document.text, unit, frame)
            ]
            for unit, of_unit in zip(units, frames, strict=True)
        ]
    found: list[_Found] = []
    credits: list[tuple[Credit, Unit]] = []
    for n, unit in enumerate(units):
        of_unit = [_Found(frame, unit) for frame in _without_twins(frames[n])]
        in_passing = passing[n]
        of_unit, as_source = _credit(of_unit, unit, judge, in_passing)
        before = units[n - 1] if n and units[n - 1].paragraph == unit.paragraph else unit
        credits += [(c, before if c.rule == CREDIT_AFTER else unit) for c in (*in_passing, *as_source)]
        inner = [
            _Found(frame, part)
            for part in (inner_units(document.text, unit) if known else ())
            for frame in _inner_frames(part)
        ]
        found += of_unit + [i for i in inner if any(_holds(o, i) for o in of_unit)]
    found = [one for one in found if not _is_block_relay(one.frame, credits)]
    _nest(found)
    _identify(document, found)
    return found, credits


def _is_block_relay(frame: Frame, credits: list[tuple[Credit, Unit]]) -> bool:
    """Whether the tagger took "OUTLET reports:" for a statement, which is the relay of all that follows."""
    return frame.layer == "tagger" and any(
        credit.scope != "sentence" and credit.span.overlaps(source) for credit, _ in credits for source in frame.source
    )


def _frames_of(unit: Unit) -> list[Frame]:
    colon = read_colon_quote(unit)
    if colon:
        return colon
    adverbials = read_adverbials(unit)
    known = [frame for frame in adverbials if frame.rule in (EMERGED, WITH_BY)]
    forms = [one.frame for one in read_forms(unit)]
    formed = [frame for frame in forms if not any(_same_words(frame, other) for other in known)]
    asides = [frame for frame in read_asides(unit) if not any(_same_words(frame, other) for other in formed)]
    taken = [cue for frame in formed for cue in frame.cue] + [frame.cue[-1] for frame in asides]
    others = [
        frame
        for frame in (*read_clauses(unit), *adverbials)
        if not any(cue.overlaps(own) for cue in frame.cue for own in taken)
        and not any(_same_words(frame, other) for other in formed)
    ]
    return [*formed, *asides, *others] or read_signed(unit)


def _same_words(frame: Frame, formed: Frame) -> bool:
    """Whether a frame reads the words of a form once more: it has its cue for source or content, or its content too."""
    return any(cue.overlaps(own) for cue in formed.cue for own in (*frame.cue, *frame.source)) or (
        dice(frame.content, formed.content) >= ALIKE and dice(frame.source, formed.source) >= ALIKE
    )


def _last_word(frame: Frame, text: str) -> str:
    """The last word of a frame's source if a capital opens it, in lower case."""
    parts = frame.source[0].text_in(text).split()
    return parts[-1].lower().replace("’", "'") if parts and parts[-1][0].isupper() else ""


def _inner_frames(unit: Unit) -> list[Frame]:
    """Inside a quotation only what has a source of its own in the third person is an attribution."""
    speaking = ("i", "we", "you")
    return [
        replace(frame, score=round(frame.score * 0.8, 3))
        for frame in (*read_clauses(unit), *read_adverbials(unit))
        if frame.source and not any(i.lower in speaking for i in unit.items if i.start == frame.source[0].start)
    ]


def _without_twins(frames: list[Frame]) -> list[Frame]:
    """One frame per cue and content start: the surest, then the first."""
    best: dict[tuple[object, ...], Frame] = {}
    for frame in sorted(frames, key=lambda f: (-f.score, f.start, f.rule)):
        key = (frame.cue or frame.source or frame.content,)
        if key not in best and not any(
            frame.cue and other.cue and frame.cue[0].overlaps(other.cue[0]) for other in best.values()
        ):
            best[key] = frame
    return sorted(best.values(), key=lambda f: (f.start, f.content))


def _credit(
    of_unit: list[_Found], unit: Unit, judge: OutletJudge, in_passing: list[Credit]
) -> tuple[list[_Found], list[Credit]]:
    """Find the frames whose source is an outlet; where one only carries another's words, keep the relay alone."""
    kept: list[_Found] = []
    credits: list[Credit] = []
    named = {c.span for c in in_passing}
    for one in of_unit:
        citing = _citing(unit, one.frame)
        credit = credit_of(one.frame, unit, judge, citing is not None)
        if credit is None:
            kept.append(one)
            continue
        if citing is not None:
            kept.append(_Found(replace(one.frame, source=(citing,), rule="citing"), unit))
        elif not any(other is not one and _carries(one.frame, other.frame) for other in of_unit if _is_sure(other)):
            kept.append(one)
        if not any(credit.span.overlaps(span) for span in named):
            credits.append(credit)
    return kept, credits


def _is_sure(one: _Found) -> bool:
    """Whether a frame is more than a weak guess of the tagger's."""
    return one.frame.layer != "tagger" or one.frame.score >= LEAST_NESTED


def _citing(unit: Unit, frame: Frame) -> Span | None:
    """The X of "Citing X, OUTLET reports that C", "OUTLET, citing X, reports that C" and "C, OUTLET said, citing X"."""
    if not frame.source:
        return None
    items = unit.items
    at = next(
        (n for n, i in enumerate(items) if n and i.lower in ("citing", "quoting") and items[n - 1].tag == ","), None
    )
    if at is not None and at + 1 < len(items) and items[at].start >= frame.source[0].start:
        last = phrase_after(list(items), at + 1, to_end=True)
        return None if last is None else span_of(list(items), at + 1, last)
    if not items or items[0].lower not in ("citing", "quoting"):
        return None
    comma = next((n for n in range(1, min(len(items), 24)) if items[n].tag == ","), None)
    if comma is None or comma < 2 or items[comma].end > frame.source[0].start:
        return None
    return Span(items[1].start, items[comma - 1].end)


def _carries(outer: Frame, inner: Frame) -> bool:
    """Whether what the outlet is credited with is mostly somebody else's words."""
    held = sum(s.end - s.start for s in outer.content)
    given = sum(
        min(a.end, b.end) - max(a.start, b.start) for a in outer.content for b in inner.content if a.overlaps(b)
    )
    if inner.source and inner.source[0].start == outer.content[0].start:  # X said that C, according to OUTLET
        return True
    return bool(inner.source) and given * 2 >= held


def _holds(outer: _Found, inner: _Found) -> bool:
    """Whether the inner frame stands wholly inside one piece of the outer's content."""
    extent = inner.frame.extent
    return outer.frame.extent != extent and any(s.contains(extent) for s in outer.frame.content)


def _nest(found: list[_Found]) -> None:
    """Point each frame to the smallest content that holds it; frames of one paragraph only can hold each other."""
    by_paragraph: dict[int, list[_Found]] = {}
    for one in found:
        by_paragraph.setdefault(one.unit.paragraph, []).append(one)
    for group in by_paragraph.values():
        for one in group[:NESTED_TOGETHER]:
            holders = [other for other in group[:NESTED_TOGETHER] if _holds(other, one)]
            if holders:
                one.within = min(holders, key=lambda h: (sum(s.end - s.start for s in h.frame.content), h.frame.start))


def _identify(document: Document, found: list[_Found]) -> None:
    for one in found:
        frame = one.frame
        one.row = identify("a", document.document, frame.source, frame.cue, frame.content)


def _row(document: Document, one: _Found, comment: bool, tagger: Tagger | None) -> Attribution:
    frame, text = one.frame, document.text
    content = tuple(sorted(frame.content))
    score = min(frame.score, COMMENT_SCORE) if comment else frame.score
    return Attribution(
        attribution=one.row,
        document=document.document,
        form=_form(frame, one.unit, text),
        source=frame.source,
        cue=frame.cue,
        content=content,
        source_text=tuple(s.text_in(text) for s in frame.source),
        cue_text=tuple(s.text_in(text) for s in frame.cue),
        content_text=tuple(s.text_in(text) for s in content),
        speaker=None,
        within=one.within.row if one.within else None,
        act=frame.act,
        comment=comment,
        headline=one.unit.kind == "headline",
        made_by=_made_by(frame, tagger),
        rule=frame.rule,
        score=score,
    )


def _made_by(frame: Frame, tagger: Tagger | None) -> str:
    """The layers that spoke: rules, the tagger or both; or the linear model, of what rules and looser readers say."""
    if frame.layer == "linear":
        return JUDGED_BY
    if tagger is None or frame.layer == "rules":
        return MADE_BY
    return tagger.name if frame.layer == "tagger" else f"{MADE_BY} + {tagger.name}"


def _form(frame: Frame, unit: Unit, text: str) -> Form:
    """Direct where every piece is a quotation, mixed where a quotation stands among other words."""
    quoted = {Span(i.start, i.end) for i in unit.items if i.quotation and not _is_single_word(i.quotation, text)}
    whole = [
        s
        for s in frame.content
        if s in quoted
        or _opens_only(s, text)
        or (text[s.start] in "“\"«„‘'‹" and (s.start < unit.span.start or s.start > unit.span.end))
    ]
    if len(whole) == len(frame.content) or frame.rule in UNMARKED:
        return "direct"
    return "mixed" if any(s.contains(q) for s in frame.content for q in quoted) else "indirect"


def _opens_only(piece: Span, text: str) -> bool:
    """Whether words open with a double mark that never closes."""
    return text[piece.start] in "“«„" and not any(mark in "”»“" for mark in text[piece.start + 1 : piece.end])


def _is_single_word(quotation: Quotation, text: str) -> bool:
    """Whether one word stands between single marks: a scare quote."""
    return quotation.is_single and " " not in quotation.inner.text_in(text).strip()


def _relay_rows(
    document: Document,
    article: Sequence[tuple[str, Span]],
    found: list[_Found],
    credits: list[tuple[Credit, Unit]],
    ends: dict[Span, int],
) -> list[Relay]:
    end = max((span.end for _, span in article), default=0)
    ordered = sorted((one for one in found if one.frame.content), key=lambda one: one.frame.content[-1].start)
    starts = [one.frame.content[-1].start for one in ordered]
    of_unit: dict[Span, list[str]] = {}
    for one in ordered:
        of_unit.setdefault(one.unit.span, []).append(one.row)
    rows = []
    for credit, unit in credits:
        reach = {
            "sentence": unit.span,
            "passage": Span(credit.span.start, ends.get(credit.span, end)),
            "rest": Span(credit.span.start, end),
        }.get(credit.scope, Span(0, end))
        first, last = bisect_left(starts, reach.start), bisect_left(starts, reach.end)
        capped = last - first > MOST_RELAYED
        under = {one.row for one in ordered[first : min(last, first + MOST_RELAYED)]}
        if credit.scope == "sentence":
            under.update(of_unit.get(unit.span, ()))
        rows.append(
            Relay(
                relay=identify("r", document.document, credit.span, credit.scope),
                document=document.document,
                outlet=None,
                start=credit.span.start,
                end=credit.span.end,
                text=credit.span.text_in(document.text),
                scope=credit.scope,
                scope_start=reach.start,
                scope_end=reach.end,
                attributions=tuple(sorted(under)),
                made_by=MADE_BY,
                rule=credit.rule + (f", first {MOST_RELAYED} attributions" if capped else ""),
                score=credit.score,
            )
        )
    return rows
