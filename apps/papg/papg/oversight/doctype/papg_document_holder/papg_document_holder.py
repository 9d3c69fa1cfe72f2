"""Who held a restricted document or was shown it, by post."""

from papg.permissions.document import ChildRow


class PAPGDocumentHolder(ChildRow):
    """Who held a restricted document or was shown it, by post."""
