"""The files for containers can be read, shut each part in, and hold nothing that gets to a disk."""

from __future__ import annotations

import re
from typing import Any

import yaml

from bot.settings import ROOT
from tests.docs.test_commands import SETTINGS

DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "containers" / "compose.yaml").read_text())
MANIFESTS = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "signpost.yaml").read_text()))
POD = next(row for row in MANIFESTS if row["kind"] == "Deployment")["spec"]["template"]["spec"]
NOT_THE_BOTS = {"SIGNPOST_PROXY_BIND", "SIGNPOST_IN_FRONT", "SIGNPOST_PAGES"}


def test_each_service_has_a_root_that_is_read_only_and_no_right() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["ulimits"]["core"] == 0
        assert service["user"] == "10001:10001"


def test_only_the_proxy_is_reached_and_only_from_this_machine() -> None:
    assert {name: row["ports"] for name, row in COMPOSE["services"].items() if "ports" in row} == {
        "proxy": ["127.0.0.1:5000:5000"]
    }
    modes = {name: row.get("network_mode") for name, row in COMPOSE["services"].items()}
    assert modes == {"state": "none", "proxy": None, "signpost": "service:proxy"}
    # No way out of the one network that there is.
    assert COMPOSE["networks"] == {"door": {"driver_opts": {"no_default_route": "true"}}}


def test_each_container_of_the_pod_is_shut_in() -> None:
    assert POD["securityContext"]["runAsNonRoot"]
    for container in POD["containers"]:
        assert container["securityContext"]["readOnlyRootFilesystem"], container["name"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert not container["securityContext"]["allowPrivilegeEscalation"]


def test_what_is_written_lies_in_memory() -> None:
    volumes = [row for row in POD["volumes"] if "emptyDir" in row]
    assert volumes
    assert all(row["emptyDir"]["medium"] == "Memory" for row in volumes)
    assert COMPOSE["volumes"]["state"]["driver_opts"]["type"] == "tmpfs"


def test_every_file_that_they_mount_is_there() -> None:
    mounted = [row for service in COMPOSE["services"].values() for row in service.get("volumes", ()) if ".." in row]
    assert mounted
    assert all((DEPLOY / "containers" / row.split(":")[0]).exists() for row in mounted)


def test_every_setting_in_them_is_one_that_the_bot_reads() -> None:
    texts = [path.read_text() for path in (*DEPLOY.glob("containers/*"), *DEPLOY.glob("kubernetes/*"))]
    assert {name for text in texts for name in re.findall(r"\bSIGNPOST_[A-Z_]+\b", text)} <= {*SETTINGS, *NOT_THE_BOTS}
