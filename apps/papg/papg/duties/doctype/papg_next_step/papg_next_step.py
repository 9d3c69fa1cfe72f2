"""What is to come next, by whom and by when, as it was put."""

from papg.permissions.document import ChildRow


class PAPGNextStep(ChildRow):
    """What is to come next, by whom and by when, as it was put."""
