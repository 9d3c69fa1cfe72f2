"""What a request really asks for, worked out as the framework's dispatcher does."""

from dataclasses import dataclass
from typing import Any

from frappe import _
from werkzeug.wrappers import Request

from papg.security.answers import BadArgument, NotThere, Refusal

METHOD = "method"
RESOURCE = "resource"
FILE = "file"
PAGE = "page"

LIST_PATH = "/api/resource/*"
RECORD_PATH = "/api/resource/*/*"
FILE_PATH = "/private/files/*"
VERBS = ("GET", "POST", "PUT", "DELETE")
# Read by the framework itself on any request.
EVERYWHERE = ("cmd", "_lang")


@dataclass
class Call:
    """One request: its endpoint, its method and its arguments.

    `record_type` and `name` are those of the path; the arguments of the body are checked by the allow-list.
    """

    kind: str
    endpoint: str
    verb: str
    arguments: dict[str, Any]
    record_type: str = ""
    name: str = ""


def resolve(request: Request, form: dict[str, Any]) -> Call:
    """The call behind a request.

    Args:
        request: The request as it came.
        form: Arguments as the framework parsed them.

    Raises:
        Refusal: The HTTP method is none we answer.
        BadArgument: `cmd` names another method than the path.
        NotThere: The path is none of the dispatcher's.
    """
    verb = "GET" if request.method == "HEAD" else request.method
    if verb not in VERBS:
        raise Refusal(_("{0} requests are not answered here.").format(request.method))
    arguments = {name: value for name, value in form.items() if name not in EVERYWHERE}
    if form.get("cmd"):
        return Call(METHOD, named_by_cmd(request.path, form["cmd"]), verb, arguments)
    if request.path.startswith("/api/"):
        return api_call(request.path, verb, arguments)
    if request.path.startswith("/private/files/"):
        return Call(FILE, FILE_PATH, verb, arguments, name=request.path)
    if "//" in request.path:
        raise NotThere  # the framework's routes would break on it
    return Call(PAGE, request.path, verb, arguments)


def named_by_cmd(path: str, cmd: Any) -> str:
    """The method `cmd` names; the dispatcher honours it on any path, so a path may not name another."""
    if not isinstance(cmd, str):
        raise BadArgument("cmd", _("give the name of a method"))
    if path.startswith("/api/") and path != f"/api/method/{cmd}":
        raise BadArgument("cmd", _("it names another method than the address"))
    return cmd


def api_call(path: str, verb: str, arguments: dict[str, Any]) -> Call:
    """A call of the REST interface, version 1."""
    parts = path[1:].split("/", 3)
    if parts[1:2] == ["v1"]:
        parts = [parts[0], *"/".join(parts[2:]).split("/", 2)]
    if len(parts) == 3 and parts[1] == "method" and parts[2]:
        return Call(METHOD, parts[2], verb, arguments)
    if len(parts) >= 3 and parts[1] == "resource" and parts[2]:
        return resource(parts[2], parts[3] if len(parts) > 3 else "", verb, arguments)
    raise NotThere


def resource(record_type: str, name: str, verb: str, arguments: dict[str, Any]) -> Call:
    """A call on records of a type, or on one record."""
    path = RECORD_PATH if name else LIST_PATH
    return Call(RESOURCE, path, verb, arguments, record_type=record_type, name=name)
