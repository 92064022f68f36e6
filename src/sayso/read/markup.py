"""A page's markup read in one linear pass, without a tree: lines in page order, what the markup says of each, its head.

No parser of HTML on offer is safe on hostile pages (`anchors/reliability.md`, findings 1, 4, 5), so this pass stands
before any: it bounds depth, formatting tags, tag length and attributes, and its own result is all that is used of a
page over a limit. Text that a reader does not see stays in the text, as furniture: it can never become anybody's
words.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

DEPTH, FORMATTING, TAG_LENGTH, ATTRIBUTES = 512, 256, 65_536, 256
"""Open tags, open formatting tags, characters of a tag, attributes of a tag; `anchors/reliability.md` section 3."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,63})((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_DOCTYPE_ENTITY = re.compile(r"<!DOCTYPE[^>\[]{0,1000}\[|<!ENTITY\b", re.I)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_RAW = _names("script style textarea title xmp iframe noembed noframes plaintext")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNSEEN = _names("noscript template svg head object canvas audio video datalist map")
_PARAGRAPH = _names(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table figure figcaption pre article section header footer nav aside main "
    "hr address fieldset details"
)
_LINE = _names("div li dt dd tr br caption thead tbody tfoot legend summary option body html center title button")
_INLINE = _names("a abbr b bdi bdo big cite code em font i mark q s small span strike strong sub sup time tt u")
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_FURNITURE = _names("nav footer aside button select dialog menu")
_ROLES = _names("navigation banner contentinfo complementary search dialog alertdialog menu menubar tooltip")
_COMMENT = re.compile(
    r"(?:comments?|commentlist|comments?[-_]?(?:list|body|content|text|thread|section|area|wrapper|wrap|item|container|block|box"
    r"|\d+)"
    r"|disqus[-_]?thread|(?:reader|user|fb|facebook|article|post)[-_]?comments?"
    r"|respond|replies|reply-?list|discussion[-_]?thread)",
    re.I,
)
_CAPTION = re.compile(
    r"(?:wp-)?caption(?:[-_]?text)?|(?:image|photo|media|figure|picture)[-_]?(?:caption|credit)s?|credits?", re.I
)
_BYLINE = re.compile(
    r"by-?line(?:s|[-_]?\w{0,12})|author(?:s|[-_]?(?:name|info|box|bio|byline|card|meta))?|(?:post|entry|article)-author",
    re.I,
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0*(?:\.0+)?\s*(?:;|!|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right|bottom|margin-left|margin-top)\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]|color\s*:\s*transparent"
    r"|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*;(?=.{0,200}overflow\s*:\s*hidden)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.I | re.S,
)
_COLOUR = re.compile(r"(?<![\w-])(background(?:-color)?|color)\s*:\s*([#\w]{3,20})", re.I)
_WHITE = {"white", "#fff", "#ffffff", "#fefefe", "#fffffe"}
_SIMPLE = re.compile(r"[.#][\w-]{1,80}")
_ZONES = ("", "header", "time", "byline", "headline", "caption", "furniture", "comment", "hidden")
RANKS = {zone: rank for rank, zone in enumerate(_ZONES)}
"""What the markup may say of text; the higher outdoes the lower in elements inside one another."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one line under the same markup."""

    start: int
    end: int
    zone: str
    frame: str = ""
    """The two innermost elements around it with their classes: paragraphs of one article share it."""


@dataclass(slots=True)
class Page:
    """A page as one pass sees it: runs, line by line, and the values of meta tags under their lower-case names."""

    text: str = ""
    lines: list[list[Run]] = field(default_factory=list)
    head: dict[str, list[str]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    over: str | None = None
    """What limit the page is over, for people; None if none."""
    entities: bool = False
    tags: int = 0


def read_markup(source: str, most: int) -> Page:
    """The text of a page in lines and what its markup says; at most `most` characters. Linear, never raises."""
    pass_ = _Pass(source, most)
    pass_.run()
    return pass_.page


_OUTSIDE = ("", "", False, "")


class _Pass:
    """State of the one pass: where it is, what is open, the line being written."""

    def __init__(self, source: str, most: int) -> None:
        self.source, self.most = source, most
        self.page = Page()
        self.open: list[tuple[str, str, bool, str]] = []  # tag, zone, unseen, tag with classes
        self.counts: Counter[str] = Counter()
        self.written: list[str] = []
        self.size = 0
        self.runs: list[Run] = []
        self.gap = 0
        self.blank = self.cell = False
        self.crude = False
        self.hiding: set[str] = set()

    def run(self) -> None:
        source, at = self.source, 0
        self.page.entities = bool(_DOCTYPE_ENTITY.search(source, 0, 100_000))
        while at < len(source) and self.size < self.most:
            tag = source.find("<", at)
            if tag < 0 or tag + 1 >= len(source):
                self.say(source[at:])
                break
            if tag > at:
                self.say(source[at:tag])
            at = self.step(tag)
        self.end_line(0)
        self.page.text = "".join(self.written)

    def step(self, at: int) -> int:
        """Reads the tag, comment or bare `<` at a position; gives where to go on."""
        source = self.source
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4)
            return len(source) if end < 0 else end + 3
        if source[at + 1] in "!?":
            end = source.find(">", at)
            return len(source) if end < 0 else end + 1
        if not (source[at + 1].isalpha() or source[at + 1] == "/"):
            self.say("<")
            return at + 1
        found = None if self.crude else _TAG.match(source, at, at + TAG_LENGTH)
        if found:
            return self.tag(found.group(2).lower(), found.group(3), bool(found.group(1)), found.end())
        end = source.find(">", at)
        if not self.crude and not source.startswith("</", at):
            self.crude = True  # from here on a tag ends at the next `>`: looking again for its end would cost too much
            self.page.over = self.page.over or f"a tag at character {at} does not end within {TAG_LENGTH} characters"
        if end < 0:
            return len(source)
        name = re.match(r"</?([A-Za-z][^\s/>]{0,63})", source[at : at + 80])
        return self.tag(name.group(1).lower(), "", source[at + 1] == "/", end + 1) if name else end + 1

    def tag(self, name: str, inside: str, closing: bool, end: int) -> int:
        self.page.tags += 1
        if name in _PARAGRAPH:
            self.end_line(2)
        elif name in _LINE:
            self.end_line(1)
        elif name in ("td", "th"):
            self.cell = bool(self.runs)
        elif name in ("img", "input"):
            self.blank = True
        if closing:
            self.close(name)
            return end
        attributes = self.attributes(inside)
        if name in _RAW:
            return self.raw(name, attributes, end)
        if name in ("meta", "link", "html", "time"):
            self.note(name, attributes)
        if name not in _VOID:
            self.enter(name, attributes)
        return end

    def attributes(self, inside: str) -> dict[str, str]:
        if not inside or inside == "/":
            return {}
        found = list(islice(_ATTRIBUTE.finditer(inside), ATTRIBUTES + 1))
        if len(found) > ATTRIBUTES:
            self.page.over = self.page.over or f"a tag has more than {ATTRIBUTES} attributes"
        pairs = reversed(found[:ATTRIBUTES])  # of two attributes of one name the first counts
        return {one.group(1).lower(): unescape((one.group(2) or "").strip("\"'")) for one in pairs}

    def raw(self, name: str, attributes: dict[str, str], end: int) -> int:
        """Elements whose inside is no markup: passed over, but for the title and data about the page."""
        closing = re.compile(rf"</{name}\b", re.I).search(self.source, end)
        inside = self.source[end : closing.start() if closing else len(self.source)]
        if name == "title" and self.page.title is None:
            self.page.title = _BLANKS.sub(" ", unescape(inside[:2_000])).strip() or None
        elif name == "script" and "ld+json" in attributes.get("type", "").lower() and len(inside) < 1 << 20:
            self.page.data.append(inside)
        elif name == "style":
            self.hiding |= hiding_selectors(inside[:500_000])
        if not closing:
            return len(self.source)
        after = self.source.find(">", closing.end())
        return len(self.source) if after < 0 else after + 1

    def note(self, name: str, attributes: dict[str, str]) -> None:
        """What the head says of the page."""
        if name == "html":
            self.page.language = self.page.language or attributes.get("lang") or attributes.get("xml:lang")
            return
        if name == "link":
            key, value = (
                ("canonical" if attributes.get("rel", "").lower() == "canonical" else ""),
                attributes.get("href", ""),
            )
        elif name == "time":
            marked = attributes.get("itemprop", "").lower() == "datepublished" or "pubdate" in attributes
            key, value = "time:published" if marked else "time", attributes.get("datetime", "")
        else:
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            value = attributes.get("content", "")
        values = self.page.head.setdefault(key.lower(), []) if key and value else []
        if len(values) < 20:
            values.append(value[:2_000])

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        if self.open and self.open[-1][0] == name and name in ("p", "li", "dt", "dd", "tr", "td", "th", "option"):
            self.close(name)
        elif self.open and self.open[-1][0] == "p" and name in _PARAGRAPH:
            self.close("p")
        if len(self.open) >= DEPTH or (self.counts[name] >= FORMATTING and name in _FORMATTING):
            self.page.over = (
                self.page.over or f"more than {DEPTH} tags or {FORMATTING} formatting tags are open at once"
            )
            return
        _, zone, unseen, _ = self.open[-1] if self.open else _OUTSIDE
        own = self.zone_of(name, attributes)
        if own == "header" and (self.counts["article"] or self.counts["main"]):
            own = ""
        self.open.append(
            (
                name,
                own if RANKS[own] > RANKS[zone] else zone,
                unseen or name in _UNSEEN,
                f"{name}.{attributes.get('class', '')[:80]}",
            )
        )
        self.counts[name] += 1

    def close(self, name: str) -> None:
        """Closes the innermost element of this name and all inside it; a tag that closes nothing is passed over."""
        if not self.counts[name]:
            return
        while self.open:
            tag = self.open.pop()[0]
            self.counts[tag] -= 1
            if tag == name:
                return

    def zone_of(self, name: str, attributes: dict[str, str]) -> str:
        if name in ("html", "body"):
            return ""
        tokens = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:1_000].split() if attributes else []
        if attributes and self.is_hidden(attributes, tokens):
            return "hidden"
        item = attributes.get("itemprop", "").lower()
        if item == "comment" or attributes.get("itemtype", "").lower().endswith("/comment"):
            return "comment"
        if name != "main" and any(_COMMENT.fullmatch(token) for token in tokens):
            return "comment"
        if (name in _FURNITURE and item != "articlebody") or attributes.get("role", "").lower() in _ROLES:
            return "furniture"
        if name == "figcaption" or any(_CAPTION.fullmatch(token) for token in tokens):
            return "caption"
        if name == "h1" or item == "headline":
            return "headline"
        if (
            item == "author"
            or "author" in attributes.get("rel", "").lower().split()
            or any(map(_BYLINE.fullmatch, tokens))
        ):
            return "byline"
        return name if name in ("header", "time") else ""

    def is_hidden(self, attributes: dict[str, str], tokens: list[str]) -> bool:
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return True
        if self.hiding and any("." + token in self.hiding or "#" + token in self.hiding for token in tokens):
            return True
        style = attributes.get("style")
        return bool(style) and hides(style[:2_000]) if style else False

    def say(self, raw: str) -> None:
        """Writes text into the line, blanks collapsed unless it is preformatted; unseen text is dropped."""
        _, zone, unseen, _ = self.open[-1] if self.open else _OUTSIDE
        if unseen:
            return
        raw = unescape(raw) if "&" in raw else raw
        if self.counts["pre"]:
            pieces = re.split(r"\r\n|\n|\r", raw)
            for n, piece in enumerate(pieces):
                if n:
                    self.end_line(1)
                self.put(piece, zone)
            return
        words = _BLANKS.sub(" ", raw)
        self.blank = self.blank or words[:1] == " "
        trimmed = words.strip(" ")
        if trimmed:
            self.put(trimmed, zone)
            self.blank = words[-1] == " "

    def put(self, piece: str, zone: str) -> None:
        piece = piece[: max(0, self.most - self.size)]
        if not piece:
            return
        if not self.runs and self.size:
            self.write("\n" * max(self.gap, 1))
        elif self.runs and (self.blank or self.cell):
            self.write("\t" if self.cell else " ")
        self.gap, self.blank, self.cell = 0, False, False
        start = self.size
        self.write(piece)
        if self.runs and self.runs[-1].zone == zone:
            self.runs[-1] = Run(self.runs[-1].start, self.size, zone, self.runs[-1].frame)
        else:
            self.runs.append(Run(start, self.size, zone, self.frame()))

    def frame(self) -> str:
        around = [label for tag, _, _, label in self.open[-6:] if tag not in _INLINE]
        return ">".join(around[-2:])

    def write(self, piece: str) -> None:
        self.written.append(piece)
        self.size += len(piece)

    def end_line(self, gap: int) -> None:
        """Ends the line; `gap` is how many line ends the next one is set off by."""
        if self.runs:
            self.page.lines.append(self.runs)
            self.runs = []
        self.gap, self.blank, self.cell = max(self.gap, gap), False, False


