"""The test site as it was when it was made, kept as files and put back in seconds."""

import shutil
import subprocess
from pathlib import Path

from provision.instance import Instance
from provision.paths import SITES
from provision.services import data_folder


def folder(instance: Instance) -> Path:
    return instance.folder / "snapshot"


def exists(instance: Instance) -> bool:
    return (folder(instance) / "complete").exists()


def take(instance: Instance) -> None:
    """Keep the database's files and the site's folder; the database must be stopped."""
    shutil.rmtree(folder(instance), ignore_errors=True)
    folder(instance).mkdir(parents=True)
    copy(data_folder(instance), folder(instance) / "mariadb")
    copy(SITES / instance.site, folder(instance) / "site")
    (folder(instance) / "complete").touch()


def restore(instance: Instance) -> None:
    """Put the site back as it was; the database must be stopped."""
    for kept, place in (("mariadb", data_folder(instance)), ("site", SITES / instance.site)):
        shutil.rmtree(place, ignore_errors=True)
        copy(folder(instance) / kept, place)


def give(instance: Instance, other: Instance) -> None:
    """Give another instance the site as it was made; whose database must be stopped."""
    other.share_passwords(instance)
    for kept, place in (("mariadb", data_folder(other)), ("site", SITES / other.site)):
        shutil.rmtree(place, ignore_errors=True)
        copy(folder(instance) / kept, place)


def copy(source: Path, target: Path) -> None:
    """Copy a folder; on a file system that can, without copying the bytes."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)
