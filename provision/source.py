"""Another Frappe than the pinned one: FRAPPE_SOURCE names a git repository and what of it.

Git keeps the proof here: a commit stands for every file of it, and a checkout where nothing was changed is that commit.
"""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from provision.paths import FRAMEWORK
from provision.say import Problem
from provision.shell import run

EXAMPLE = "FRAPPE_SOURCE=https://github.com/frappe/frappe@version-15"
RUN_AGAIN = "Delete apps/frappe and run the same command again"
# What Python and the framework's own asset build leave in its folder.
MADE_HERE = ("__pycache__/", "node_modules", "/frappe/public/dist/")


@dataclass(frozen=True)
class Source:
    """A git repository, and the branch, tag or commit of it."""

    address: str
    ref: str

    @property
    def shown(self) -> str:
        """As it may be printed and kept: without a password in the address."""
        return f"{re.sub('//[^/@]*@', '//', self.address)}@{self.ref}"


def chosen() -> Source | None:
    """The source FRAPPE_SOURCE names, or none: then it is the pinned framework.

    Raises:
        Problem: It does not name both a repository and a version of it.
    """
    text = os.environ.get("FRAPPE_SOURCE", "").strip()
    if not text:
        return None
    address, _at, ref = text.rpartition("@")
    # The last @ of an address without a version stands behind somebody's name, as in git@host:path.
    is_in_address = ":" in ref or re.fullmatch(r"\w+://[^/]*", address)
    if not address or not ref or is_in_address or text.startswith("-") or ref.startswith("-"):
        raise Problem(
            "FRAPPE_SOURCE does not say which version of the repository", f"Write it as in {EXAMPLE}"
        )
    return Source(str(Path(address).resolve()) if Path(address).is_dir() else address, ref)


def record(folder: Path | None = None) -> dict[str, str]:
    """Source and commit of the checkout in `apps/frappe`; empty when the framework there is none."""
    file = (folder or FRAMEWORK) / ".git" / "papg-source.json"
    return json.loads(file.read_text()) if file.exists() else {}


def ensure(wanted: Source) -> str:
    """Have this source in `apps/frappe`; fetched when another is there, then kept until that folder is deleted."""
    if record().get("source") != wanted.shown:
        if record():
            verify()  # somebody's changes are not thrown away
        fetch(wanted)
    return verify()


def fetch(wanted: Source) -> None:
    """Get one commit of the source, whole or not at all."""
    half_made = FRAMEWORK.with_name(".frappe-fetching")
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(parents=True)
    git(half_made, "init", "--quiet")
    git(half_made, "fetch", "--quiet", "--depth", "1", "--", wanted.address, wanted.ref, of=wanted)
    git(half_made, "checkout", "--quiet", "--detach", "FETCH_HEAD")
    if not (half_made / "frappe" / "__init__.py").exists():
        shutil.rmtree(half_made)
        raise Problem(
            f"{wanted.shown} is no Frappe: frappe/__init__.py is missing", f"Write it as in {EXAMPLE}"
        )
    commit = git(half_made, "rev-parse", "HEAD").strip()
    (half_made / ".git" / "info" / "exclude").write_text("\n".join(MADE_HERE) + "\n")
    kept = {"source": wanted.shown, "commit": commit}
    (half_made / ".git" / "papg-source.json").write_text(json.dumps(kept))
    shutil.rmtree(FRAMEWORK, ignore_errors=True)
    half_made.rename(FRAMEWORK)


def verify() -> str:
    """Prove that the checkout is the commit that was fetched, and say so in a sentence.

    Raises:
        Problem: Another commit is checked out, or a file was changed, removed or added; the first of them is named.
    """
    kept = record()
    if git(FRAMEWORK, "rev-parse", "HEAD").strip() != kept["commit"]:
        raise Problem(f"apps/frappe is no longer the commit fetched from {kept['source']}", RUN_AGAIN)
    changed = git(FRAMEWORK, "status", "--porcelain", "--untracked-files=all").splitlines()
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise Problem(
            f"The framework is not as in {kept['source']}: {changed[0][3:]}{more} differs", RUN_AGAIN
        )
    return f"commit {kept['commit'][:12]} of {kept['source']}, no file changed"


def refuse_leftover() -> None:
    """Stop where the pinned framework is asked for and another one is there.

    Raises:
        Problem: The checkout of another source is in `apps/frappe`.
    """
    if kept := record():
        raise Problem(
            f"apps/frappe holds {kept['source']}, and FRAPPE_SOURCE is not set",
            f"Set FRAPPE_SOURCE={kept['source']}, or delete apps/frappe to go back to the pinned framework",
        )


def project() -> Path | None:
    """Where another Frappe says which Python packages it needs."""
    file = FRAMEWORK / "pyproject.toml"
    return file if record() and file.exists() else None


def has_own_build() -> bool:
    """Does the checkout bring an asset build? The pinned framework comes without one."""
    return bool(record()) and (FRAMEWORK / "package.json").exists()


def git(folder: Path, *arguments: str, of: Source | None = None) -> str:
    """Run git in a folder; it never asks for a password."""
    doing = f"Fetching the framework from {of.shown}" if of else "Looking at the framework's checkout"
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    return run(["git", "-C", folder, *arguments], f"git-{arguments[0]}", doing, env=environment)
