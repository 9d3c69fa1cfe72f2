"""`python3 -m provision proxy`: configuration of nginx and systemd for one site, from the templates in `config/`."""

import argparse
import getpass
import os
import re
import subprocess
from pathlib import Path
from string import Template

from provision.instance import Instance
from provision.paths import CONFIG, ROOT, SITES, STATE, TOOLS
from provision.say import Problem, line
from provision.system import program

# How often one address may ask before the application is asked at all; a council's people share one.
RATES = {"EVERY": "50r/s", "EVERY_BURST": "200", "DOOR": "60r/m", "DOOR_BURST": "30", "UPLOAD": "30r/m"}
RATES["UPLOAD_BURST"] = "20"
HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
PORT_OF_HTTPS = 443


def proxy(arguments: list[str]) -> int:
    """Write both files into a folder of the bench and say what to do with them."""
    instance = Instance(os.environ.get("PAPG_INSTANCE", "run"))
    wanted = parse(arguments)
    folder = Path(wanted.into or instance.folder / "proxy")
    folder.mkdir(parents=True, exist_ok=True)
    values = names(instance, wanted, folder)
    for template, file in (("nginx.conf.template", "nginx.conf"), ("papg.service.template", "papg.service")):
        (folder / file).write_text(fill(template, values))
        line(f"Written: {folder / file}")
    line(f"Try it: nginx -t -c {folder / 'nginx.conf'}; the next steps are in docs/operations.md")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """What the site is called outside and where its certificate lies."""
    parser = argparse.ArgumentParser(prog="python3 -m provision proxy")
    parser.add_argument("name", help="the site's name in the network, such as papg.council.example")
    parser.add_argument("--certificate", required=True, help="file with the certificate and its chain")
    parser.add_argument("--key", required=True, help="file with the certificate's key")
    parser.add_argument("--address", default="0.0.0.0", help="address of this machine to answer on")  # noqa: S104
    parser.add_argument("--http-port", type=int, default=80)
    parser.add_argument("--https-port", type=int, default=PORT_OF_HTTPS)
    parser.add_argument("--into", help="folder for the files")
    return parser.parse_args(arguments)


def names(instance: Instance, wanted: argparse.Namespace, folder: Path) -> dict[str, str]:
    """What the templates are filled with.

    Raises:
        Problem: The name is none, or a file of the certificate is not there.
    """
    name = wanted.name.lower()
    if not HOST.fullmatch(name):
        raise Problem(f"“{wanted.name}” is no name of a site", "Give it as in papg.council.example")
    for file in (wanted.certificate, wanted.key):
        if not Path(file).is_file():
            raise Problem(f"There is no file {file}", "Give the files of the certificate and of its key")
    port = "" if wanted.https_port == PORT_OF_HTTPS else f":{wanted.https_port}"
    return {
        **RATES,
        "NAME": name,
        "PUBLIC": f"{name}{port}",
        "SITE": instance.site,
        "INSTANCE": instance.name,
        "ACCOUNT": getpass.getuser(),
        "ADDRESS": wanted.address,
        "HTTP_PORT": str(wanted.http_port),
        "HTTPS_PORT": str(wanted.https_port),
        "WEB_PORT": str(instance.web_port),
        "REALTIME_PORT": str(instance.realtime_port),
        "CERTIFICATE": str(Path(wanted.certificate).resolve()),
        "KEY": str(Path(wanted.key).resolve()),
        "FOLDER": str(folder.resolve()),
        "SITES": str(SITES),
        "CONFIG": str(CONFIG),
        "TOOLS": str(TOOLS),
        "ROOT": str(ROOT),
    }


class Names(Template):
    """Only `${NAME}` in capitals is filled in: nginx writes its own variables with a dollar, too."""

    pattern = r"\$(?:(?P<escaped>(?!))|(?P<named>(?!))|\{(?P<braced>[A-Z_]+)\}|(?P<invalid>(?!)))"


def fill(template: str, values: dict[str, str]) -> str:
    """A template with its names; a name nobody knows is an error."""
    return Names((CONFIG / template).read_text()).substitute(values)


def nginx() -> str:
    """The program, for the tests: the machine's own, else Debian's package unpacked into the bench, without a service.

    Raises:
        Problem: Neither can be had.
    """
    place = STATE / "nginx"
    found = program("nginx") or (
        str(place / "usr/sbin/nginx") if (place / "usr/sbin/nginx").exists() else None
    )
    if found:
        return found
    place.mkdir(parents=True, exist_ok=True)
    fetch = ["apt-get", "-q", "download", "nginx"]
    unpack = ["sh", "-c", "dpkg -x nginx_*.deb ."]
    for command in (fetch, unpack):
        if subprocess.run(command, cwd=place, capture_output=True, check=False).returncode:
            raise Problem("nginx is not installed", "apt-get update && apt-get install nginx")
    return str(place / "usr/sbin/nginx")
