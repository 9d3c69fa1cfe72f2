"""How far an organisation is with a shared commitment."""

from papg.permissions.document import ChildRow


class PAPGActionOrganisation(ChildRow):
    """How far an organisation is with a shared commitment."""
