"""Where things are in the bench."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROVISION = ROOT / "provision"
APPS = ROOT / "apps"
SITES = ROOT / "sites"
CONFIG = ROOT / "config"
CLIENTS = ROOT / "tests" / "clients"
STATE = ROOT / ".bench"
ENV = ROOT / "env"
ENV_PYTHON = ENV / "bin" / "python"
TOOLS = STATE / "tools"
LOGS = STATE / "logs"
FRAMEWORK = APPS / "frappe"


def demo_site() -> str:
    """Name of the site `make run` serves; PAPG_SITE chooses another."""
    return os.environ.get("PAPG_SITE", "papg.localhost")
