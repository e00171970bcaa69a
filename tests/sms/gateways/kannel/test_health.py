"""The real Kannel says how it stands to a call that sends nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.sms.gateway_health import GatewayHealth
from bot.sms.gateways.kannel import KannelGateway
from bot.sms.outbox import Outbox
from bot.sms.settings import Kannel, Login
from rig.kannel import SECRET, KannelBoxes
from rig.ports import free_port
from tests.rows import each_row
from tests.sms.gateways.kannel.people import settings_for


def stands(login: Login) -> str:
    async def asked() -> str:
        outbox, health = Outbox(), GatewayHealth({})
        health.note("kannel", await outbox.ask(KannelGateway(Kannel(SECRET, login)).ask()))
        await outbox.close()
        return health.state("kannel")

    return asyncio.run(asked())


@each_row(("change", "said"), [({}, "ok"), ({"password": "wrong"}, "refused"), ({"url": ""}, "down")])
def test_it_is_ok_refuses_a_wrong_login_or_is_down(kannel: KannelBoxes, change: dict[str, str], said: str) -> None:
    found = settings_for(kannel).kannel
    assert found
    assert found.sendsms
    if "url" in change:
        change = {"url": f"http://127.0.0.1:{free_port()}/cgi-bin/sendsms"}
    assert stands(replace(found.sendsms, **change)) == said
