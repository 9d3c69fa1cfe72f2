"""Commands of the app for `bench`."""

from pathlib import Path

import click
import frappe
from frappe.commands import get_site, pass_context


@click.command("load-demo")
@pass_context
def load_demo(context: frappe._dict) -> None:
    """Load the demo data into an empty site; whole or not at all."""
    from papg.setup import demo

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        demo.load()
        frappe.db.commit()  # the command is the request here
    finally:
        frappe.destroy()


@click.command("give-key")
@click.argument("account")
@pass_context
def give_key(context: frappe._dict, account: str) -> None:
    """Give the account of a program a key and print it; the key it had stops working."""
    from papg.setup import keys

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        click.echo(keys.give(account))
        frappe.db.commit()  # the command is the request here
    except frappe.ValidationError as refusal:
        raise click.ClickException(str(refusal)) from None
    finally:
        frappe.destroy()


@click.command("verify-trail")
@pass_context
def verify_trail(context: frappe._dict) -> None:
    """Hold the trail of who saw and did what against its seals; ends with 1 if anything is not as it was sealed."""
    from papg.oversight import sealing

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        rows, seals, findings = sealing.findings()
    finally:
        frappe.destroy()
    for finding in findings:
        click.echo(finding.text.format(finding.number, finding.hour))
    click.echo(f"rows={rows} seals={seals} findings={len(findings)}")
    if findings:
        raise SystemExit(1)


@click.command("forget-second-factor")
@click.argument("account")
@pass_context
def forget_second_factor(context: frappe._dict, account: str) -> None:
    """Take the second factor off an account whose owner lost the device, and end its sessions."""
    from papg.setup import keys

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        keys.forget_second_factor(account)
        frappe.db.commit()  # the command is the request here
    except frappe.ValidationError as refusal:
        raise click.ClickException(str(refusal)) from None
    finally:
        frappe.destroy()


@click.command("export-config")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_context
def export_config(context: frappe._dict, folder: Path) -> None:
    """Write what the council customised into a folder, one file a record."""
    from papg.setup.moving import exporting

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        click.echo(f"records={exporting.export(folder)} folder={folder}")
    except frappe.ValidationError as refusal:
        raise click.ClickException(str(refusal)) from None
    finally:
        frappe.destroy()


@click.command("import-config")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--apply", "is_applied", is_flag=True, help="Store it; without this the differences are shown only."
)
@pass_context
def import_config(context: frappe._dict, folder: Path, is_applied: bool) -> None:
    """Show what a folder of customising would change here, and with --apply change it; ends with 1 if it is refused."""
    from papg.setup.moving import importing, telling

    frappe.init(site=get_site(context))
    frappe.connect()
    try:
        findings = importing.look(folder)
        frappe.db.rollback()
        for line in telling.lines(findings):
            click.echo(line)
        if telling.is_refused(findings):
            raise click.ClickException("Nothing was applied. Put right what is refused.")
        if is_applied:
            importing.apply(findings, folder.name)
            frappe.db.commit()  # the command is the request here
        click.echo(telling.last_line(findings, is_applied))
    except importing.NotApplied as refusal:
        frappe.db.commit()  # fields and record types that were put back
        raise click.ClickException(str(refusal)) from None
    except frappe.ValidationError as refusal:
        raise click.ClickException(str(refusal)) from None
    finally:
        frappe.destroy()


commands = [load_demo, give_key, verify_trail, forget_second_factor, export_config, import_config]
