"""The commands under `signpost town`."""

from __future__ import annotations

import click

from directory.cli import OneLineErrors, show_check
from directory.paths import chosen_town, source_folder, towns_in


@click.group(cls=OneLineErrors)
def town() -> None:
    """See which towns there are, and begin a new one."""


@town.command("list")
def list_towns() -> None:
    """List the towns; a star stands before the one that is chosen."""
    for name in towns_in(source_folder()):
        click.echo(f"{'*' if name == chosen_town() else ' '} {name}")


@town.command()
@click.argument("name", metavar="NAME")
@click.option("--nation", default="england", show_default=True, help="Its part of the United Kingdom.")
@click.option("--county", required=True, help="Its county, for addresses and replies.")
def new(name: str, nation: str, county: str) -> None:
    """Write the folder of a new town, and say what is missing in it."""
    from directory.new_town import new_town

    source = source_folder()
    folder = new_town(source, name, nation=nation, county=county)
    click.echo(f"Written: {folder}\n")
    show_check(source, folder.name, in_full=False, only=("missing",))
    click.echo(
        f"What to do with each: docs/towns.md. Look again with: SIGNPOST_TOWN={folder.name} signpost directory check"
    )
