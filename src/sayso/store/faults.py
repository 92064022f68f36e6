"""What can be wrong with a request or a case, in words for the user."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model import Input


class CaseError(Exception):
    """Wrong use, or a case that cannot be read or written: one line that says which, where, what and what to do."""


class NothingReadError(Exception):
    """No input could be read; `inputs` is the ledger that says why."""

    def __init__(self, inputs: "tuple[Input, ...]") -> None:
        super().__init__("none of the inputs could be read")
        self.inputs = inputs


class StageError(Exception):
    """A row that does not say what its text says: a fault of sayso, never of the input."""
