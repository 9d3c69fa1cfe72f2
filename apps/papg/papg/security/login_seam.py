"""The framework logs people in before any hook is asked. Here its login asks ours.

There is no hook for it: `LoginManager.login` runs while a request is being read. The hook `on_login` refuses a session
without the second factor even where this is not in place; what it cannot do is count tries, and keep the framework's
own second step from mailing secrets.
"""

from typing import Any

import frappe
from frappe.auth import LoginManager
from werkzeug.exceptions import HTTPException

from papg.security import answers, headers, login


def log_in(manager: LoginManager) -> None:
    """Stands where the framework expects its login.

    Raises:
        werkzeug.exceptions.HTTPException: The request stops here, with its answer.
    """
    try:
        login.at_the_door_of_the_framework(manager)
    except answers.Refusal as refusal:
        response = answers.as_response(refusal, frappe.local.request)
        headers.harden(response, frappe.local.request)
        raise HTTPException(response=response) from None


def install(*args: Any, **kwargs: Any) -> None:
    """Put our login in place; called when the served application is made, and before every request."""
    if LoginManager.login is not log_in:
        LoginManager.login = log_in
