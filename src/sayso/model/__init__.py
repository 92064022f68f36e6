"""The nouns: frozen rows and their Arrow schemas. Imports nothing of ours."""

from sayso.model.attribution import Act, Attribution, Form, Relay, Scope
from sayso.model.claim import Claim, Promise, Stance, Wording
from sayso.model.correction import Correction, CorrectionKind, Fate
from sayso.model.document import Block, Document, Input, Outcome, Region, RegionKind, article_spans
from sayso.model.drift import Change, Drift
from sayso.model.figure import Date, Figure, FigureChange, FigureDescent
from sayso.model.ledger import Entry, Ledger
from sayso.model.origin import Distinct, Edge, EdgeHow, Origin, OriginKind, Pair, Tier
from sayso.model.passage import Direction, Reuse, ReuseKind
from sayso.model.source import How, Mention, Source, SourceKind
from sayso.model.span import Place, Span, checksum, identify
from sayso.model.tables import ROWS, Tables, grouped
from sayso.model.timeline import Moment, MomentKind

__all__ = [
    "ROWS",
    "Act",
    "Attribution",
    "Block",
    "Change",
    "Claim",
    "Correction",
    "CorrectionKind",
    "Date",
    "Direction",
    "Distinct",
    "Document",
    "Drift",
    "Edge",
    "EdgeHow",
    "Entry",
    "Fate",
    "Figure",
    "FigureChange",
    "FigureDescent",
    "Form",
    "How",
    "Input",
    "Ledger",
    "Mention",
    "Moment",
    "MomentKind",
    "Origin",
    "OriginKind",
    "Outcome",
    "Pair",
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
