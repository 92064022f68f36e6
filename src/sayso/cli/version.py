"""`sayso version`."""

import click

from sayso.cli.terminal import say


@click.command()
def version() -> None:
    """Show the version of sayso and of what it runs on."""
    import platform

    from sayso import __version__

    say(f"sayso {__version__} (Python {platform.python_version()})")
