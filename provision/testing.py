"""`make test`: the whole suite on a site of its own."""

import subprocess

from provision import steps
from provision.instance import Instance
from provision.paths import ENV_PYTHON, ROOT


def test(arguments: list[str]) -> int:
    """Set up what the tests need and run them; arguments go to pytest."""
    instance = Instance("test")
    steps.prepare_test(instance)
    command = [str(ENV_PYTHON), "-m", "pytest", "--junitxml", str(ROOT / "junit.xml"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=instance.environment(), check=False).returncode
