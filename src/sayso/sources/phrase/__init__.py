"""What the words of one source phrase show by themselves: a name, its offices, a description, a pronoun."""

from sayso.sources.phrase.read import as_noun, as_surname, read_phrase
from sayso.sources.phrase.shape import Office, Phrase

__all__ = ["Office", "Phrase", "as_noun", "as_surname", "read_phrase"]
