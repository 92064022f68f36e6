"""An invented case with every table filled: six short articles about a fish market's fallen roof."""

from sayso.model import (
    Attribution,
    Claim,
    Date,
    Document,
    Drift,
    Edge,
    Entry,
    Figure,
    Input,
    Mention,
    Moment,
    Origin,
    Pair,
    Place,
    Promise,
    Region,
    Relay,
    Source,
    Tables,
    Wording,
    checksum,
    identify,
)

MADE = ("hand", "hand", 0.9)
TEXTS = {
    "brine": (
        "Fish hall roof fell after inspectors left\n\nHarbour warden Odalys Penk said that the roof beams had been "
        "sawn through before the storm.\n\n“We found fresh saw marks on every beam,” Penk told Tidewater FM.\n\n"
        "Eleven stallholders were hurt on 4 March.\n\nShare this story\n"
    ),
    "gullery": (
        "According to Tidewater FM, the harbour warden said the beams were sawn through. “We discovered new saw "
        "marks on all the beams,” she added. She promised that photographs of the beams would be published.\n\nAbout a "
        "dozen traders were injured.\n\nWhat rubbish, wrote marnie44.\n"
    ),
    "lantern": (
        "Reports say the market's beams had been sawn through on purpose.\n\nThe builders, Corvane & Sons, denied that "
        "any beam was sawn. “Nobody touched those beams,” said Tobit Corvane.\n"
    ),
    "mudlark": (
        "The beams were cut through, people at the quay say. Mayor Ysolt Brand doubted that the beams were cut.\n"
    ),
    "pilot": "Odalys Penk said fresh saw marks were found on each beam. More than ten people were hurt, Penk said.\n",
    "quayside": "The fish hall stays shut until May.\n",
}
DOCUMENT = {name: identify("d", name) for name in TEXTS}
SOURCE = {name: identify("s", name) for name in ("penk", "fm", "corvane", "brand", "reports")}
SAWN, MARKS, SHUT = (identify("c", name) for name in ("sawn", "marks", "shut"))
CLAIM = {"sawn": SAWN, "marks": MARKS, "shut": SHUT}
RUN = {
    "name": "fish hall", "sayso": "0.1.0", "input": "ab" * 16, "date": "2024-03-09", "stages": ["read", "clean"],
    "settings": {"language": "en"}, "rows": {"documents": 6}, "seconds": 1.25,
    "report": "fish-hall.sayso/report.html",
}  # fmt: skip

SAID = [
    # name, document, source, cue, content, speaker, claim, stance, variant
    ("b1", "brine", "Harbour warden Odalys Penk", "said", "that the roof beams had been sawn through before the storm",
     "penk", "sawn", "asserts", 1),
    ("b2", "brine", "Penk", "told", "“We found fresh saw marks on every beam,”", "penk", "marks", "asserts", 1),
    ("g1", "gullery", "the harbour warden", "said", "the beams were sawn through", "penk", "sawn", "asserts", 2),
    ("g2", "gullery", "she", "added", "“We discovered new saw marks on all the beams,”",
     "penk", "marks", "asserts", 1),
    ("g3", "gullery", "She", "promised", "that photographs of the beams would be published",
     "penk", "marks", "asserts", 3),
    ("l1", "lantern", "Reports", "say", "the market's beams had been sawn through on purpose",
     "reports", "sawn", "asserts", 3),
    ("l2", "lantern", "The builders, Corvane & Sons", "denied", "that any beam was sawn",
     "corvane", "sawn", "denies", 4),
    ("m1", "mudlark", "people at the quay", "say", "The beams were cut through", None, "sawn", "asserts", 5),
    ("m2", "mudlark", "Mayor Ysolt Brand", "doubted", "that the beams were cut", "brand", "sawn", "doubts", 6),
    ("p1", "pilot", "Odalys Penk", "said", "fresh saw marks were found on each beam", "penk", "marks", "asserts", 2),
]  # fmt: skip


