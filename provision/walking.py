"""`make walk`: who sees and changes what, tried at every door of the served test site."""

import subprocess

from provision import snapshot, steps
from provision.instance import Instance
from provision.paths import ENV_PYTHON, ROOT


def walk(arguments: list[str]) -> int:
    """Set up the test site as it was made and walk; 1 if anybody got what is not theirs, or not what is.

    Args:
        arguments: `--every-row` to try every door with every row, which takes long; part of a person's name to
            send only them round.
    """
    instance = Instance("test")
    steps.prepare_test(instance)
    snapshot.restore(instance)
    command = [str(ENV_PYTHON), "-m", "tests.walk", *arguments]
    try:
        return subprocess.run(command, cwd=ROOT, env=instance.environment(), check=False).returncode
    finally:
        snapshot.restore(instance)
