"""Each gateway is off until it is whole; what is missing is named and no secret is shown."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.setting_values import SettingError
from bot.sms.settings import Android, Kannel, Login, RapidPro, SmsSettings, Twilio
from tests.rows import each_row
from tests.running import cli
from tests.sms.texting import KEY, PUBLIC, SECRET, TICKET, TOKEN
from tests.standing import standing

WHOLE = {
    "KANNEL": {
        "SIGNPOST_SMS_KANNEL_SECRET": SECRET,
        "SIGNPOST_SMS_KANNEL_SENDSMS": "http://127.0.0.1:13013/cgi-bin/sendsms",
        "SIGNPOST_SMS_KANNEL_USER": "bot",
        "SIGNPOST_SMS_KANNEL_PASSWORD": "kannels-password",
    },
    "TWILIO": {"SIGNPOST_SMS_TWILIO_TOKEN": TOKEN, "SIGNPOST_SMS_TWILIO_URL": PUBLIC},
    "ANDROID": {
        "SIGNPOST_SMS_ANDROID_URL": "http://192.168.1.20:8080/",
        "SIGNPOST_SMS_ANDROID_USER": "sms",
        "SIGNPOST_SMS_ANDROID_PASSWORD": "phones-password",
        "SIGNPOST_SMS_ANDROID_KEY": KEY,
    },
    "RAPIDPRO": {
        "SIGNPOST_SMS_RAPIDPRO_URL": "https://rapidpro.example/c/ex/8eb23e93/",
        "SIGNPOST_SMS_RAPIDPRO_SECRET": TICKET,
    },
}
ALL = {name: value for part in WHOLE.values() for name, value in part.items()}
SECRETS = (SECRET, TOKEN, KEY, TICKET, "kannels-password", "phones-password")
ADDRESSES = [("GET", "kannel"), ("POST", "twilio"), ("POST", "android"), ("POST", "rapidpro")]


def read(**found: str) -> SmsSettings:
    return SmsSettings.read(found)


def test_every_setting_is_read() -> None:
    more = {"SIGNPOST_SMS_RATE": "5", "SIGNPOST_SMS_RATE_ALL": "50", "SIGNPOST_SMS_RAPIDPRO_MARK": " ask: "}
    found = read(**ALL, **more)
    assert found == SmsSettings(
        5,
        50,
        Kannel(SECRET, Login("http://127.0.0.1:13013/cgi-bin/sendsms", "bot", "kannels-password")),
        Twilio(TOKEN, PUBLIC),
        Android(Login("http://192.168.1.20:8080", "sms", "phones-password"), KEY),
        RapidPro("https://rapidpro.example/c/ex/8eb23e93", TICKET, mark="ask:"),
    )
    assert found.gateways == ("kannel", "twilio", "android", "rapidpro")


def test_without_any_there_is_none() -> None:
    assert read() == SmsSettings()
    assert read(**dict.fromkeys(ALL, "")) == SmsSettings()
    assert SmsSettings().gateways == ()


@pytest.mark.parametrize("gateway", WHOLE)
def test_every_half_of_a_gateway_is_refused_and_names_what_is_missing(gateway: str) -> None:
    whole = WHOLE[gateway]
    for many in range(1, len(whole)):
        for some in itertools.combinations(whole, many):
            missing = [name for name in whole if name not in some]
            with pytest.raises(SettingError, match="not set, though SIGNPOST_SMS_") as error:
                read(**{name: whole[name] for name in some})
            said = str(error.value)
            assert all(name in said for name in missing)
            assert not any(secret in said for secret in SECRETS)


@each_row(
    ("name", "value"),
    [
        ("SIGNPOST_SMS_KANNEL_SECRET", "too-short-a-secret"),
        ("SIGNPOST_SMS_KANNEL_SECRET", f" {SECRET}"),
        ("SIGNPOST_SMS_TWILIO_TOKEN", "a short token"),
        ("SIGNPOST_SMS_TWILIO_TOKEN", f"{TOKEN}\n"),
        ("SIGNPOST_SMS_ANDROID_KEY", "short"),
        ("SIGNPOST_SMS_ANDROID_USER", "sms:pass"),
        ("SIGNPOST_SMS_RAPIDPRO_SECRET", "clé" * 20),
        ("SIGNPOST_SMS_TWILIO_URL", "hub.example/webhooks/sms/twilio"),
        ("SIGNPOST_SMS_TWILIO_URL", f"{PUBLIC}#rc=2"),
        ("SIGNPOST_SMS_ANDROID_URL", "ftp://192.168.1.20"),
        ("SIGNPOST_SMS_ANDROID_URL", "http://sms:phones-password@192.168.1.20:8080"),
        ("SIGNPOST_SMS_RAPIDPRO_URL", "https://rapidpro.example/c/ex/1?secret=hidden"),
        ("SIGNPOST_SMS_KANNEL_SENDSMS", "http://127.0.0.1:99999/cgi-bin/sendsms"),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"^{name} is not") as error:
        read(**{**ALL, name: value})
    assert value.strip() not in str(error.value)
    assert "phones-password" not in str(error.value)


@each_row("last", ["receive", "receive/", "sent", "delivered", "failed", "stopped"])
def test_rapidpros_address_is_refused_with_its_last_word(last: str) -> None:
    with pytest.raises(SettingError, match=f"^SIGNPOST_SMS_RAPIDPRO_URL is not .* without /{last.rstrip('/')} at"):
        read(**{**ALL, "SIGNPOST_SMS_RAPIDPRO_URL": f"https://rapidpro.example/c/ex/8eb23e93/{last}"})


@each_row("name", ["SIGNPOST_SMS_RATE", "SIGNPOST_SMS_RATE_ALL"])
@each_row("value", ["0", "-1", "many", ""])
def test_a_wrong_rate_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is '{value}': give a whole number"):
        read(**{name: value})


def test_no_secret_shows_when_settings_are_printed() -> None:
    shown = repr(read(**ALL))
    assert not any(secret in shown for secret in SECRETS)


@pytest.mark.process
def test_at_the_start_it_is_one_line(tmp_path: Path) -> None:
    done = cli("serve", cwd=tmp_path, SIGNPOST_SMS_TWILIO_TOKEN=TOKEN)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: SIGNPOST_SMS_TWILIO_URL is not set, though SIGNPOST_SMS_TWILIO_TOKEN is: "
        "set SIGNPOST_SMS_TWILIO_TOKEN and SIGNPOST_SMS_TWILIO_URL, or none of them\n"
    )


def test_an_address_of_a_gateway_that_is_off_is_not_there(net: SafetyNet, built: Path) -> None:
    with standing(net, built) as app:
        statuses = {app.call(method, f"/webhooks/sms/{name}").status for method, name in ADDRESSES}
        assert statuses == {404}


@pytest.mark.parametrize("name", ["kannel", "twilio", "android", "rapidpro"])
def test_each_can_be_on_alone(net: SafetyNet, built: Path, name: str) -> None:
    one = SmsSettings(**{name: getattr(read(**ALL), name)})
    with standing(net, built, sms=one) as app:
        found = {other: app.call(method, f"/webhooks/sms/{other}").status for method, other in ADDRESSES}
    assert {other for other, status in found.items() if status != 404} == {name}
    assert found[name] in (401, 415)
