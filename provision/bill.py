"""What is in use, as a CycloneDX list; run by the tools' Python, which has the library."""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from provision import source
from provision.paths import PROVISION
from provision.system import PACKAGES
from provision.tools import SOURCE_LOCK

LOCKS = {
    "requirements.lock": "environment",
    "requirements-test.lock": "tests",
    "tools.lock": "tools of the bench",
}
NPM_LOCKS = {"package-lock.json": "npm", "../tests/clients/package-lock.json": "npm of the tests"}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASHED = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NPM_HASHES = {"sha512": HashAlgorithm.SHA_512, "sha1": HashAlgorithm.SHA_1, "sha256": HashAlgorithm.SHA_256}


def pinned(lock: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each package of a lock file of pip's."""
    name, version, hashes = "", "", []
    for line in [*lock.read_text().splitlines(), "end==0"]:
        if found := PINNED.match(line):
            if name:
                yield name, version, hashes
            name, version, hashes = found[1].lower(), found[2], []
        hashes += HASHED.findall(line)


def of_python() -> Iterator[Component]:
    """Packages of the three environments. One in two of them is listed twice, since each is installed for itself."""
    locks = {PROVISION / file: use for file, use in LOCKS.items()}
    if source.project():
        locks[SOURCE_LOCK] = locks.pop(PROVISION / "requirements.lock")
    for file, use in locks.items():
        for name, version, hashes in pinned(file):
            yield component(
                name,
                version,
                PackageURL("pypi", name=name, version=version),
                f"{use}:{name}@{version}",
                [HashType(alg=HashAlgorithm.SHA_256, content=value) for value in hashes],
                {"papg:lock": file.name},
            )


def of_npm() -> Iterator[Component]:
    """Packages the scripts and styles are made from, those of the realtime server, and the client of the tests."""
    for file, use in NPM_LOCKS.items():
        yield from of_npm_lock(file, use)


def of_npm_lock(file: str, use: str) -> Iterator[Component]:
    """Packages of one lock file of npm's."""
    for path, package in json.loads((PROVISION / file).read_text())["packages"].items():
        if path:
            full = package.get("name") or path.rpartition("node_modules/")[2]
            scope, _slash, name = full.rpartition("/")
            url = PackageURL("npm", namespace=scope or None, name=name, version=package["version"])
            yield component(
                full,
                package["version"],
                url,
                f"{use}:{path}",
                [integrity(package["integrity"])],
                {"papg:lock": file},
            )


def integrity(text: str) -> HashType:
    """A hash as npm writes it: the name of the algorithm and base64."""
    algorithm, _dash, value = text.split()[0].partition("-")
    return HashType(alg=NPM_HASHES[algorithm], content=base64.b64decode(value).hex())


def of_the_framework() -> Component:
    """The framework by its commit and its tree; the hash is that of the archive it comes in."""
    if kept := source.record():
        return component(
            "frappe",
            kept["commit"],
            None,
            "framework",
            [],
            {"papg:source": kept["source"]},
            ComponentType.FRAMEWORK,
        )
    lock = json.loads((PROVISION / "frappe.lock").read_text())
    return component(
        "frappe",
        lock["release"],
        PackageURL("github", namespace="frappe", name="frappe", version=lock["commit"]),
        "framework",
        [HashType(alg=HashAlgorithm.SHA_256, content=lock["sha256"])],
        {"papg:commit": lock["commit"], "papg:tree": lock["tree"], "papg:archive": lock["archive"]},
        ComponentType.FRAMEWORK,
    )


def of_debian() -> Iterator[Component]:
    """Packages of the system this machine has of those the bench needs; their hashes are for Debian's own keys."""
    for name in PACKAGES:
        query = ["dpkg-query", "-W", "-f=${Version}", name]
        done = subprocess.run(query, capture_output=True, text=True, check=False)
        version = done.stdout.strip() if done.returncode == 0 else ""
        url = PackageURL("deb", namespace="debian", name=name, version=version or None)
        yield component(name, version, url, f"debian:{name}", [], {"papg:lock": "provision/system.py"})


def component(
    name: str,
    version: str,
    url: PackageURL | None,
    ref: str,
    hashes: list[HashType],
    properties: dict[str, str],
    kind: ComponentType = ComponentType.LIBRARY,
) -> Component:
    """One entry of the list."""
    return Component(
        name=name,
        version=version or None,
        purl=url,
        bom_ref=ref,
        hashes=hashes,
        type=kind,
        properties=[Property(name=key, value=value) for key, value in properties.items()],
    )


def bill() -> dict[str, Any]:
    """The whole list.

    Raises:
        SystemExit: It is not as the standard's schema has it.
    """
    found = Bom(components=[of_the_framework(), *of_python(), *of_npm(), *of_debian()])
    found.metadata.component = Component(name="papg", type=ComponentType.APPLICATION, bom_ref="papg")
    text = JsonV1Dot6(found).output_as_string(indent=1)
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"The list does not fit the schema of CycloneDX 1.6: {problem}")
    return json.loads(text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1) + "\n")
