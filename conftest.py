"""What every test can ask for: the services, the site, and the site as it is served."""

import os
from collections.abc import Iterator

import frappe
import pytest
import redis

from provision.instance import Instance
from provision.paths import SITES
from provision.served import Served, served_site
from provision.services import running
from provision.testing import instance_of_worker


def pytest_configure(config: pytest.Config) -> None:
    """Where the suite runs in several processes, each has an instance of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        os.environ.update(instance_of_worker(worker).environment())


@pytest.fixture(scope="session")
def instance() -> Instance:
    """The instance of the bench the tests run on."""
    return Instance(os.environ.get("PAPG_INSTANCE", "test"))


@pytest.fixture(scope="session")
def services(instance: Instance) -> Iterator[None]:
    """Database and Redis servers of the tests."""
    with running(instance):
        yield


@pytest.fixture(scope="session")
def connection(instance: Instance, services: None) -> Iterator[None]:
    """The framework connected to the test site in this process."""
    os.chdir(SITES)
    frappe.init(site=instance.site, sites_path=".")
    frappe.connect()
    yield
    frappe.destroy()


@pytest.fixture
def site(connection: None) -> Iterator[None]:
    """The test site inside a transaction of its own; nothing a test writes here stays."""
    frappe.set_user("Administrator")
    # The framework keeps the mail account it found last, which a test before may have made.
    frappe.local.outgoing_email_account = {}
    yield
    frappe.db.rollback()
    frappe.clear_cache()
    frappe.local.papg_scopes = {}
    frappe.set_user("Administrator")


@pytest.fixture(scope="session")
def server(instance: Instance, services: None) -> Iterator[Served]:
    """The site as people meet it: web server, worker and realtime server, each a process of its own."""
    # Jobs of tests whose records were undone would keep the worker busy.
    redis.from_url(instance.redis_url("queue")).flushdb()
    with served_site(instance) as served:
        yield served
