"""Holds the served interface against its own document: made-up calls by a tool nobody here wrote."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openapi_spec_validator import validate

from papg.api.interface import schemas
from provision.paths import ENV

ADDRESS = "/api/method/papg.api.openapi.document"
CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_schema_conformance", "ignored_auth"),
)


@dataclass
class Calls:
    """What came of made-up calls: whether all were answered as the document says, how many at all, and the report."""

    is_clean: bool
    sent: int
    answered: int
    report: str


def lacking(found: dict[str, Any], record_types: tuple[str, ...], field: str) -> list[str]:
    """Record types and the field of actions the document does not speak of; it is valid."""
    validate(found)
    components = found["components"]["schemas"]
    missing = [name for name in record_types if schemas.key(name) not in components]
    return missing + ([] if field in components["PAPG_Action.row"]["properties"] else [field])


def make_up_calls(
    document: str | Path,
    url: str,
    authorization: str,
    examples: int,
    only: Iterable[str] = (),
    phases: str = "fuzzing",
) -> Calls:
    """Send calls that read, made up from a document; schemathesis says what answers are not as the document has them.

    Args:
        document: Where the document is, on the served site or in a file.
        url: Address of the served site.
        authorization: Header of the caller.
        examples: How many calls for each address and kind of call.
        only: More of its arguments.
        phases: How it makes calls up: `fuzzing` by chance, `coverage` every limit of every argument once.
    """
    with TemporaryDirectory() as folder:
        heard = Path(folder) / "calls.har"
        command = [
            *(str(ENV / "bin" / "schemathesis"), "run", str(document), "--url", url),
            *("--header", f"Authorization: {authorization}", "--exclude-method", "POST"),
            *("--exclude-method", "PUT", "--exclude-method", "DELETE"),
            *("--phases", phases, "--max-examples", str(examples), "--checks", ",".join(CHECKS)),
            *("--suppress-health-check", "all", "--no-color", "--warnings", "off", "--continue-on-failure"),
            *("--generation-database", "none", "--report-har-path", str(heard)),
            *only,
        ]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        entries = json.loads(heard.read_text())["log"]["entries"] if heard.exists() else []
    found = [entry["response"]["status"] for entry in entries]
    good = sum(200 <= status < 300 for status in found)
    return Calls(done.returncode == 0, len(found), good, done.stdout + done.stderr)
