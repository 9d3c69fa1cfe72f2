"""The framework's form for customising forms writes fields past every hook; here each is asked about first."""

import frappe
from frappe.custom.doctype.customize_form.customize_form import CustomizeForm, docfield_properties

from papg.permissions import guards


class CouncilCustomizeForm(CustomizeForm):
    """The framework's form, under the guards of forms."""

    @frappe.whitelist()
    def save_customization(self) -> None:
        """Store what was changed.

        Raises:
            frappe.PermissionError: The record type is not theirs to change.
            frappe.ValidationError: Something would let somebody past a guard.
        """
        guards.refuse_target(self.doc_type)
        if guards.is_ours(self.doc_type):
            self.check_own_fields()
        super().save_customization()

    @frappe.whitelist()
    def reset_to_defaults(self) -> None:
        """Take every change of a form back.

        Raises:
            frappe.PermissionError: The record type is not theirs to change.
        """
        guards.refuse_target(self.doc_type)
        super().reset_to_defaults()

    def check_own_fields(self) -> None:
        """A council's own fields, as they would be; the form stores changes to them without asking."""
        stored = frappe.get_all("Custom Field", {"dt": self.doc_type}, ["name", "fieldname"])
        names = {row.fieldname: row.name for row in stored}
        for row in self.fields:
            if row.fieldname in names:
                field = frappe.get_doc("Custom Field", names[row.fieldname])
                field.update({name: row.get(name) for name in docfield_properties})
                guards.check_field(field)
