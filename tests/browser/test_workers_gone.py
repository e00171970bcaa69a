"""Behind the shipped HAProxy both workers die, and nothing brings them back: page and widget say 999 all the same."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.settings import ROOT
from rig.engines import family
from rig.ports import free_port
from tests.browser.conftest import Newcomer
from tests.browser.hosts import hosts
from tests.browser.hub import Hub
from tests.browser.person import CUE, OPENER
from tests.browser.states import DOWN, DRUGS, page, panel
from tests.deploy.balancer import balancer
from tests.deploy.cards import lines
from tests.running import Server
from tests.state.engines import Valkey, running
from tests.waiting import until
from tests.workers.serving import workers

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.process, pytest.mark.valkey]

CARD = lines((ROOT / "deploy" / "server" / "down.html").read_text(encoding="utf-8"))


@pytest.fixture
def town_of_two(model: Path, tmp_path: Path) -> Iterator[Hub]:
    """A hub whose address is that of HAProxy, with two workers behind it that the test may kill."""
    port = free_port()
    with ExitStack() as stack:
        sites = stack.enter_context(hosts(f"http://hub.localhost:{port}"))
        valkey = stack.enter_context(running(Valkey))
        two = stack.enter_context(workers(tmp_path, model, valkey, SIGNPOST_WEB_ORIGINS=sites.council))
        up = stack.enter_context(balancer(tmp_path, two.port, two.port + 1, port=port))
        until(lambda: up.call("GET", "/").status == 200, why=up.printed)
        yield Hub(two, sites, f"http://hub.localhost:{port}")


async def test_the_page_and_the_widget_show_their_own_card_and_whoever_comes_anew_haproxys(
    newcomer: Newcomer, town_of_two: Hub
) -> None:
    people = [await newcomer(town_of_two) for _ in range(2)]
    await asyncio.gather(page(people[0]), panel(people[1]))
    for each in people:
        await each.says("hello")
        await expect(each.replies).to_have_count(1)
    _kill(town_of_two.server)
    for each in people:
        await each.says(DRUGS)
        await expect(each.notice).to_contain_text(DOWN)
        await expect(each.notice.get_by_role("link", name="999")).to_be_visible()
        await expect(each.box).to_have_value(DRUGS)
    await _comes_anew(newcomer, town_of_two)


def _kill(server: Server) -> None:
    """The supervisor first, so that nothing begins anew."""
    for process in family(server.process.pid):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    until(lambda: not any(map(_listens, (server.port, server.port + 1))))


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


async def _comes_anew(newcomer: Newcomer, town: Hub) -> None:
    """The page is the card; the widget, whose program does not come, is a link that leads to it."""
    person = await newcomer(town)
    await person.comes()
    assert lines(await person.page.content()) == CARD
    await expect(person.page.get_by_role("link", name="999")).to_be_visible()
    await person.comes_by_the_council()
    await expect(person.button(OPENER)).to_have_count(0)
    assert await person.page.get_by_role("link", name=CUE).get_attribute("href") == f"{town.url}/"
