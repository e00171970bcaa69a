"""Between machines: a Valkey with a password behind TLS, and a worker that trusts nobody else's certificate."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state import link as module
from bot.state.link import Gone, Link
from rig.ports import free_port
from tests.sms.certificates import its_own_certificate
from tests.state.engines import CONFIG, Valkey, running
from tests.waiting import PATIENCE

pytestmark = pytest.mark.valkey

PASSWORD = "a-password-of-32-characters-or-more"


class Elsewhere(Valkey):
    """As docs/scaling.md has it for several machines. The test's own socket looks whether it is up."""

    def __init__(self, home: Path) -> None:
        its_own_certificate(home)
        self.port = free_port()
        config = home / "valkey.conf"
        config.write_text(CONFIG.read_text().replace("on nopass", f"on >{PASSWORD}"))
        more = {"tls-port": str(self.port), "tls-auth-clients": "no"}
        files = {"tls-cert-file": "server.crt", "tls-key-file": "server.key", "tls-ca-cert-file": "server.crt"}
        paths = {name: str(home / file) for name, file in files.items()}
        super().__init__(home, config=config, more={**more, **paths})

    def called(self, name: str = "127.0.0.1", password: str = PASSWORD) -> str:
        return f"rediss://:{password}@{name}:{self.port}"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    with running(Elsewhere) as found:
        yield found


async def trouble(url: str, ca_file: Path | None) -> str:
    """What a worker says of it; nothing where it answers."""
    link = Link(url, seconds=PATIENCE, ca_file=str(ca_file) if ca_file else None)
    try:
        await link.put({"signpost:a": (b"x", 60.0)})
        assert await link.get(["signpost:a"]) == [b"x"]
    except Gone as error:
        return str(error)
    finally:
        await link.close()
    return ""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENT", PATIENCE)


async def test_with_the_certificate_that_is_named_it_is_asked(elsewhere: Elsewhere) -> None:
    assert await trouble(elsewhere.called(), elsewhere.home / "server.crt") == ""


async def test_a_certificate_that_nobody_vouches_for_gets_nothing(elsewhere: Elsewhere) -> None:
    assert await trouble(elsewhere.called(), None) == "ConnectionError"


async def test_a_certificate_of_another_name_gets_nothing(elsewhere: Elsewhere) -> None:
    assert await trouble(elsewhere.called("localhost"), elsewhere.home / "server.crt") == "ConnectionError"


async def test_who_is_named_is_trusted_alone(elsewhere: Elsewhere, tmp_path: Path) -> None:
    its_own_certificate(tmp_path)
    assert await trouble(elsewhere.called(), tmp_path / "server.crt") == "ConnectionError"
    trusts = Link(elsewhere.called(), seconds=1.0, ca_file=str(elsewhere.home / "server.crt"))._trusts
    assert trusts is not None
    assert (trusts.cert_store_stats()["x509"], trusts.verify_mode) == (1, ssl.CERT_REQUIRED)


async def test_without_the_password_nobody_is_let_in(elsewhere: Elsewhere) -> None:
    assert await trouble(elsewhere.called(password="wrong"), elsewhere.home / "server.crt") == "AuthenticationError"
