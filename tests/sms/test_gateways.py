"""A gateway that the settings know is known in every place that docs/channels.md lists."""

from __future__ import annotations

import re
from dataclasses import fields

from bot.settings import ROOT
from bot.sms.settings import SmsSettings
from tests.rows import each_row
from tests.sms.test_refusals import CASES
from tests.sms.texting import everything

GATEWAYS = [field.name for field in fields(SmsSettings) if field.default is None]
# Gammu is a folder: nothing comes in over HTTP.
BY_HTTP = [name for name in GATEWAYS if name != "gammu"]


def lines(*parts: str, having: str = "") -> str:
    """Those of a file that have something in them."""
    text = ROOT.joinpath(*parts).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if having in line)


@each_row("name", GATEWAYS)
def test_it_has_a_module_settings_and_pages(name: str) -> None:
    known = {
        "bot/sms/gateways": (ROOT / "bot" / "sms" / "gateways" / f"{name}.py").exists(),
        "docs/running.md": f"SIGNPOST_SMS_{name.upper()}_" in lines("docs", "running.md"),
        "docs/sms.md": name in lines("docs", "sms.md").lower(),
        f"docs/sms-{name}.md": (ROOT / "docs" / f"sms-{name}.md").exists(),
        "docs/privacy.md": name in lines("docs", "privacy.md").lower(),
        "fuzz/left.py": bool(re.search(rf"\b{name}\b", lines("fuzz", "left.py", having="GATEWAY ="))),
    }
    missing = [place for place, is_known in known.items() if not is_known]
    assert not missing, f"is not in {', '.join(missing)}"


@each_row("name", BY_HTTP)
def test_one_that_calls_us_is_let_in_tried_and_attacked(name: str) -> None:
    address = f"/webhooks/sms/{name}"
    proxy = ("deploy", "haproxy", "haproxy.cfg")
    known = {
        "`acl gateway` of deploy/haproxy/haproxy.cfg": address in lines(*proxy, having="acl gateway path"),
        "whom deploy/haproxy/haproxy.cfg finds in it": address in lines(*proxy, having="set-var(txn.whom)"),
        "fuzz/doors.py": address in lines("fuzz", "doors.py"),
        "`everything` in tests/sms/texting.py": name in everything("http://127.0.0.1:1").gateways,
        "`CASES` in tests/sms/test_refusals.py": any(case.startswith(f"{name} ") for case in CASES),
    }
    missing = [place for place, is_known in known.items() if not is_known]
    assert not missing, f"is not in {', '.join(missing)}"
