"""The command `sayso`: one file per command, each imported when it is asked for."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from sayso.cli.exit_codes import ExitCode
from sayso.cli.terminal import make_tolerant, say, warn

COMMANDS = ("trace", "add", "demo", "show", "why", "correct", "apply", "export", "version")
"""In the order in which a newcomer needs them."""


class Commands(click.Group):
    """The group; a command's module is imported only when it is named, and imports what is heavy only when it runs."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"sayso.cli.{name}"), name)
        return command


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from sayso import __version__

        say(f"sayso {__version__}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
              help="Show the version and exit.")  # fmt: skip
def sayso() -> None:
    """On whose say-so? Who says what in a pile of articles, from whom they have it, and on how many origins it rests.

    sayso reads files on this machine and asks no network. It says who says what; it never says what is true.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code (see `exit_codes`). A fault is one line on standard error."""
    make_tolerant()
    _let_termination_interrupt()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with sayso.make_context("sayso", given) as context:
            return int(sayso.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        print(fault.format_message(), file=sys.stderr)
        return ExitCode.USAGE
    except click.ClickException as fault:
        return _explain_usage(fault)
    except (KeyboardInterrupt, click.Abort) as end:
        warn(str(end) or "interrupted; nothing was written")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        return ExitCode.DONE
    except Exception as fault:
        return _explain(fault)


def _explain_usage(fault: click.ClickException) -> int:
    context = getattr(fault, "ctx", None)
    command = context.command_path if context else "sayso"
    warn(f"{' '.join(fault.format_message().split())} ({command} --help)")
    return ExitCode.USAGE


def _explain(fault: Exception) -> int:
    from sayso.store.faults import CaseError

    if isinstance(fault, CaseError):
        warn(str(fault))
        return ExitCode.USAGE
    if os.environ.get("SAYSO_DEBUG"):
        raise fault
    warn(f"a fault of sayso itself: {type(fault).__name__}: {fault}; SAYSO_DEBUG=1 shows where, please report it")
    return ExitCode.FAULT


def _let_termination_interrupt() -> None:
    """SIGTERM ends a run as Ctrl-C does: half-written files are removed."""

    def interrupt(_number: int, _frame: Any) -> NoReturn:
        raise KeyboardInterrupt

    with suppress(ValueError):  # not in the main thread: the program around us decides
        signal.signal(signal.SIGTERM, interrupt)
