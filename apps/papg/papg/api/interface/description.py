"""The document: what the interface is called, how one proves who one is, what refusals look like, and the rest."""

from typing import Any

from frappe import _

import papg
from papg.api.interface import paths, schemas
from papg.api.interface.fields import Schema
from papg.api.interface.reach import Reach
from papg.security import calls

VERSION = "3.1.0"
KEY = "key"
ABOUT = (
    "What your account may do over REST: its record types, their fields and the verbs its positions open somewhere. "
    "Which records it reaches is decided one by one; what is out of reach answers like what is not there."
)
SAID = {
    "Incomplete": "The call is not complete, or names something there is not.",
    "NotKnown": "The key is unknown.",
    "NotAllowed": "The account may not do this.",
    "NotThere": "There is no such record, or it is not this account's to see; nobody can tell which.",
    "ChangedMeanwhile": "The record was changed after it was read, or there is one of that name.",
    "AgainstARule": "A rule of the record says no. Nothing was stored.",
    "TooMany": "Too many calls; the header Retry-After says how long to wait.",
}


def of(reached: list[Reach]) -> dict[str, Any]:
    """The document of a caller.

    Args:
        reached: What the caller may do.
    """
    return {
        "openapi": VERSION,
        "info": {"title": "Protect & Prepare", "version": papg.__version__, "description": _(ABOUT)},
        "servers": [{"url": "/"}],
        "security": [{KEY: []}],
        "paths": {address: item for one in reached for address, item in paths.of_record(one).items()},
        "components": {
            "schemas": {"Error": error(), **schemas.shared(), **of_all(reached)},
            "parameters": paths.shared_parameters(),
            "responses": {
                **{name: refusal(said) for name, said in SAID.items()},
                "TooLong": {
                    "description": _("The address is longer than the web server takes: ask for less.")
                },
            },
            "securitySchemes": {KEY: token()},
        },
    }


def of_all(reached: list[Reach]) -> dict[str, Schema]:
    """Schemas of everything reached; a table of two record types is sent if either is."""
    found: dict[str, Schema] = {}
    for one in reached:
        may_make = ("POST", calls.LIST_PATH) in one.operations
        may_change = ("PUT", calls.RECORD_PATH) in one.operations
        found |= schemas.of_record(one.record_type, may_make, may_change)
    return found


def token() -> Schema:
    """How a program says who it is."""
    said = _("The word “token”, a blank, and the key as it was given: “token abc:def”.")
    return {"type": "apiKey", "in": "header", "name": "Authorization", "description": said}


def error() -> Schema:
    """A refusal as JSON."""
    return {
        "type": "object",
        "required": ["message", "errors"],
        "properties": {
            "message": {"type": "string", "description": _("What to do about it.")},
            "errors": {"type": "array", "items": wrong(), "description": _("Each thing that is wrong.")},
            "exc_type": {"type": "string", "description": _("Kind of refusal by a rule of the record.")},
            "_server_messages": {
                "type": "string",
                "contentMediaType": "application/json",
                "description": _("A list in JSON of texts in JSON, each with its message."),
            },
        },
    }


def wrong() -> Schema:
    """One thing that is wrong."""
    return {
        "type": "object",
        "required": ["field", "message"],
        "properties": {
            "field": {
                "type": ["string", "null"],
                "description": _("Field, or table.field of a row; empty for none."),
            },
            "row": {"type": "integer", "description": _("Number of the row.")},
            "message": {"type": "string"},
            "stored": {"description": _("What is stored, where the record was changed meanwhile.")},
            "sent": {"description": _("What was sent in its place.")},
        },
    }


def refusal(said: str) -> Schema:
    """An answer that refuses."""
    content = {"application/json": {"schema": schemas.reference("Error")}}
    return {"description": _(said), "content": content}
