"""How the council's administrator enters a provider: by its address; the rest it says of itself.

It is a record of the framework's, which holds the secret encrypted. What the framework would do with it is not used.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from papg.security import openid, sign_on


def check(key: Document, method: str | None = None) -> None:
    """Hook, before a provider is stored: ask it who it is, unless it is switched off, and fill in what it says.

    Raises:
        frappe.ValidationError: It does not answer as a provider of OpenID Connect, or would become another one.
    """
    before = key.get_doc_before_save()
    if before and (before.base_url, before.provider_name) != (key.base_url, key.provider_name):
        message = _("“{0}” keeps its name and its address. Make a new entry for another provider.")
        frappe.throw(message.format(before.provider_name))
    key.update({"social_login_provider": "Custom", "custom_base_url": 0, "user_id_property": "sub"})
    key.update({"redirect_url": sign_on.BACK, "api_endpoint_args": None, "auth_url_data": None, "icon": None})
    if not key.base_url:
        frappe.throw(_("Base URL: give the address of the provider, which begins with https://."))
    if before and not key.enable_social_login:
        return  # one that no longer answers can be switched off
    try:
        said = openid.described(key.base_url)
    except openid.NotGenuine as error:
        message = _(
            "Base URL {0}: there is no provider of OpenID Connect. {1} With Entra ID, name your own tenant."
        )
        frappe.throw(message.format(key.base_url, str(error)))
    key.authorize_url, key.access_token_url = said["authorization_endpoint"], said["token_endpoint"]
    key.api_endpoint = said.get("userinfo_endpoint")
