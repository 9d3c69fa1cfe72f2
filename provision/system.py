"""What the machine must have: a Python, Node, and Debian's packages."""

import ctypes.util
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

from provision.paths import ROOT
from provision.say import Problem
from provision.shell import run

NEEDED_DISK_BYTES = 3 * 1024**3
SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")


def program(*names: str) -> str | None:
    """Path of the first of these programs that is installed; Debian keeps servers out of a user's PATH."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *SBIN])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def has_library(name: str) -> bool:
    return ctypes.util.find_library(name) is not None


def has_font() -> bool:
    return any(Path("/usr/share/fonts").rglob("LiberationSans-Regular.ttf"))


def has_python_headers() -> bool:
    return (Path(sysconfig.get_paths()["include"]) / "Python.h").exists()


def has_venv() -> bool:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


# The packages that bring servers bring no service with them: mariadb-server-core and redis-tools hold the
# programs alone, so that nothing of the machine's own is started or changed.
PACKAGES: dict[str, Callable[[], object]] = {
    "mariadb-server-core": lambda: program("mariadbd") and program("mariadb-install-db"),
    "mariadb-client": lambda: program("mysql") and program("mysqldump"),
    "redis-tools": lambda: program("redis-server", "redis-check-rdb"),
    "libmariadb-dev": lambda: program("mariadb_config"),
    "pkg-config": lambda: program("pkg-config"),
    "gcc": lambda: program("gcc", "cc"),
    "libc6-dev": lambda: Path("/usr/include/stdio.h").exists(),
    "python3-dev": has_python_headers,
    "python3-venv": has_venv,
    "libpango-1.0-0": lambda: has_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: has_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: has_library("harfbuzz-subset"),
    "fonts-liberation": has_font,
}
TEST_PACKAGES: dict[str, Callable[[], object]] = {
    "chromium": lambda: program("chromium"),
}


def check_node() -> str:
    """Return the version of Node, or refuse one that is missing or too old for the asset build."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise Problem(
            "Node with npm is not installed", "Install Node 18 or newer (Debian: apt-get install nodejs npm)"
        )
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < 18:
        raise Problem(f"Node {version} is too old", "Install Node 18 or newer")
    return version


def check_disk() -> None:
    """Refuse to start what would end half-made for want of space."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_DISK_BYTES:
        raise Problem(
            f"Only {free / 1024**3:.1f} GB of disk are free where the bench is, 3 GB are needed",
            "Free some space and run the same command again",
        )


def missing_packages(with_tests: bool) -> list[str]:
    """Debian packages whose programs or libraries are not there."""
    wanted = {**PACKAGES, **(TEST_PACKAGES if with_tests else {})}
    return [package for package, is_there in wanted.items() if not is_there()]


def install_packages(with_tests: bool = False) -> str:
    """Install what is missing with apt, or say which command would; return a remark for the step."""
    missing = missing_packages(with_tests)
    if not missing:
        return "all there"
    command = f"apt-get install --no-install-recommends {' '.join(missing)}"
    elevate = apt_prefix()
    if elevate is None:
        raise Problem(
            f"These system packages are missing and cannot be installed from this account: {', '.join(missing)}",
            f"Ask an administrator to run: {command}",
        )
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*elevate, "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    remedy = f"Run it by hand to see why: {command}"
    run([*apt, "update"], "apt-update", "Reading the list of system packages", env=env, remedy=remedy)
    install = [*apt, "install", "--no-install-recommends", *missing]
    run(install, "apt-install", "Installing system packages", env=env, remedy=remedy)
    still = missing_packages(with_tests)
    if still:
        raise Problem(f"Still missing after the installation: {', '.join(still)}", remedy)
    return f"{len(missing)} installed"


def apt_prefix() -> list[str] | None:
    """How apt can be called with rights: as root, through sudo without a password, or not at all."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None
