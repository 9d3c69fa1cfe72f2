"""What a change of structure does to one group."""

from papg.permissions.document import ChildRow


class PAPGStructureStep(ChildRow):
    """What a change of structure does to one group."""
