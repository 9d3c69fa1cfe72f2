"""Commands of the app for `bench`."""

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


commands = [load_demo, give_key, verify_trail, forget_second_factor]
