"""What the pages say of gateways that are called, and of calls to the number."""

from __future__ import annotations

from bot.settings import ROOT
from bot.sms.settings import RAPIDPRO_MARK, SmsSettings
from tests.rows import each_row

UNIT = (ROOT / "deploy" / "server" / "signpost.service").read_text(encoding="utf-8")
# Kannel and Gammu are on this machine; Twilio is never called.
CALLED = ("android", "rapidpro")


def page(gateway: str) -> str:
    return (ROOT / "docs" / f"sms-{gateway}.md").read_text(encoding="utf-8")


@each_row("gateway", CALLED)
def test_how_the_service_is_let_reach_a_gateway_stands_there(gateway: str) -> None:
    assert "IPAddressDeny=any" in UNIT
    assert "systemctl edit signpost" in page(gateway)
    assert "IPAddressAllow=" in page(gateway)


def test_a_flow_is_told_to_set_the_channel_back() -> None:
    said = page("rapidpro")
    assert "set the contact's channel" in said
    assert "Channel: your carrier's" in said
    assert f"{RAPIDPRO_MARK}=" in said


def test_what_happens_to_a_call_is_said_of_every_gateway() -> None:
    text = (ROOT / "docs" / "sms.md").read_text(encoding="utf-8")
    said = text.partition("### Calls to the number\n")[2].partition("\n### ")[0].lower()
    names = {"android": "a phone in the hub"}
    every = [name for name in SmsSettings.__dataclass_fields__ if not name.startswith("rate")]
    assert [name for name in every if names.get(name, name) not in said] == []
