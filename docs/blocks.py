"""The generated parts of these pages: tables from the model, commands from the command line, stages from the plan.

`make docs` runs it through cog; `tests/test_docs.py` fails when a page is stale or a column has no description.
"""

import ast
import inspect
import sys
import types
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin

import click

from sayso.cli import COMMANDS, sayso
from sayso.cli.exit_codes import MEANINGS
from sayso.model import ROWS, Block, Place, Span
from sayso.model.document import LEFT_OUT
from sayso.model.tables import attribute_of, columns
from sayso.pipeline import STEPS

COMMON = {
    "document": "Id of the document.",
    "start": "First character, a code point offset into the document's text.",
    "end": "The character after the last.",
    "text": "The words covered.",
    "made_by": "Stage, way of working and its version, e.g. `figures.rules/1`.",
    "rule": "Name of the rule that fired.",
    "score": "How sure the rule is, in [0, 1].",
    "kind": "What it is.",
    "claim": "Id of the claim.",
    "source": "Id of the source.",
    "attribution": "Id of the attribution.",
    "relay": "Id of the relay.",
    "origin": "Id of the origin.",
    "name": "The fullest way the texts name it.",
    "how": "By what it is known, or how it was passed on.",
    "url": "Address, where the input gives one.",
    "title": "Title, where the input gives one.",
    "authors": "Authors, where the input gives them.",
    "characters": "Length of the text in code points.",
    "path": "The input as it was given.",
    "sha256": "Of the bytes as found.",
    "outcome": "What became of it.",
    "bytes": "Size as found.",
    "form": "As printed: word for word, in the writer's words, or both.",
    "occasion_text": "Those words.",
    "cue": "The words that attribute, such as “said” or “according to”; may be empty.",
    "act": "What the source does with the content.",
    "headline": "True if it stands in the title.",
    "scope": "How far the relay reaches.",
    "stance": "What the wording does with the claim.",
    "spans": "Where the wording stands, in text order.",
    "gist": "The clearest place where it is put.",
    "gist_text": "The words of the gist.",
    "documents": "Ids of the documents concerned, sorted.",
    "evidence": "Places that show it.",
    "evidence_text": "The words of the evidence.",
    "earlier": "Id of the document that had the passage first, as far as is known.",
    "later": "Id of the other document.",
    "earlier_start": "First character in the earlier document.",
    "earlier_end": "The character after the last there.",
    "later_start": "First character in the later document.",
    "later_end": "The character after the last there.",
    "earlier_check": "Checksum of the passage's words in the earlier document.",
    "direction": "Whether it is known who copied.",
    "why": "What the direction rests on.",
    "tier": "Stated by the text, shown by the text's wording, or suggested.",
    "unit": "What it is counted in, or null.",
    "low": "Lower bound; null: open.",
    "high": "Upper bound; null: open.",
    "hedge": "The word that bounds it, such as “over” or “almost”.",
    "what": "Where the promised thing is named.",
    "shown": "Where the case shows it, or null.",
    "source_text": "The words of `source`.",
    "cue_text": "The words of `cue`.",
    "scope_start": "First character under the relay.",
    "attributions": "Ids of the attributions that stand under the relay.",
    "aliases": "Other names.",
    "value": "As EDTF.",
    "earlier_text": "The words there.",
    "later_text": "The words there.",
    "change": "What changed from the earlier to the later.",
    "what_text": "Those words.",
    "moment": "Id of the moment.",
    "entry": "Id of the entry.",
}
"""What a column means wherever the model says no more about it."""

SPECIAL = {
    ("relays", "end"): "The character after the last of the outlet's mention.",
    ("relays", "start"): "First character of the outlet's mention.",
    ("relays", "scope_end"): "The character after the last under the relay.",
    ("reuse", "later_check"): "Checksum of its words of headline and body in the later document.",
    ("inputs", "record"): "Number of the record in a container, from 0, or null.",
    ("edges", "from"): "Id of the document or source that gave it.",
    ("corrections", "start"): "First character of those words, as the line gives it; null where it names no place.",
    ("corrections", "end"): "The character after the last.",
    ("attributions", "content_text"): "The words of `content`.",
    ("wordings", "text"): "The words of `spans`.",
    ("promises", "text"): "The words of `what`.",
    ("sources", "source"): "Id of the source.",
    ("attributions", "source"): "The words that name who speaks; may be empty.",
    ("attributions", "content"): "What is attributed, in one or more pieces; never empty.",
    ("origins", "source"): "Id of the source the trace ends at, or null.",
    ("origins", "documents"): "Documents whose trace ends here, sorted.",
}


