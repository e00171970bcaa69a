"""The commands under `signpost directory`. What only one of them needs is imported there: every start passes here."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from directory import listing
from directory.errors import BadRows, DirectoryError
from directory.feeds.commands import a_name, confirm_drafts, import_services, list_drafts
from directory.paths import Paths, chosen_town, source_folder, target_file
from directory.review import Finding, review
from directory.store import open_directory

HEADINGS = {
    "missing": "Missing for this town",
    "doubt": "May be wrong, look again",
    "stale": "Past the review date, ring or read the page and change the date",
    "undated": "Without a date",
    "unconfirmed": "Printed though not confirmed",
    "unquoted": "Numbers that no note of a source gives, so that nothing shows a slip of the pen",
    "question": "Questions for you",
}
# A line for each of these, however short the list is to be.
IN_FULL = ("missing", "doubt")


class OneLineErrors(click.Group):
    """A group whose errors are one line and a non-zero exit, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BadRows as error:
            click.echo(str(error), err=True)
            count = len(error.problems)
            raise click.ClickException(f"{count} to put right. The last good directory stays in place.") from error
        except DirectoryError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=OneLineErrors)
@click.option("--source", type=click.Path(path_type=Path), help="The folder of YAML files.")
@click.option("--target", type=click.Path(path_type=Path), help="The built file.")
@click.pass_context
def directory(ctx: click.Context, source: Path | None, target: Path | None) -> None:
    """See, check and build the directory of services. SIGNPOST_TOWN chooses the town."""
    ctx.obj = Paths(source or source_folder(), target or target_file())


@directory.command("list")
@click.pass_obj
def list_services(place: Paths) -> None:
    """List every service with the first contact that a reply may name."""
    built = open_directory(place.target)
    for service_id in built.service_ids():
        click.echo(listing.one_line(built.service(service_id), at=_now()))


@directory.command()
@click.argument("service_id", metavar="ID")
@click.pass_obj
def show(place: Paths, service_id: str) -> None:
    """Show all that is known of one service."""
    built = open_directory(place.target)
    for line in listing.full(built, built.service(service_id), at=_now()):
        click.echo(line)


@directory.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, help="How many to show.")
@click.pass_obj
def search(place: Paths, words: tuple[str, ...], limit: int) -> None:
    """Find services by name, nickname, number or need."""
    asked = " ".join(words)
    found = open_directory(place.target).search(asked, limit=limit)
    if not found:
        raise click.ClickException(f"Nothing fits {asked}. See all services with: signpost directory list")
    for hit in found:
        click.echo(f"{hit.score:.2f}  {hit.service_id:<28} {hit.matched}")


@directory.command()
@click.option("--all", "in_full", is_flag=True, help="A line for each, with what to do.")
@click.pass_obj
def check(place: Paths, in_full: bool) -> None:
    """Check the YAML, and name what a person must look at.

    Fails when something is wrong. What has only grown old is listed.
    """
    show_check(place.source, chosen_town(), in_full=in_full, before=place.target)


def show_check(
    source: Path, town: str, *, in_full: bool, only: Collection[str] = tuple(HEADINGS), before: Path | None = None
) -> None:
    """Check the YAML of a town and print what a person must look at, of these kinds. Raises DirectoryError.

    `before` is the built file that is in use.
    """
    from directory.build import build as build_directory

    at = _now()
    with tempfile.TemporaryDirectory(prefix="signpost-check-") as folder:
        if before and before.is_file():
            # What has changed since it was built is looked at too.
            shutil.copy(before, Path(folder) / "directory.sqlite")
        checked = build_directory(source, Path(folder) / "directory.sqlite", at=at, town=town)
        findings = sorted((one for one in review(checked, at=at) if one.kind in only), key=_heading_first)
        checked.close()
    for kind, group in groupby(findings, key=lambda finding: finding.kind):
        found = list(group)
        shown = found if in_full or kind in IN_FULL else listing.by_service(found)
        click.echo(f"{HEADINGS[kind]} ({len(found)}):")
        for line in shown:
            click.echo(f"  {line}")
    if not in_full and any(one.kind not in IN_FULL for one in findings):
        click.echo("Each with what to do: signpost directory check --all")
    click.echo("Nothing is wrong." if findings else "Nothing is wrong, and nothing wants a check.")


@directory.command()
@click.argument("service_id", metavar="ID")
@click.option("--contact", metavar="CONTACT", help="One of its contacts, such as phone, instead of all.")
@click.option("--by", "name", metavar="NAME", required=True, callback=a_name, help="Who rang or looked.")
@click.pass_obj
def assure(place: Paths, service_id: str, contact: str | None, name: str) -> None:
    """Write into the YAML that its contacts were tried today, and by whom."""
    from directory.assure import assure as assure_contacts
    from directory.build import checked

    at = _now()
    checked(place.source, at=at)
    states = assure_contacts(place.source, service_id, contact=contact, by=name, today=at.date())
    _progress(f"{service_id}: {', '.join(states)} checked on {at.date()} by {name}.")
    for handle, state in states.items():
        if state != "confirmed":
            _progress(f"{handle} stays {state}: if it is right, write state: confirmed there in {service_id}.yaml.")


@directory.command()
@click.pass_obj
def build(place: Paths) -> None:
    """Build the directory from the YAML; a running server takes it up by itself."""
    from directory.build import build as build_directory

    built = build_directory(place.source, place.target, at=_now(), trust_clock=True, progress=_progress)
    _progress(f"{len(built.service_ids())} services are ready.")


@directory.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["hsds", "uk"]),
    default="hsds",
    show_default=True,
    help="HSDS 3.0, or Open Referral UK 3.0.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the terminal.")
@click.pass_obj
def export(place: Paths, form: str, output: Path | None) -> None:
    """Export what may be printed, as JSON for other directories."""
    from directory.hsds.exporting import exported

    built = open_directory(place.target)
    text = json.dumps(exported(built, form, at=_now()), indent=2, ensure_ascii=False)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"Cannot write {output}: {error.strerror}.") from error
    _progress(f"{len(built.service_ids())} services are in {output}.")


for command in (import_services, list_drafts, confirm_drafts):
    directory.add_command(command)


def _heading_first(finding: Finding) -> tuple[int, str]:
    return list(HEADINGS).index(finding.kind), str(finding)


def _now() -> datetime:
    return datetime.now(UTC)


def _progress(line: str) -> None:
    click.echo(line, err=True)
