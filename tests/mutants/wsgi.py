"""The served application with one guard open: which, says a file that is read before each request."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from papg import wsgi
from tests.mutants import mutants, opening
from tests.mutants.mutants import Mutant

FILE = Path(os.environ["PAPG_MUTANT"])


class Opened:
    """The application, and the guard that is open in it now."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = ""
        self.close: Callable[[], None] | None = None
        self.known: dict[str, Mutant] = {}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        wanted = FILE.read_text() if FILE.exists() else ""
        if wanted != self.now:
            with self.lock:
                self.change(wanted)
        return wsgi.application(environ, start_response)

    def change(self, wanted: str) -> None:
        """Close what is open and open what is wanted."""
        if self.close:
            self.close()
        self.close = None
        if wanted:
            self.known = self.known or {str(mutant): mutant for mutant in mutants.everyone()}
            self.close = opening.put_in(self.known[wanted])
        self.now = wanted


application = Opened()
