"""Brings the framework: downloads the one registry package that holds it, undoes its rename, proves the result."""

import hashlib
import shutil
import zipfile
from pathlib import Path

from provision import source
from provision.paths import FRAMEWORK, ROOT, STATE
from provision.say import Problem
from provision.shell import run
from provision.tools import uv_free_pip
from provision.upstream import Proof, blob_id, entries, lock, prove

DOWNLOADS = STATE / "downloads"
RUN_AGAIN = source.RUN_AGAIN


def ensure() -> str:
    """Have the pinned framework in `apps/frappe`, or the one FRAPPE_SOURCE names; return its proof in a sentence."""
    if wanted := source.chosen():
        return source.ensure(wanted)
    source.refuse_leftover()
    if not (FRAMEWORK / "frappe" / "__init__.py").exists():
        restore(fetch())
    return verify().sentence


def proof() -> str:
    """Prove what is installed, whichever it is, and say so in a sentence."""
    return source.verify() if source.record() else verify().sentence


def verify(folder: Path = FRAMEWORK) -> Proof:
    """Prove that the installed framework is upstream's.

    Raises:
        Problem: A file was changed, removed or added; the first of them is named.
    """
    proof = prove(folder)
    if proof.holds:
        return proof
    kind, paths = next(
        (kind, paths)
        for kind, paths in (
            ("changed", proof.changed),
            ("missing", proof.missing),
            ("not upstream's", proof.foreign),
            ("together not the pinned tree", ["all files"]),
        )
        if paths
    )
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    raise Problem(f"The framework is not upstream's: {paths[0]}{more} is {kind}", RUN_AGAIN)


def fetch() -> Path:
    """Download the archive by version and refuse it, unopened, when its hash is not the pinned one."""
    archive = DOWNLOADS / lock()["archive"]
    if not archive.exists():
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        wanted = f"{lock()['package']}=={lock()['version']}"
        command = [*uv_free_pip(), "download", "--no-deps", "--only-binary", ":all:"]
        run([*command, "--dest", DOWNLOADS, wanted], "framework", "Downloading the framework")
    check_archive(archive)
    return archive


def check_archive(archive: Path) -> None:
    """Stop before anything is unpacked if the archive is not the pinned one."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != lock()["sha256"]:
        archive.unlink()
        raise Problem(
            f"The framework's archive has the hash {found[:12]}…, not the pinned {lock()['sha256'][:12]}…",
            "It was removed unopened; do not use this package index, or run the same command again",
        )


def restore(archive: Path) -> None:
    """Write the framework's own files from the renamed package, whole or not at all."""
    half_made = ROOT / "apps" / ".frappe-restoring"
    shutil.rmtree(half_made, ignore_errors=True)
    with zipfile.ZipFile(archive) as package:
        for member in package.namelist():
            write_restored(package, member, half_made)
    shutil.rmtree(FRAMEWORK, ignore_errors=True)
    half_made.rename(FRAMEWORK)


def write_restored(package: zipfile.ZipFile, member: str, target: Path) -> None:
    """Write one file under its own name, unless it is none of the framework's or is left out."""
    path = lock()["moved"].get(renamed(member), renamed(member))
    entry = entries().get(path)
    if entry is None or path in lock()["left_out"]:
        return
    content = package.read(member)
    for wrong, right in lock()["renames"]:
        content = content.replace(wrong.encode(), right.encode())
    # The package's author saved seven files with a final newline more than upstream has.
    if content.endswith(b"\n") and blob_id(content) != entry.blob == blob_id(content[:-1]):
        content = content[:-1]
    file = target / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(int(entry.mode[-3:], 8))


def renamed(text: str) -> str:
    """Undo the package's rename in a path."""
    for wrong, right in lock()["renames"]:
        text = text.replace(wrong, right)
    return text
