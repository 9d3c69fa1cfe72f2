"""What `make run` and `make test` do, as a table of contents."""

from provision import assets, framework, services, sites, snapshot, system, tools
from provision.instance import Instance
from provision.paths import CLIENTS, CONFIG, ROOT
from provision.say import Steps
from provision.serve import check_ports


def build(steps: Steps, with_tests: bool = False) -> None:
    """From a bare machine to a bench with framework, packages and bundles."""
    (CONFIG / "pids").mkdir(parents=True, exist_ok=True)
    (ROOT / "logs").mkdir(exist_ok=True)
    with steps.step("Checking Node and the disk") as remarks:
        system.check_disk()
        remarks.append(f"Node {system.check_node()}")
    with steps.step("System packages") as remarks:
        remarks.append(system.install_packages(with_tests))
    with steps.step("Tools of the bench") as remarks:
        remarks.append(tools.ensure_tools())
    with steps.step("Framework") as remarks:
        remarks.append(framework.ensure())
    with steps.step("Python environment from the lock file") as remarks:
        remarks.append(tools.ensure_environment(with_tests))
    with steps.step("npm packages from the lock file") as remarks:
        remarks.append(assets.ensure_packages())
        if with_tests:
            assets.ensure_packages(CLIENTS)
    with steps.step("Scripts and styles") as remarks:
        remarks.append(assets.bundle())


RUN_STEPS = 9
TEST_STEPS = 8


def prepare_run(instance: Instance) -> None:
    """Everything up to a site that can be served."""
    check_ports(instance)
    steps = Steps(RUN_STEPS)
    build(steps)
    with steps.step(f"Site {instance.site}") as remarks:
        remarks.append(ensure_site(instance))
    with steps.step("Demo data") as remarks:
        remarks.append(ensure_demo(instance))


def ensure_site(instance: Instance) -> str:
    """Make the site, or bring it up to date with the app."""
    if sites.is_current(instance):
        sites.set_config(instance, **sites.addresses(instance))
        return "unchanged"
    with services.running(instance):
        if sites.is_made(instance):
            sites.migrate(instance)
            sites.mark(instance)
            return "brought up to date"
        sites.create(instance)
        sites.install_app(instance)
        sites.enable_scheduler(instance)
        sites.mark(instance)
    return "made"


def ensure_demo(instance: Instance) -> str:
    """Load the demo data once. Its people are invented and have no second factor; the login page says so."""
    sites.set_config(instance, second_factor_off_for_demonstration=1)
    loaded = instance.folder / "demo-loaded"
    if loaded.exists():
        return "unchanged"
    with services.running(instance):
        sites.load_demo(instance)
    loaded.touch()
    return "loaded"


def prepare_test(instance: Instance, copies: list[Instance] | None = None) -> None:
    """Everything up to a site for the tests, built once for this state of the app and kept as a snapshot.

    Args:
        instance: Whose site is made.
        copies: Instances that get the same site as a copy.
    """
    steps = Steps(TEST_STEPS)
    build(steps, with_tests=True)
    with steps.step(f"Site {instance.site}") as remarks:
        if not (sites.is_current(instance) and snapshot.exists(instance)):
            with services.running(instance):
                sites.create(instance)
                sites.install_app(instance)
                sites.load_cast(instance)
            snapshot.take(instance)
            sites.mark(instance)
            remarks.append("made")
        for copy in copies or []:
            snapshot.give(instance, copy)
            sites.set_config(copy, **sites.addresses(copy))
            sites.mark(copy)
