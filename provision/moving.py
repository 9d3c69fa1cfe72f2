"""`make export-config`, `make import-config`: what a council customised, from one site to another."""

import os
import subprocess
from pathlib import Path

from provision import services, sites
from provision.instance import Instance
from provision.paths import SITES
from provision.say import Problem


def export_config(arguments: list[str]) -> int:
    """Write the customising of a site into the folder FOLDER names."""
    return on_site("export-config", [])


def import_config(arguments: list[str]) -> int:
    """Show what the folder FOLDER names would change; with APPLY=1 change it. 1 if anything of it is refused."""
    return on_site("import-config", ["--apply"] if os.environ.get("APPLY") == "1" else [])


def on_site(command: str, options: list[str]) -> int:
    """Run a command of the app on the site of the instance PAPG_INSTANCE names."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "run"))
    if not os.environ.get("FOLDER"):
        raise Problem("No folder was named", f"Name one: make {command} FOLDER=…")
    if not sites.is_made(instance):
        raise Problem(f"There is no site {instance.site} yet", "Make it first: make run")
    folder = Path(os.environ["FOLDER"]).expanduser().resolve()
    called = [*sites.FRAPPE, "--site", instance.site, command, str(folder), *options]
    with services.running(instance):
        return subprocess.run(called, cwd=SITES, env=instance.environment(), check=False).returncode
