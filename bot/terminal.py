"""Talk to the bot in the terminal: the same net, engine and words as on every channel."""

from __future__ import annotations

import asyncio
import secrets

import click

from bot.engine import last_resort
from bot.engine.agent import load_engine
from bot.engine.engine import ModelMissing
from bot.engine.quiet_logs import configure
from bot.engine.reply import buttons, signpost_of, spoken
from bot.engine.safety_net import Messages, SafetyNet
from bot.settings import Settings


def talk(settings: Settings) -> None:
    """Until an empty line, end of input or Ctrl-C. Buttons are numbered: the number stands for the button."""
    configure()
    net = SafetyNet(last_resort.load())
    click.echo("Loading, some seconds ...", err=True)
    try:
        net.agent = load_engine(settings.models).agent
    except ModelMissing as error:
        raise click.ClickException(str(error)) from error
    click.echo("Say what is wrong. An empty line ends the talk.", err=True)
    try:
        asyncio.run(_turns(net, secrets.token_hex(16)))
    except (EOFError, KeyboardInterrupt, click.Abort):
        click.echo("", err=True)


async def _turns(net: SafetyNet, conversation: str) -> None:
    payloads: list[str] = []
    while said := click.prompt("you", default="", show_default=False, err=True):
        text = payloads[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(payloads) else said
        payloads = _show(await net.answer(text, conversation, channel="terminal"))


def _show(messages: Messages) -> list[str]:
    for message, _ in spoken(messages):
        click.echo(message["text"] + "\n")
    offered = buttons(messages)
    for place, button in enumerate(offered, start=1):
        click.echo(f"  {place}. {button['title']}")
    signpost = signpost_of(messages)
    click.secho(f"  [{signpost.route}: {', '.join(signpost.services) or 'none'}]", dim=True, err=True)
    return [button["payload"] for button in offered]
