"""The desk's scripts and styles: npm packages by their lock, then our own bundler."""

import os
import shutil

from provision.paths import PROVISION, ROOT
from provision.say import line
from provision.shell import run
from provision.tools import digest

MODULES = PROVISION / "node_modules"
PACKAGE_LOCK = PROVISION / "package-lock.json"


def ensure_packages() -> str:
    """Install the npm packages exactly as locked; no package may run a script of its own."""
    made_from = MODULES / ".made-from"
    if made_from.exists() and made_from.read_text() == digest(PACKAGE_LOCK):
        return "unchanged"
    shutil.rmtree(MODULES, ignore_errors=True)
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"],
        "npm",
        "Installing the npm packages",
        cwd=PROVISION,
        env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
    )
    made_from.write_text(digest(PACKAGE_LOCK))
    return "installed"


def bundle(is_quiet: bool = True) -> str:
    """Bundle what has changed since the last build."""
    command = ["node", PROVISION / "assets" / "build.mjs", "--bench", ROOT, "--changed"]
    output = run(command, "assets", "Bundling the desk")
    if not is_quiet:
        line(output)
    return output.strip().splitlines()[-1] if output.strip() else "unchanged"
