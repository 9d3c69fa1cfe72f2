// The form offers the next steps of a meeting; the record decides who may take them.
frappe.ui.form.on("PAPG Meeting", {
	setup(frm) {
		frm.set_query("member", "attendance", () => ({ filters: { papg_group: frm.doc.papg_group } }));
	},

	refresh(frm) {
		frm.trigger("show_quorum");
		if (frm.is_new()) {
			return;
		}
		frm.trigger("offer_preparing");
		frm.trigger("offer_minuting");
		frm.add_custom_button(__("Add to your calendar"), () => fetch_invitation(frm.doc.name));
	},

	show_quorum(frm) {
		if (frm.doc.quorum_reason) {
			const reason = frappe.utils.escape_html(frm.doc.quorum_reason);
			frm.dashboard.set_headline(reason, frm.doc.is_quorate ? "green" : "orange");
		}
	},

	offer_preparing(frm) {
		if (!frm.perm[0].write) {
			return;
		}
		if (!frm.doc.agenda_issued_on && frm.doc.status === "Planned") {
			frm.add_custom_button(__("Issue agenda"), () => frm.trigger("issue_agenda"));
		}
		if (["Planned", "Held"].includes(frm.doc.status) && unrecorded(frm).length) {
			frm.add_custom_button(__("Everybody was present"), () => frm.trigger("take_attendance"));
		}
	},

	offer_minuting(frm) {
		const { minutes } = frm.doc.__onload || {};
		if (minutes) {
			frm.add_custom_button(__("Minutes"), () => open_minutes(minutes));
		} else if (["Planned", "Held"].includes(frm.doc.status) && frappe.model.can_create("PAPG Minutes")) {
			frm.add_custom_button(__("Write minutes"), () => frm.trigger("write_minutes"));
		}
		if (frappe.model.can_create("PAPG Restricted Item")) {
			frm.add_custom_button(__("Restricted item"), () =>
				frappe.new_doc("PAPG Restricted Item", { meeting: frm.doc.name, marking: frm.doc.marking })
			);
		}
	},

	issue_agenda(frm) {
		return saved(frm)
			.then(() => frappe.xcall("papg.meetings.planning.issue_agenda", { meeting: frm.doc.name }))
			.then((number) => {
				frappe.show_alert({
					message: __("The agenda of meeting {0} is with its members", [number]),
					indicator: "green",
				});
				return frm.reload_doc();
			});
	},

	take_attendance(frm) {
		for (const row of unrecorded(frm)) {
			frappe.model.set_value(row.doctype, row.name, "presence", "Present");
		}
		frm.refresh_field("attendance");
		frm.scroll_to_field("attendance");
	},

	write_minutes(frm) {
		return saved(frm)
			.then(() => frappe.xcall("papg.meetings.minutes.write_minutes", { meeting: frm.doc.name }))
			.then(open_minutes);
	},
});

// A file to be saved: the form stays where it is.
function fetch_invitation(name) {
	const link = document.createElement("a");
	link.href = `/api/method/papg.meetings.calendar.invitation?meeting=${encodeURIComponent(name)}`;
	link.download = "";
	link.click();
}

function unrecorded(frm) {
	return (frm.doc.attendance || []).filter((row) => !row.presence);
}

function open_minutes(name) {
	return frappe.set_route("Form", "PAPG Minutes", name);
}

function saved(frm) {
	return frm.is_dirty() ? frm.save() : Promise.resolve();
}
