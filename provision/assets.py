"""The desk's scripts and styles: npm packages by their lock, then our bundler, or the build another Frappe brings."""

import hashlib
import os
import shutil
from pathlib import Path

from provision import source
from provision.paths import APPS, ENV, ENV_PYTHON, FRAMEWORK, PROVISION, ROOT, SITES, STATE
from provision.say import Problem, line
from provision.shell import run
from provision.tools import digest

MODULES = PROVISION / "node_modules"
ASSETS = SITES / "assets"
PUBLIC = APPS / "papg" / "papg" / "public"
# Says that what lies in sites/assets was made by the framework's own build, and from what.
BY_SOURCE = STATE / "assets-of-source"


def ensure_packages(folder: Path = PROVISION) -> str:
    """Install the npm packages of a folder exactly as locked; no package may run a script of its own."""
    modules, lock = folder / "node_modules", folder / "package-lock.json"
    made_from = modules / ".made-from"
    if made_from.exists() and made_from.read_text() == digest(lock):
        return "unchanged"
    shutil.rmtree(modules, ignore_errors=True)
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"],
        "npm",
        "Installing the npm packages",
        cwd=folder,
        env={**os.environ, "NO_UPDATE_NOTIFIER": "1"},
    )
    made_from.write_text(digest(lock))
    return "installed"


def bundle(is_quiet: bool = True) -> str:
    """Bundle what has changed since the last build."""
    if source.has_own_build():
        return build_with_source()
    if BY_SOURCE.exists():
        clear()
    command = ["node", PROVISION / "assets" / "build.mjs", "--bench", ROOT, "--changed"]
    output = run(command, "assets", "Bundling the desk")
    if not is_quiet:
        line(output)
    return output.strip().splitlines()[-1] if output.strip() else "unchanged"


def build_with_source() -> str:
    """Scripts and styles by the framework's own build; not again while neither it nor the app's scripts changed.

    Raises:
        Problem: The build ended without a list of bundles. It does not tell all its mistakes by its exit code.
    """
    made_from = source.record()["commit"] + digest_of_scripts()
    if BY_SOURCE.exists() and BY_SOURCE.read_text() == made_from:
        return "unchanged"
    clear()
    path = os.pathsep.join([str(MODULES / ".bin"), str(ENV / "bin"), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(FRAMEWORK), "NO_UPDATE_NOTIFIER": "1"}
    install = ["yarn", "install", "--frozen-lockfile", "--ignore-scripts", "--non-interactive"]
    run(install, "yarn", "Installing the framework's npm packages", cwd=FRAMEWORK, env=environment)
    ASSETS.mkdir(parents=True)
    build = [ENV_PYTHON, "-m", "frappe.utils.bench_helper", "frappe", "build", "--production", "--force"]
    output = run(build, "assets", "Building with the framework's own build", cwd=SITES, env=environment)
    if not (ASSETS / "assets.json").exists():
        last = output.strip().rpartition("\n")[2]
        raise Problem(
            f"The build of {source.record()['source']} made no bundles: {last[:200]}",
            f"See {(STATE / 'logs' / 'assets.log').relative_to(ROOT)}",
        )
    BY_SOURCE.write_text(made_from)
    return "by the framework's own build"


def digest_of_scripts() -> str:
    """Hash over the app's scripts and styles."""
    digest_ = hashlib.sha256()
    for file in sorted(path for path in PUBLIC.rglob("*") if path.is_file() and "dist" not in path.parts):
        digest_.update(str(file.relative_to(PUBLIC)).encode() + b"\0" + file.read_bytes())
    return digest_.hexdigest()


def clear() -> None:
    """Remove what one build made before the other begins: theirs links folders into which ours would write."""
    BY_SOURCE.unlink(missing_ok=True)
    for folder in (ASSETS, PUBLIC / "dist"):
        shutil.rmtree(folder, ignore_errors=True)
