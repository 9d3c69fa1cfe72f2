"""Which hooks of the framework the guards of this folder answer."""

QUERY_CONDITIONS = {
    "File": "papg.security.file_access.query_condition",
    "User": "papg.security.users.query_condition",
}
RECORD_CHECKS = {
    "File": "papg.security.file_access.has_permission",
    "User": "papg.security.users.has_permission",
}
CLASSES = {
    "File": "papg.security.files.PrivateFile",
    "Notification": "papg.security.mail.CouncilNotification",
    "Notification Log": "papg.security.mail.CouncilNotificationLog",
    "User": "papg.security.users.Account",
}
METHODS = {
    "frappe.core.doctype.user.user.reset_password": "papg.security.users.reset_password",
    "frappe.core.doctype.user.user.update_password": "papg.security.users.update_password",
    "frappe.client.validate_link": "papg.security.desk.validate_link",
    "frappe.desk.form.utils.add_comment": "papg.security.desk.add_comment",
    "frappe.desk.reportview.get": "papg.security.titles.get",
    "frappe.desk.search.get_names_for_mentions": "papg.security.desk.get_names_for_mentions",
}
ON_EVERY_SAVE = {
    "before_validate": ["papg.security.save_guard.check", "papg.permissions.external_ids.keep"],
    "before_update_after_submit": "papg.security.save_guard.check",
    "on_update": ["papg.security.save_guard.attach_files_of_rows", "papg.oversight.changes.on_change"],
    "on_trash": "papg.oversight.changes.on_removal",
    "on_update_after_submit": "papg.security.save_guard.attach_files_of_rows",
}
ON_REFERENCES = {
    **{
        name: {"before_validate": "papg.security.references.check"}
        for name in ("Comment", "Communication", "ToDo")
    },
    **{
        name: {"before_validate": "papg.security.references.refuse"}
        for name in (
            "Auto Repeat",
            "DocShare",
            "Document Follow",
            "Document Share Key",
            "Reminder",
            "Tag Link",
        )
    },
}
ON_PROVIDERS = {"Social Login Key": {"before_validate": "papg.security.sign_on_settings.check"}}
ON_PROGRAMS = {
    "OAuth Client": {
        "before_validate": "papg.security.programs.check_client",
        "on_trash": "papg.security.programs.end_all",
    }
}
