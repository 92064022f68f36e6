"""The nouns: frozen rows and their Arrow schemas. Imports nothing of ours."""

from sayso.model.attribution import Act, Attribution, Form, Relay, Scope
from sayso.model.claim import Claim, Promise, Stance, Wording
from sayso.model.document import Block, Document, Input, Outcome, Region, RegionKind, article_spans
from sayso.model.figure import Date, Figure
from sayso.model.origin import Edge, EdgeHow, Origin, OriginKind, Tier
from sayso.model.passage import Direction, Reuse, ReuseKind
from sayso.model.source import How, Mention, Source, SourceKind
from sayso.model.span import Place, Span, checksum, identify
from sayso.model.tables import ROWS, Tables, grouped

__all__ = [
    "ROWS",
    "Act",
    "Attribution",
    "Block",
    "Claim",
    "Date",
    "Direction",
    "Document",
    "Edge",
    "EdgeHow",
    "Figure",
    "Form",
    "How",
    "Input",
    "Mention",
    "Origin",
    "OriginKind",
    "Outcome",
    "Place",
    "Promise",
    "Region",
    "RegionKind",
    "Relay",
    "Reuse",
    "ReuseKind",
    "Scope",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Tables",
    "Tier",
    "Wording",
    "article_spans",
    "checksum",
    "grouped",
    "identify",
]