def build_tables() -> Tables:
    """All tables of the invented case."""
    attributions = {name: _attribution(*row[:-2], stance=row[-2]) for name, *row in SAID}
    wordings = [
        Wording(CLAIM[row[6]], a.document, a.attribution, a.content, a.content_text, row[7], row[8], *MADE)
        for row in SAID
        for a in (attributions[row[0]],)
    ]
    own = find("quayside", "The fish hall stays shut until May")
    wordings.append(
        Wording(SHUT, own.document, None, (own.span,), ("The fish hall stays shut until May",), "asserts", 1, *MADE)
    )
    return Tables().having(
        documents=[_document(name) for name in TEXTS], regions=_regions(), attributions=list(attributions.values()),
        sources=_sources(), mentions=_mentions(), relays=_relays(attributions), claims=_claims(), wordings=wordings,
        origins=_origins(), edges=_edges(), figures=_figures(), dates=_dates(), promises=[_promise(attributions["g3"])],
        pairs=_pairs(), drift=_drift(), timeline=_moments(), ledgers=_entries(), inputs=_inputs(),
    )  # fmt: skip


def find(name: str, words: str) -> Place:
    """Where words stand in a text."""
    start = TEXTS[name].index(words)
    return Place(DOCUMENT[name], start, start + len(words))


def _document(name: str) -> Document:
    text = TEXTS[name]
    outlet = {"brine": "The Brine", "gullery": "Gullery Post"}.get(name)
    url = {"brine": "https://brine.example/roof", "lantern": "javascript:alert(1)"}.get(name)
    title = "Fish hall roof fell after inspectors left" if name == "brine" else None
    return Document(
        DOCUMENT[name], f"articles/{name}.txt", None, url, None, outlet, "text" if outlet else None, title,
        ("Ana Wirth",) if name == "brine" else (), "2024-03-05" if name == "brine" else None, None, "en",
        "utf-8 (strict)",
        checksum(text) * 4, len(text), text, (),
    )  # fmt: skip


def _attribution(
    document: str, source: str, cue: str, content: str, speaker: str | None, claim: str, *, stance: str
) -> Attribution:
    spans = [(find(document, words).span,) for words in (source, cue, content)]
    form = "direct" if content.startswith("“") else "indirect"
    return Attribution(
        identify("a", DOCUMENT[document], *spans), DOCUMENT[document], form, *spans, (source,), (cue,), (content,),
        SOURCE[speaker] if speaker else None, None, stance, False, False, "hand", "verb before",
        0.9 if speaker else 0.5,
    )  # fmt: skip


def _regions() -> list[Region]:
    rows = []
    for name, text in TEXTS.items():
        marks = {"brine": [("headline", 0, 41), ("furniture", text.find("Share"), len(text))]}.get(name, [])
        if name == "gullery":
            marks = [("comment", text.index("What rubbish"), len(text))]
        at = 0
        for kind, start, end in [*marks, ("", len(text), len(text))]:
            for what, first, last in (("body", at, start), (kind, start, end)):
                if last > first:
                    rows.append(Region(DOCUMENT[name], first, last, what, checksum(text[first:last]), *MADE))
            at = end
    return rows


def _sources() -> list[Source]:
    named = [
        ("penk", "Odalys Penk", "person", ("Penk", "She", "the harbour warden")), ("fm", "Tidewater FM", "outlet", ()),
        ("corvane", "Corvane & Sons", "organisation", ()), ("brand", "Ysolt Brand", "person", ("Mayor Ysolt Brand",)),
        ("reports", "unnamed reports", "unnamed", ()),
    ]  # fmt: skip
    return [
        Source(SOURCE[key], name, kind, aliases, (), "hand", "same surname", 0.9) for key, name, kind, aliases in named
    ]


def _mentions() -> list[Mention]:
    rows = [
        ("brine", "Harbour warden Odalys Penk", "penk", "name"), ("brine", "Penk told", "penk", "name"),
        ("gullery", "the harbour warden", "penk", "title"), ("gullery", "she", "penk", "pronoun"),
        ("brine", "Tidewater FM", "fm", "outlet"), ("pilot", "Odalys Penk", "penk", "name"),
    ]  # fmt: skip
    return [Mention(*find(name, words), words, SOURCE[source], how, *MADE) for name, words, source, how in rows]


