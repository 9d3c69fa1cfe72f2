"""A workspace of the desk, stored by whoever the guards let store it."""

from frappe.desk.doctype.workspace.workspace import Workspace


class CouncilWorkspace(Workspace):
    """A workspace that whoever may write it may show to everybody."""

    def validate(self) -> None:
        """The framework lets holders of a role of its own show one to everybody; that role opens all of them."""
        shown, self.public = self.public, 0
        try:
            super().validate()
        finally:
            self.public = shown
