"""What the command's exit code tells a program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every command; the table in `docs/commands.md` is made from this."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    NOTHING = 4
    INTERRUPTED = 130


MEANINGS = {
    ExitCode.DONE: "done; everything named was read",
    ExitCode.FAULT: "a fault of sayso itself; SAYSO_DEBUG=1 shows where, please report it",
    ExitCode.USAGE: "wrong use: unknown option, stage, table or id, a case that cannot be read or replaced",
    ExitCode.REFUSED: "done, but inputs were refused or read in part, or corrections are orphans; see standard error",
    ExitCode.NOTHING: "no input could be read; no case was written",
    ExitCode.INTERRUPTED: "interrupted (Ctrl-C, SIGTERM); no case was written",
}
"""One line for each exit code."""
