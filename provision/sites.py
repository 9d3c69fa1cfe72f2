"""Makes the site of an instance: database, framework, app, settings and demo data."""

import base64
import hashlib
import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

from provision import source
from provision.instance import Instance, write_private
from provision.paths import APPS, ENV_PYTHON, PROVISION, SITES
from provision.shell import run

FRAPPE = [str(ENV_PYTHON), "-m", "frappe.utils.bench_helper", "frappe"]
WATCHED = {".py", ".json", ".txt", ".csv", ".html", ".md"}


def app_digest() -> str:
    """Hash over all that shapes the site: the app's files, the framework and the packages."""
    digest = hashlib.sha256()
    for file in sorted(path for path in (APPS / "papg" / "papg").rglob("*") if path.suffix in WATCHED):
        digest.update(str(file.relative_to(APPS)).encode() + b"\0" + file.read_bytes())
    for name in ("frappe.lock", "requirements.lock"):
        digest.update((PROVISION / name).read_bytes())
    digest.update(source.record().get("commit", "").encode())
    return digest.hexdigest()


def stamp(instance: Instance) -> Path:
    return instance.folder / f"{instance.site}.made-from"


def is_current(instance: Instance) -> bool:
    """Is the site there and made from the app as it is now?"""
    return is_made(instance) and stamp(instance).read_text() == app_digest()


def is_made(instance: Instance) -> bool:
    return stamp(instance).exists() and (SITES / instance.site / "site_config.json").exists()


def mark(instance: Instance) -> None:
    write_private(stamp(instance), app_digest())


def frappe(instance: Instance, *arguments: str, doing: str, extra: dict[str, str] | None = None) -> str:
    """Run a command of the framework for the instance's site."""
    command = [*FRAPPE, "--site", instance.site, *arguments]
    log = f"{instance.name}-{arguments[0]}"
    return run(command, log, doing, cwd=SITES, env={**instance.environment(), **(extra or {})})


def create(instance: Instance) -> None:
    """Make an empty site with the framework; a half-made one of before is thrown away."""
    stamp(instance).unlink(missing_ok=True)
    shutil.rmtree(SITES / instance.site, ignore_errors=True)
    passwords = ["--admin-password", instance.settings.admin_password]
    passwords += ["--db-root-password", instance.db_root_password]
    name = f"papg_{hashlib.sha256(instance.site.encode()).hexdigest()[:12]}"
    command = [
        *FRAPPE,
        "new-site",
        instance.site,
        *passwords,
        "--no-mariadb-socket",
        "--force",
        "--db-name",
        name,
    ]
    run(command, f"{instance.name}-new-site", "Making the site", cwd=SITES, env=instance.environment())
    set_config(instance, **addresses(instance))


def addresses(instance: Instance) -> dict[str, Any]:
    """Where the site is reached: at ports of its own, or at the proxy that PUBLIC_URL names."""
    public = os.environ.get("PUBLIC_URL", "").rstrip("/")
    return {"host_name": public or instance.url, "socketio_port": 0 if public else instance.realtime_port}


def set_config(instance: Instance, **values: Any) -> None:
    """Write settings of the site, and give it keys of its own."""
    file = SITES / instance.site / "site_config.json"
    config = json.loads(file.read_text()) if file.exists() else {}
    config.setdefault("encryption_key", base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    config.update(values)
    write_private(file, json.dumps(config, indent=1, sort_keys=True) + "\n")


def install_app(instance: Instance) -> None:
    frappe(instance, "install-app", "papg", doing="Installing papg")


def migrate(instance: Instance) -> None:
    frappe(instance, "migrate", "--skip-search-index", doing="Bringing the site up to date")


def load_demo(instance: Instance) -> None:
    """Load the demo data and keep the list of its logins."""
    password = demo_password(instance)
    extra = {"PAPG_DEMO_PASSWORD": password}
    frappe(instance, "load-demo", doing="Loading the demo data", extra=extra)


def demo_password(instance: Instance) -> str:
    """One password for all demo logins, made up for this bench."""
    file = instance.folder / "demo-password"
    if not file.exists():
        write_private(file, secrets.token_urlsafe(9))
    return file.read_text()


def enable_scheduler(instance: Instance) -> None:
    frappe(instance, "enable-scheduler", doing="Switching the scheduler on")


def load_cast(instance: Instance) -> None:
    """Put the people the tests are played by on the site."""
    command = [ENV_PYTHON, PROVISION.parent / "tests" / "make_cast.py", instance.site]
    run(
        command,
        f"{instance.name}-cast",
        "Making the cast of the tests",
        cwd=SITES,
        env=instance.environment(),
    )
