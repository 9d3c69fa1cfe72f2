"""Accounts of the council: the framework's, without the role it lends when nobody holds it."""

from frappe.core.doctype.user.user import User

from papg.permissions import leaving


class CouncilUser(User):
    """A user account. Who runs the system is decided by the council and never by the order of saving."""

    def add_system_manager_role(self) -> None:
        """Keep the role with the built-in account.

        The framework gives System Manager to the first staff account that is saved while nobody else holds it.
        Here that would be a secretary or a chair.
        """
        if self.name == "Administrator":
            super().add_system_manager_role()

    def a_system_manager_should_exist(self) -> None:
        """An account may be switched off though no other holds System Manager; the built-in one always does."""

    def on_update(self) -> None:
        """Store the account without asking a picture service abroad about its address.

        The framework asks for whoever has no picture, with a hash of the address anybody can compare.
        """
        picture, self.user_image = self.user_image, self.user_image or "none"
        try:
            super().on_update()
        finally:
            self.user_image = picture
        if self.has_value_changed("enabled"):
            leaving.announce(self.name)
