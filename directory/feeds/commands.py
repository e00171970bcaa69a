"""`signpost directory import`, `drafts` and `confirm`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from directory.paths import Paths, chosen_town, town_folder

DRAFTS = "drafts"
in_folder = click.option(
    "--drafts",
    "folder",
    type=click.Path(path_type=Path),
    help="Another folder than the town's drafts/.",
)


def a_name(context: click.Context, option: click.Parameter, given: str) -> str:
    """The name of whoever says that it is so, in one line."""
    name = " ".join(given.split())
    if not name or not name.isprintable():
        raise click.BadParameter("give the name of whoever has tried it, such as --by 'Ann Lee'")
    return name


@click.command("import")
@click.argument("where", metavar="URL-OR-FILE")
@in_folder
@click.pass_obj
def import_services(place: Paths, where: str, folder: Path | None) -> None:
    """Read another directory's open data into drafts, which nobody is told of.

    Its form is Open Referral UK 3.0, or HSDS 3.0.
    """
    from directory.feeds.feed import read_feed
    from directory.feeds.importing import import_feed

    drafts = _folder(place, folder)
    click.echo(f"Reading {where}", err=True)
    feed = read_feed(where)
    before = len(_there(drafts))
    for line in import_feed(feed, place.source, drafts, at=_now()):
        click.echo(line)
    new = len(_there(drafts)) - before
    then = f"{new} in {drafts}. Read each, then: signpost directory confirm" if new else "none."
    click.echo(f"New drafts: {then}", err=True)


@click.command("drafts")
@in_folder
@click.pass_obj
def list_drafts(place: Paths, folder: Path | None) -> None:
    """List the drafts that wait for somebody to confirm them."""
    found = _there(_folder(place, folder))
    for service_id in found:
        click.echo(service_id)
    click.echo(f"{len(found)} to confirm." if found else "There are none.", err=True)


@click.command("confirm")
@click.argument("service_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", "name", metavar="NAME", required=True, callback=a_name, help="Who has tried its contacts.")
@in_folder
@click.pass_obj
def confirm_drafts(place: Paths, service_ids: tuple[str, ...], name: str, folder: Path | None) -> None:
    """Take drafts into the directory, all that they say with today's date and a name."""
    from directory.feeds.confirming import confirm

    drafts = _folder(place, folder)
    confirm(drafts, place.source, service_ids, by=name, at=_now())
    for service_id in service_ids:
        click.echo(f"{service_id}: is in the directory, confirmed by {name}.", err=True)


def _there(drafts: Path) -> list[str]:
    from directory.feeds.confirming import draft_ids

    return draft_ids(drafts)


def _folder(place: Paths, folder: Path | None) -> Path:
    return folder or town_folder(place.source, chosen_town()) / DRAFTS


def _now() -> datetime:
    return datetime.now(UTC)