def _relays(attributions: dict[str, Attribution]) -> list[Relay]:
    rows = [("brine", ("b2",)), ("gullery", ("g1", "g2", "g3"))]
    found = []
    for name, under in rows:
        place = find(name, "Tidewater FM")
        ids = tuple(attributions[key].attribution for key in under)
        scope = ("rest", place.start, len(TEXTS[name]))
        found.append(Relay(identify("r", *place), DOCUMENT[name], SOURCE["fm"], place.start, place.end, "Tidewater FM",
                           *scope, ids, *MADE))  # fmt: skip
    return found


def _claims() -> list[Claim]:
    return [
        Claim(SAWN, find("gullery", "the beams were sawn through"), "the beams were sawn through", 4, 1, 3,
              ("Two wordings name Odalys Penk.", "Two name nobody."), *MADE),
        Claim(MARKS, find("brine", "“We found fresh saw marks on every beam,”"),
              "“We found fresh saw marks on every beam,”", 3, 1, 1, ("All wordings name Odalys Penk.",), *MADE),
        Claim(SHUT, find("quayside", "The fish hall stays shut until May"), "The fish hall stays shut until May", 1, 1,
              1, (), *MADE),
    ]  # fmt: skip


def _origins() -> list[Origin]:
    ids = DOCUMENT
    return [
        Origin(SAWN, SOURCE["penk"], "named", SOURCE["penk"], (ids["brine"], ids["gullery"]),
               (SOURCE["penk"], SOURCE["fm"], ids["gullery"]), (find("brine", "Odalys Penk"),), *MADE),
        Origin(SAWN, SOURCE["reports"], "unnamed", SOURCE["reports"], (ids["lantern"],), (), (), *MADE),
        Origin(SAWN, identify("o", "m"), "unresolved", None, (ids["mudlark"],), (), (), *MADE),
        Origin(MARKS, SOURCE["penk"], "named", SOURCE["penk"], (ids["brine"], ids["gullery"], ids["pilot"]),
               (SOURCE["penk"], ids["pilot"]), (), *MADE),
        Origin(SHUT, identify("o", "q"), "own", None, (ids["quayside"],), (), (), *MADE),
    ]  # fmt: skip


def _edges() -> list[Edge]:
    penk, fm = SOURCE["penk"], SOURCE["fm"]
    rows = [
        (SAWN, penk, DOCUMENT["brine"], "quotes", "stated", find("brine", "Harbour warden Odalys Penk")),
        (SAWN, penk, fm, "quotes", "stated", find("gullery", "the harbour warden")),
        (SAWN, fm, DOCUMENT["gullery"], "relays", "stated", find("gullery", "Tidewater FM")),
        (SAWN, SOURCE["reports"], DOCUMENT["lantern"], "cites", "stated", find("lantern", "Reports")),
        (MARKS, penk, fm, "quotes", "stated", find("brine", "Penk told")),
        (MARKS, fm, DOCUMENT["brine"], "relays", "stated", find("brine", "Tidewater FM")),
        (MARKS, fm, DOCUMENT["gullery"], "relays", "stated", find("gullery", "Tidewater FM")),
        (MARKS, DOCUMENT["brine"], DOCUMENT["pilot"], "reworded", "shown", find("pilot", "fresh saw marks")),
        (MARKS, DOCUMENT["gullery"], DOCUMENT["pilot"], "copies", "suggested", find("pilot", "saw marks")),
    ]  # fmt: skip
    by_id = {DOCUMENT[name]: text for name, text in TEXTS.items()}
    return [
        Edge(claim, giver, taker, how, tier, (place,), (place.span.text_in(by_id[place.document]),), *MADE)
        for claim, giver, taker, how, tier, place in rows
    ]


def _pairs() -> list[Pair]:
    penk, reports, mudlark = SOURCE["penk"], SOURCE["reports"], DOCUMENT["mudlark"]
    rows = [
        (penk, reports, "open", "the reports may have it from her", find("lantern", "Reports")),
        (penk, mudlark, "open", "mudlark names nobody", find("mudlark", "people at the quay")),
        (penk, SOURCE["fm"], "same", "the outlet passes her words on", find("gullery", "Tidewater FM")),
    ]
    return [Pair(SAWN, *sorted((one, other)), distinct, reason, (place,), *MADE)
            for one, other, distinct, reason, place in rows]  # fmt: skip


