"""What was recorded of a measure before it was corrected."""

from papg.permissions.document import ChildRow


class PAPGMeasureCorrection(ChildRow):
    """What was recorded of a measure before it was corrected."""