def unescape(text: str) -> str:
    """Entities as characters; a number that is none, or absurdly long, stays as it is."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text


def hiding_selectors(sheet: str) -> set[str]:
    """Classes and ids that a style sheet hides by a rule of their own, outside any @-rule: `.x { display: none }`."""
    found: set[str] = set()
    sheet = _without_comments(sheet)
    depth, selector, at = 0, "", 0
    for brace in re.finditer(r"[{}]", sheet):
        inside = sheet[at : brace.start()]
        at = brace.end()
        if brace.group() == "{":
            selector = inside.rsplit(";", 1)[-1] if depth == 0 else selector
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth == 0 and hides(inside[:2_000]):
            found |= {one.strip() for one in selector.split(",")[:100] if _SIMPLE.fullmatch(one.strip())}
    return found


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = len(sheet) if end < 0 else end + 2
    return "".join([*kept, sheet[at:]])


def hides(style: str) -> bool:
    """Whether declarations keep text from the eye: not shown, of no size, off the page, coloured as its ground."""
    if _HIDING.search(style):
        return True
    colours = {key.lower().removesuffix("-color"): value.lower() for key, value in _COLOUR.findall(style)}
    colour, ground = colours.get("color"), colours.get("background")
    return colour is not None and (colour == ground or (ground is None and colour in _WHITE))