def _drift() -> list[Drift]:
    rows = [
        (SAWN, ("brine", "said that the roof beams had been sawn through before the storm"),
         ("mudlark", "The beams were cut through"), "attribution dropped", "the dates"),
        (MARKS, ("brine", "“We found fresh saw marks on every beam,”"),
         ("pilot", "fresh saw marks were found on each beam"), "verb weakened", "a passage"),
    ]  # fmt: skip
    return [
        Drift(claim, find(*before), before[1], find(*after), after[1], change, why, *MADE)
        for claim, before, after, change, why in rows
    ]


def _moments() -> list[Moment]:
    rows = [
        ("event", "2024-03-04", "2024-03-04", "2024-03-04", ("brine", "Eleven stallholders were hurt on 4 March"), None,
         None, (("brine", "4 March"),)),
        ("event", "XXXX-05", "", "", ("quayside", "The fish hall stays shut until May"), SHUT, None,
         (("quayside", "May"),)),
        ("statement", "../2024-03-05", "", "2024-03-05", ("brine", "“We found fresh saw marks on every beam,”"), MARKS,
         SOURCE["penk"], ()),
        ("statement", None, "", "", ("mudlark", "that the beams were cut"), SAWN, SOURCE["brand"], ()),
        ("publication", "2024-03-05", "2024-03-05", "2024-03-05", ("brine", "Fish hall roof fell"), None, None, ()),
        ("publication", None, "", "", ("pilot", "Odalys Penk said"), None, None, ()),
    ]  # fmt: skip
    return [
        Moment(identify("t", *map(str, what), kind), kind, value, first, last, find(*what), what[1], claim, source,
               (DOCUMENT[what[0]],), tuple(find(*place) for place in places), *MADE)
        for kind, value, first, last, what, claim, source, places in rows
    ]  # fmt: skip


def _entries() -> list[Entry]:
    rows = [
        ("missing work", 1, None, "the inspectors' record", "gullery", "photographs of the beams", (MARKS,)),
        ("weak link", 1, SOURCE["penk"], "Odalys Penk", "brine", "Harbour warden Odalys Penk", (MARKS, SAWN)),
        ("anonymous", 1, SOURCE["reports"], "unnamed reports", "lantern", "Reports", (SAWN,)),
        ("date", 1, None, "4 March / May", "brine", "4 March", (SHUT,)),
    ]  # fmt: skip
    return [
        Entry(identify("l", ledger, name), ledger, rank, subject, name, claims, (DOCUMENT[where],),
              f"{ledger}: told by hand", (find(where, words),), (words,), *MADE)
        for ledger, rank, subject, name, where, words, claims in rows
    ]  # fmt: skip


def _figures() -> list[Figure]:
    rows = [
        ("brine", "Eleven stallholders were hurt", 11.0, 11.0, None),
        ("gullery", "About a dozen traders were injured", 10.0, 14.0, "about"),
        ("pilot", "More than ten people were hurt", 10.0, None, "more than"),
    ]  # fmt: skip
    found = []
    for name, words, low, high, hedge in rows:
        place = find(name, words)
        text = TEXTS[name][place.start : place.end]
        found.append(Figure(*place, text, "injured", None, low, high, hedge, None, "hurt", False, *MADE))
    return found


def _dates() -> list[Date]:
    return [
        Date(*find("brine", "4 March"), "4 March", "XXXX-03-04", *MADE),
        Date(*find("quayside", "May"), "May", None, *MADE),
    ]


def _promise(attribution: Attribution) -> Promise:
    what = attribution.content[0]
    return Promise(attribution.attribution, attribution.document, what, attribution.content_text[0], None, *MADE)


def _inputs() -> list[Input]:
    read = [Input(f"articles/{name}.txt", None, None, 9, "0", "read", None, None, DOCUMENT[name]) for name in TEXTS]
    why = "not text: looks like a JPEG picture; leave it out"
    return [*read, Input("articles/roof.jpg", None, 0, 4096, "1", "refused", "NOT_TEXT", why, None)]
