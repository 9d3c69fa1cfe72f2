"""What each line of the Procfile runs: the right program, in the right folder, with this instance's settings."""

import os
import time

from provision.instance import Instance
from provision.paths import CONFIG, ENV, ENV_PYTHON, PROVISION, ROOT, SITES
from provision.say import Problem
from provision.services import mariadb_command, own_services, redis_command, redis_program, wait_until_up

FRAPPE = [str(ENV_PYTHON), "-m", "frappe.utils.bench_helper", "frappe"]


def become(name: str, instance: Instance) -> None:
    """Turn this process into the named one; does not return.

    Raises:
        Problem: There is no process of this name.
    """
    if name in ("mariadb", "redis_cache", "redis_queue"):
        become_service(name, instance)
    application = os.environ.get("WSGI_APPLICATION", "papg.wsgi:application")
    commands = {
        "web": (
            [str(ENV / "bin" / "gunicorn"), "-c", str(CONFIG / "gunicorn.conf.py"), application],
            SITES,
        ),
        "realtime": (["node", str(PROVISION / "realtime" / "server.mjs")], ROOT),
        "worker": ([*FRAPPE, "worker"], SITES),
        "schedule": ([*FRAPPE, "schedule"], SITES),
    }
    if name not in commands:
        raise Problem(f"There is no process named {name}", f"Choose one of: {', '.join(commands)}")
    for service in own_services(instance):
        wait_until_up(instance, service)
    command, folder = commands[name]
    os.chdir(folder)
    environment = instance.environment()
    environment.pop("DEV_SERVER", None)  # `bench start` sets it; this is never the development server
    os.execvpe(command[0], command, environment)


def become_service(name: str, instance: Instance) -> None:
    """Turn into a private service, or stand by while the council's own is used."""
    if name not in own_services(instance):
        while True:
            time.sleep(3600)
    if name == "mariadb":
        command = mariadb_command(instance)
        os.execv(command[0], command)
    os.execv(redis_program(), redis_command(instance, name.removeprefix("redis_")))
