"""Where programs a person allowed at `/programs/allow` fetch their tokens and give them back (OAuth 2)."""

import frappe

from papg.security import programs
from papg.security.programs import NotGranted

REFUSED = 400
NOT_KNOWN = 401


@frappe.whitelist(allow_guest=True, methods=["POST"])
def token(
    grant_type: str,
    client_id: str,
    client_secret: str,
    code: str = "",
    redirect_uri: str = "",
    code_verifier: str = "",
    refresh_token: str = "",
) -> None:
    """Give a program a token, for a code or for the second half of an older token.

    Args:
        grant_type: `authorization_code` or `refresh_token`.
        client_id: Name of the program.
        client_secret: Its secret.
        code: What the browser brought back; good for a minute, once.
        redirect_uri: The address it was brought back to.
        code_verifier: What only whoever asked knows (RFC 7636).
        refresh_token: For a new token in place of one that is over.

    Returns:
        At the top of the answer, as RFC 6749 has it: `access_token`, good for an hour (`expires_in` seconds),
        `token_type`, `refresh_token`, good for 30 days and once, `scope`. Or else `error`, with 400 or 401.
    """
    try:
        programs.refuse_unknown(client_id, client_secret)
        answer = granted(grant_type, client_id, code, redirect_uri, code_verifier, refresh_token)
    except NotGranted as refused:
        answer = {"error": refused.error}
        answer["http_status_code"] = NOT_KNOWN if refused.error == "invalid_client" else REFUSED
    frappe.local.response.update(answer)


def granted(
    grant_type: str, client: str, code: str, redirect_uri: str, verifier: str, refresh: str
) -> dict[str, object]:
    """The token of one of the two ways."""
    if grant_type == "authorization_code":
        return programs.for_code(client, code, redirect_uri, verifier)
    if grant_type == "refresh_token":
        return programs.for_refresh(client, refresh)
    raise NotGranted("unsupported_grant_type")


@frappe.whitelist(allow_guest=True, methods=["POST"])
def revoke(client_id: str, client_secret: str, token: str) -> None:
    """A program gives a token back (RFC 7009). The answer is the same whether there was one.

    Args:
        client_id: Name of the program.
        client_secret: Its secret.
        token: Either half of the token.
    """
    try:
        programs.refuse_unknown(client_id, client_secret)
        programs.take_back(client_id, token)
    except NotGranted as refused:
        frappe.local.response.update({"error": refused.error, "http_status_code": NOT_KNOWN})
