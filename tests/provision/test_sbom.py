"""The list of everything in use, and what is not in use at all."""

import base64
import importlib.util
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from provision.paths import PROVISION, ROOT
from provision.system import PACKAGES

# Clients of services nobody here uses, and programs the framework would start for what we do ourselves.
ABSENT = (
    "psycopg2",
    "geolite2",
    "geoip2",
    "maxminddb",
    "cairocffi",
    "Crypto",
    "OpenSSL",
    "rsa",
    "google_auth_oauthlib",
    "rauth",
    "stripe",
    "razorpay",
    "paytmchecksum",
    "twilio",
    "braintree",
    "pycups",
    "ldap",
    "sentry_sdk",
    "newrelic",
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    file = tmp_path_factory.mktemp("sbom") / "sbom.json"
    subprocess.run([sys.executable, "-m", "provision", "sbom", str(file)], cwd=ROOT, check=True)
    found = json.loads(file.read_text())
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    return found["components"]


def of_lock(listed: list[dict[str, Any]], lock: str) -> list[dict[str, Any]]:
    return [each for each in listed if {"name": "papg:lock", "value": lock} in each["properties"]]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock", "tools.lock"])
def test_every_locked_package_is_listed_with_its_version_and_hashes(
    lock: str, listed: list[dict[str, Any]]
) -> None:
    text = (PROVISION / lock).read_text()
    pinned = set(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==([^\s;\\]+)", text, re.MULTILINE))
    assert len(pinned) > 5
    ours = of_lock(listed, lock)
    assert {(each["name"], each["version"]) for each in ours} == pinned
    hashes = [one["content"] for each in ours for one in each["hashes"]]
    assert sorted(hashes) == sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", text))
    assert all(each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}" for each in ours)


@pytest.mark.parametrize(
    ("lock", "use"),
    [("package-lock.json", "npm"), ("../tests/clients/package-lock.json", "npm of the tests")],
)
def test_every_npm_package_is_listed_with_its_version_and_hash(
    lock: str, use: str, listed: list[dict[str, Any]]
) -> None:
    packages = json.loads((PROVISION / lock).read_text())["packages"]
    wanted = {
        (f"{use}:{path}", package["version"], base64.b64decode(package["integrity"].partition("-")[2]).hex())
        for path, package in packages.items()
        if path
    }
    found = {
        (each["bom-ref"], each["version"], each["hashes"][0]["content"]) for each in of_lock(listed, lock)
    }
    assert found == wanted


def test_the_framework_is_listed_by_commit_and_tree(listed: list[dict[str, Any]]) -> None:
    [framework] = [each for each in listed if each["bom-ref"] == "framework"]
    lock = json.loads((PROVISION / "frappe.lock").read_text())
    said = {each["name"]: each["value"] for each in framework["properties"]}
    assert (said["papg:commit"], said["papg:tree"]) == (lock["commit"], lock["tree"])
    assert framework["purl"] == f"pkg:github/frappe/frappe@{lock['commit']}"


def test_the_packages_of_the_system_are_listed(listed: list[dict[str, Any]]) -> None:
    assert {each["name"] for each in of_lock(listed, "provision/system.py")} == set(PACKAGES)


@pytest.mark.parametrize("module", ABSENT)
def test_what_nobody_uses_is_not_installed(module: str) -> None:
    assert importlib.util.find_spec(module) is None


@cache
def programs() -> set[str]:
    return {file.name for file in Path(sys.prefix, "bin").iterdir()}


def test_no_program_that_fetches_what_a_page_names_is_installed() -> None:
    assert not programs() & {"wkhtmltopdf", "wkhtmltoimage"}
