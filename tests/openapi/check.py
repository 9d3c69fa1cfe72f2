"""Whether the document of the interface is one, and what it lacks."""

from typing import Any

from openapi_spec_validator import validate

from papg.api.interface import schemas

ADDRESS = "/api/method/papg.api.openapi.document"


def lacking(found: dict[str, Any], record_types: tuple[str, ...], field: str) -> list[str]:
    """Record types and the field of actions the document does not speak of; it is valid."""
    validate(found)
    components = found["components"]["schemas"]
    missing = [name for name in record_types if schemas.key(name) not in components]
    return missing + ([] if field in components["PAPG_Action.row"]["properties"] else [field])
