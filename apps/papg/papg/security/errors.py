"""Refusals as programs read them: whichever door refused, `errors` names each field and says what to do."""

import json
from typing import Any

from frappe import _
from frappe.utils import strip_html
from werkzeug.wrappers import Request, Response

from papg.permissions import external_ids, mistakes
from papg.security import repeats, sessions

RESOURCE = "/api/resource/"
REFUSED = 400
WITHOUT_WORDS = {
    401: "The key is unknown. Ask whoever runs the bench for another.",
    403: "Your account may not do this.",
    404: "There is no such record, or it is not yours to see.",
    409: "There is such a record already.",
}


def after_request(response: Response | None = None, request: Request | None = None) -> None:
    """Hook: put the refusals of one answer into one shape.

    Args:
        response: The answer.
        request: What was asked.
    """
    if response is None or request is None or not is_for_program(response, request):
        return
    said = json.loads(response.get_data() or "{}")
    if isinstance(said, dict) and (raced := repeats.of_race(request)):
        response.status_code = repeats.CONFLICT
        said = {"message": raced, "errors": [{"field": external_ids.FIELD, "message": raced}]}
        response.set_data(json.dumps(said, ensure_ascii=False))
    if isinstance(said, dict) and "errors" not in said:
        words = messages(said, response.status_code)
        errors = mistakes.noted() or [{"field": None, "message": one} for one in words]
        said.setdefault("message", " ".join(words))
        response.set_data(json.dumps({**said, "errors": errors}, ensure_ascii=False, default=str))


def is_for_program(response: Response, request: Request) -> bool:
    """Is this a refusal, in JSON, of a call by a program?"""
    is_refusal = response.status_code >= REFUSED and response.mimetype == "application/json"
    is_program = request.path.startswith(RESOURCE) or sessions.has_token()
    return is_refusal and is_program and not response.is_streamed


def messages(said: dict[str, Any], status: int) -> list[str]:
    """What a refusal says, in plain text."""
    if isinstance(said.get("message"), str):
        return [said["message"]]
    shown = [json.loads(one) for one in json.loads(said.get("_server_messages") or "[]")]
    words = [strip_html(str(one.get("message", ""))) for one in shown if isinstance(one, dict)]
    fallback = _(WITHOUT_WORDS.get(status, "This could not be done."))
    return [one for one in words if one] or [fallback]
