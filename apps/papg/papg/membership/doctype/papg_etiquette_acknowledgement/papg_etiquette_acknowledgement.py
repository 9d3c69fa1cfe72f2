"""A member keeps to the etiquette of this version."""

from papg.permissions.document import ChildRow


class PAPGEtiquetteAcknowledgement(ChildRow):
    """A member keeps to the etiquette of this version."""
