"""`make verify-trail`: is every row of who saw and did what still as it was sealed?"""

import os
import subprocess

from provision import services, sites
from provision.instance import Instance
from provision.paths import SITES
from provision.say import Problem


def verify(arguments: list[str]) -> int:
    """Hold the trail of a site against its seals; 1 if anything was removed, altered, added or moved."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "run"))
    if not sites.is_made(instance):
        raise Problem(f"There is no site {instance.site} yet", "Make it first: make run")
    command = [*sites.FRAPPE, "--site", instance.site, "verify-trail"]
    with services.running(instance):
        return subprocess.run(command, cwd=SITES, env=instance.environment(), check=False).returncode
