"""The command `signpost`: each error is one line that says what to do."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from actions.topics.files import TopicsUnusable
from bot import credentials
from bot.last_good import last_good
from bot.setting_values import SettingError
from bot.settings import Settings, cannot_listen
from bot.streams import before_rasa, survive_a_full_disk
from directory.cli import directory
from directory.errors import DirectoryError
from directory.fingerprint import is_current
from directory.paths import Paths, chosen_town, source_folder, target_file
from directory.town_cli import town

if TYPE_CHECKING:
    from bot.channels import Open


class OneLineTopics(click.Group):
    """Topics are read wherever intents are; what is wrong with them is a line each, and never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TopicsUnusable as error:
            click.echo(str(error), err=True)
            raise click.ClickException(
                f"{len(error.problems)} to put right in the topics, see docs/topics.md"
            ) from error


@click.group(cls=OneLineTopics)
def main() -> None:
    """An offline signposting bot: who can help with drugs, in this town."""
    survive_a_full_disk()
    before_rasa()
    try:
        credentials.take_in(os.environ)
    except SettingError as error:
        raise click.ClickException(str(error)) from error


@main.command()
def serve() -> None:
    """Build the directory and serve; a model that is missing is trained meanwhile."""
    settings, channels = _settings(), _channels()
    _refuse_busy_port(settings)
    problem = _build_directory()
    if settings.workers.many > 1:
        _train_if_needed(settings)
        from bot.workers.starting import become_supervisor

        become_supervisor(settings)
    from bot.serving import serve as run

    run(settings, channels, directory_problem=problem)


@main.command()
def reload() -> None:
    """Build the directory, train if needed, and have the workers of a running server replaced by new ones."""
    settings = _settings()
    if settings.workers.many == 1:
        raise click.ClickException("SIGNPOST_WORKERS is 1: one process is restarted, there is nothing to reload")
    _build_directory()
    _train_if_needed(settings, beside=True)
    from bot.workers.starting import ask_to_reload

    click.echo("Starting the next generation ...", err=True)
    if (said := ask_to_reload(settings.workers.socket)) != "well":
        raise click.ClickException(said)
    click.echo("It has taken over.", err=True)


@main.command()
@click.option("--force", is_flag=True, help="Train although nothing has changed.")
@click.option("--beside", type=int, hidden=True, help="The process of the server that has it done.")
def train(force: bool, beside: int | None) -> None:
    """Train the model if there is none that is whole and current."""
    if beside:
        from bot.upkeep import yield_to

        yield_to(beside)
    _build_directory()
    _train_if_needed(_settings(), force=force, beside=beside is not None)


@main.command("ship-model")
def ship_model() -> None:
    """Train if needed, and put the model where a fresh clone finds it."""
    settings = _settings()
    _build_directory()
    _train_if_needed(settings)
    from bot import training

    try:
        path = training.ship(settings.models)
    except training.TrainingFailed as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Shipped as {path}: commit it.", err=True)


@main.command()
def chat() -> None:
    """Talk to the bot in the terminal."""
    settings = _settings()
    _build_directory()
    _train_if_needed(settings)
    from bot.terminal import talk

    talk(settings)


@main.command()
def check() -> None:
    """Check wording, topics, messages and directory: a line for each mistake, with file, line and what to do."""
    from bot.checking.command import check as check_all

    done = check_all(source_folder())
    for problem in done.problems:
        click.echo(str(problem), err=True)
    if done.problems:
        raise click.ClickException(f"{len(done.problems)} to put right.")
    looked_at = f"{done.responses} replies, {done.topics} topics, {done.messages:,} messages, {done.services} services"
    click.echo(f"Nothing is wrong: {looked_at}.")


@directory.command("preview")
@click.argument("service_id", metavar="ID")
@click.pass_obj
def preview_service(place: Paths, service_id: str) -> None:
    """Show a service as card, text and slip, from the YAML as it stands."""
    from bot.preview import preview

    for line in preview(place.source, service_id):
        click.echo(line)


main.add_command(directory)
main.add_command(town)


def _channels() -> Sequence[Open]:
    from bot import channels

    try:
        return channels.read(os.environ)
    except SettingError as error:
        raise click.ClickException(str(error)) from error


def _settings() -> Settings:
    try:
        return Settings.read()
    except SettingError as error:
        raise click.ClickException(str(error)) from error


def _refuse_busy_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(cannot_listen(settings.host, settings.port, error)) from error


def _build_directory() -> str | None:
    """What is wrong where the last good directory has to do; where there is none either, nothing can start."""
    if is_current(source_folder(), target_file()):
        click.echo("The directory is current.", err=True)
        return None
    click.echo("Building the directory ...", err=True)
    # With what it needs it takes half as long to import as all else up to the open port.
    from directory.build import build

    try:
        build(source_folder(), target_file(), at=datetime.now(UTC)).close()
    except DirectoryError as error:
        good = last_good(target_file(), chosen_town())
        if good is None:
            raise click.ClickException(str(error)) from error
        problem = f"the directory was not built anew: {good}"
        click.echo(f"{error}\nStarting all the same, {problem}.", err=True)
        return problem
    return None


def _train_if_needed(settings: Settings, *, force: bool = False, beside: bool = False) -> None:
    from bot import training
    from bot.engine.quiet_logs import configure
    from bot.training_bar import training_bar

    if training.is_current(settings.models) and not force:
        click.echo("The model is current.", err=True)
        return
    configure()
    try:
        with training_bar(lines=beside):
            path = training.train(settings.models)
    except training.TrainingFailed as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"the model could not be written ({error.strerror}): free some disk space"
        ) from error
    click.echo(f"Trained {path.name}.", err=True)


if __name__ == "__main__":
    main()
