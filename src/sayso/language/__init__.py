"""What a language needs, as data, and the few readings of a text that several stages share."""

from sayso.language.lexicon import LANGUAGES, lexicon, words
from sayso.language.quotations import Quotation, find_quotations
from sayso.language.sentences import split_paragraphs, split_sentences
from sayso.language.tokens import Token, tokenize

__all__ = [
    "LANGUAGES",
    "Quotation",
    "Token",
    "find_quotations",
    "lexicon",
    "split_paragraphs",
    "split_sentences",
    "tokenize",
    "words",
]
