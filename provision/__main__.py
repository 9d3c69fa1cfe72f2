"""Entry of `python3 -m provision`. It must be readable by a Python too old for the rest, to say so in one line."""

import sys

if not (3, 10) <= sys.version_info[:2] <= (3, 12):
    sys.stderr.write(
        "Stopped: Python %d.%d is not supported. Use Python 3.10, 3.11 or 3.12, for example: "
        "make PYTHON=python3.11 run\n" % sys.version_info[:2]
    )
    sys.exit(1)

from provision.cli import main

sys.exit(main(sys.argv[1:]))
