"""The framework's pinned tree: what every file must be, and the proof that it is.

Git names a file by the hash of its bytes and a folder by the hash of its entries, so one name stands for the
whole tree. The tree is rebuilt here from the files on disk; the few files that are left out enter with the
name they are known by.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from provision.paths import PROVISION


@dataclass(frozen=True)
class Entry:
    """One file of the pinned tree."""

    mode: str
    blob: str
    path: str


@dataclass(frozen=True)
class Proof:
    """What a check of the installed framework found."""

    matching: int
    total: int
    left_out: int
    tree: str
    changed: list[str]
    missing: list[str]
    foreign: list[str]

    @property
    def holds(self) -> bool:
        return not (self.changed or self.missing or self.foreign) and self.tree == lock()["tree"]

    @property
    def sentence(self) -> str:
        return (
            f"{self.matching} of {self.total} files are upstream's (tree {self.tree[:7]}…); "
            f"{self.left_out} left out"
        )


@cache
def lock() -> dict[str, Any]:
    """What is pinned: package, hash, commit, tree and how the rename is undone."""
    return json.loads((PROVISION / "frappe.lock").read_text())


@cache
def entries() -> dict[str, Entry]:
    """Every file of the pinned tree by its path."""
    rows = (line.split(" ", 2) for line in (PROVISION / "upstream-tree.txt").read_text().splitlines())
    return {path: Entry(mode, blob, path) for mode, blob, path in rows}


def blob_id(content: bytes) -> str:
    """Name git gives to a file with this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def tree_id(blobs: dict[str, str]) -> str:
    """Name git gives to the folder `frappe/` when its files have these names."""
    root: dict[str, Any] = {}
    for path, blob in blobs.items():
        *folders, name = path.split("/")[1:]
        node = root
        for folder in folders:
            node = node.setdefault(folder, {})
        node[name] = (entries()[path].mode, blob)
    return folder_id(root)


def folder_id(node: dict[str, Any]) -> str:
    """Name of one folder; git sorts folders as if their names ended in a slash."""
    rows = []
    for name, child in node.items():
        is_folder = isinstance(child, dict)
        mode, name_of_child = ("40000", folder_id(child)) if is_folder else child
        rows.append((name + "/" if is_folder else name, mode, name, name_of_child))
    body = b"".join(
        f"{mode} {name}".encode() + b"\0" + bytes.fromhex(child) for _, mode, name, child in sorted(rows)
    )
    return hashlib.sha1(b"tree %d\0" % len(body) + body, usedforsecurity=False).hexdigest()


def prove(folder: Path) -> Proof:
    """Hash what is installed under `folder` (which holds `frappe/`) and compare it with the pinned tree."""
    left_out = set(lock()["left_out"])
    blobs, changed, missing = {}, [], []
    for path, entry in entries().items():
        file = folder / path
        if path in left_out:
            blobs[path] = entry.blob
        elif not file.is_file():
            missing.append(path)
        else:
            blobs[path] = blob_id(file.read_bytes())
            if blobs[path] != entry.blob:
                changed.append(path)
    matching = len(blobs) - len(left_out) - len(changed)
    return Proof(
        matching, len(entries()), len(left_out), tree_id(blobs), changed, missing, foreign_files(folder)
    )


def foreign_files(folder: Path) -> list[str]:
    """Files that upstream does not have; what Python compiles by itself does not count."""
    known = entries().keys() - set(lock()["left_out"])
    found = (file for file in (folder / "frappe").rglob("*") if file.is_file() or file.is_symlink())
    names = (str(file.relative_to(folder)) for file in found if "__pycache__" not in file.parts)
    return sorted(name for name in names if name not in known)
