"""One row of the trail: who did what to which record, when and from where."""

from papg.oversight.append_only import AppendOnly


class PAPGAccessLog(AppendOnly):
    """One row of the trail. It links to nothing, so that it stays whatever becomes of what it names."""
