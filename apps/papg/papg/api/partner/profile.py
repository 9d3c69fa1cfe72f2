"""The page of one's own: what the groups hold of the person, telephone, password, second factor and sessions."""

import re

import frappe
from frappe import _
from frappe.utils import today

from papg.api.partner import forms, groups
from papg.api.partner.rendering import Page
from papg.permissions import scope
from papg.security import own_password, own_sessions, second_factor

ADDRESS = "/partner/profile"
# What a telephone number is made of; the country's number comes first, with a plus.
TELEPHONE = re.compile(r"\+?[0-9 ()-]{6,24}")
FEWEST_DIGITS = 6
DONE = ("telephone", "password", "sessions")


def page(form: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> Page:
    """Everything about the person, and the forms for what is theirs to change.

    Args:
        form: What was typed, when something in it has to be put right; never a password.
        errors: What has to be put right, by field.
    """
    user = frappe.session.user
    account = frappe.db.get_value("User", user, ["full_name", "email", "phone"], as_dict=True)
    done = str(frappe.form_dict.get("done") or "")
    context = {
        "account": account,
        "seats": own_seats(),
        "form": form or {"telephone": account.phone or ""},
        "has_password": own_password.is_set(user),
        "has_second_factor": second_factor.secret_of(user) is not None,
        "second_factor_since": second_factor.held_since(user),
        "is_second_factor_required": second_factor.is_required_of(user),
        "sessions": own_sessions.of(user),
        "done": done if done in DONE and not errors else "",
    }
    return Page("profile.html", _("Your profile"), context, "profile", errors or {}, 400 if errors else 200)


def own_seats() -> list[frappe._dict]:
    """The person's own rows of membership that hold today, each with who looks after it."""
    own = scope.of().members
    if not own:
        return []
    rows = frappe.db.sql(
        """
        select seat.name, seat.papg_group, body.group_name, seat.position, seat.full_name, seat.job_title,
            seat.email, seat.joined_on, seat.left_on, organisation.organisation_name as organisation
        from `tabPAPG Member` seat
        join `tabPAPG Group` body on body.name = seat.papg_group
        left join `tabPAPG Organisation` organisation on organisation.name = seat.organisation
        where seat.name in %(own)s
            and seat.joined_on <= %(day)s and ifnull(seat.left_on, %(day)s) >= %(day)s
        order by body.group_name, seat.joined_on, seat.name
        """,
        {"own": tuple(own), "day": today()},
        as_dict=True,
    )
    secretaries = groups.members([row.papg_group for row in rows], ("Secretary",))
    for row in rows:
        row.secretaries = [
            seat for seat in secretaries if seat.papg_group == row.papg_group and seat.position == "Secretary"
        ]
    return rows


def save_telephone() -> Page | str:
    """Store the telephone number; the address to go on to, or the page again with what was typed."""
    form = forms.read(frappe.request.form, ("telephone",))
    errors = mistakes(form["telephone"])
    if not errors and (refused := forms.refusal_of(lambda: store_telephone(form["telephone"]))):
        errors = {"telephone": refused}
    return page(form, errors) if errors else f"{ADDRESS}?done=telephone"


def mistakes(telephone: str) -> dict[str, str]:
    """What is wrong with a telephone number; none at all is right."""
    digits = sum(letter.isdigit() for letter in telephone)
    if not telephone or (TELEPHONE.fullmatch(telephone) and digits >= FEWEST_DIGITS):
        return {}
    message = _(
        "“{0}” is not a telephone number. Write at least {1} digits and at most {2} characters, such as "
        "01632 960001 or +44 1632 960001."
    )
    return {"telephone": message.format(telephone[:40], FEWEST_DIGITS, 25)}


def store_telephone(telephone: str) -> None:
    """Put the number into the person's own account."""
    account = frappe.get_doc("User", frappe.session.user)
    account.phone = telephone
    account.save(ignore_permissions=True)  # one's own account, and of it this one field


def set_password() -> Page | str:
    """Set a new password; passwords that were typed are never shown again."""
    sent = frappe.request.form
    old, new = sent.get("old_password", ""), sent.get("new_password", "")
    errors = own_password.mistakes(frappe.session.user, old, new)
    if errors:
        return page(errors=errors)
    own_password.replace(old, new)
    return f"{ADDRESS}?done=password"


def end_other_sessions() -> str:
    """Sign out everywhere but here."""
    own_sessions.end_others(frappe.session.user)
    return f"{ADDRESS}?done=sessions"
