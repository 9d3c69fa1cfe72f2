"""The seal of one closed hour of the trail."""

from papg.oversight.append_only import AppendOnly


class PAPGTrailSeal(AppendOnly):
    """The seal of one closed hour: a digest of each row of it, bound to the seal of the hour before."""