def tables() -> None:
    """A section for each table."""
    for name, row in ROWS.items():
        print(f"## {name}\n\n{inspect.getdoc(row)}\n\nIn the order of: {', '.join(f'`{key}`' for key in row.KEY)}.\n")
        print("| column | type | meaning |\n|---|---|---|")
        said = read_docstrings(row)
        for column, hint in columns(row).items():
            print(f"| `{column}` | {kind(hint)} | {describe(name, column, said)} |")
        print()


def read_docstrings(row: type[Any]) -> dict[str, str]:
    """Column -> the docstring under its field."""
    body = ast.parse(inspect.getsource(sys.modules[row.__module__])).body
    fields = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == row.__name__)
    said = {}
    for field, below in pairwise(fields):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            said[field.target.id] = " ".join(str(below.value.value).split())  # type: ignore[union-attr]
    return {column: said[attribute_of(column)] for column in columns(row) if attribute_of(column) in said}


def describe(table: str, column: str, said: dict[str, str]) -> str:
    """What a column means: here, as the model says, or by its name."""
    return SPECIAL.get((table, column)) or said.get(column) or COMMON[column]


def kind(hint: Any) -> str:
    """The type of a column in words."""
    if get_origin(hint) in (Union, types.UnionType):
        return f"{kind(next(part for part in get_args(hint) if part is not type(None)))} or null"
    if get_origin(hint) is Literal:
        return " ".join(f"`{value}`" for value in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {kind(get_args(hint)[0])}"
    names = {str: "text", int: "integer", float: "number", bool: "true or false", Span: "`[start, end]`"}
    return names.get(hint) or {Place: "`[document, start, end]`", Block: "`[start, end, kind]`"}[hint]


def commands() -> None:
    """A section with the help text for each command."""
    with sayso.make_context("sayso", [], resilient_parsing=True, terminal_width=100) as above:
        for name in COMMANDS:
            command = sayso.get_command(above, name)
            assert command is not None
            with click.Context(command, info_name=name, parent=above, terminal_width=100) as context:
                print(f"## sayso {name}\n\n```text\n{command.get_help(context)}\n```\n")
                for part, one in sorted(getattr(command, "commands", {}).items()):
                    with click.Context(one, info_name=part, parent=context, terminal_width=100) as inside:
                        print(f"### sayso {name} CASE {part}\n\n```text\n{one.get_help(inside)}\n```\n")


def exit_codes() -> None:
    """The table of exit codes."""
    print("| code | name | meaning |\n|---|---|---|")
    for code, meaning in MEANINGS.items():
        print(f"| {code.value} | {code.name.lower()} | {meaning} |")


def input_codes() -> None:
    """The table of what can be wrong with an input."""
    from sayso.read import CODES

    print("| code | what to do |\n|---|---|")
    for code, advice in CODES.items():
        print(f"| `{code}` | {advice}{' (left out on purpose: no fault)' if code in LEFT_OUT else ''} |")


def correction_codes() -> None:
    """The table of what can be in the way of a correction."""
    from sayso.pipeline.corrections import CODES as FAULTS

    print("| code | what it means |\n|---|---|")
    for code, advice in FAULTS.items():
        print(f"| `{code}` | {advice} |")


def stages() -> None:
    """The table of the stages, in order."""
    print("| stage | function | reads | writes |\n|---|---|---|---|")
    for step in STEPS:
        reads = ", ".join((*step.reads, *(f"*{name}*" for name in step.settings)))
        print(f"| `{step.name}` | `sayso.{step.verb}` | {reads} | {', '.join(step.writes) or '*report.html*'} |")
