// Accounts are given and ended by buttons; the server checks whose they are and who may.
frappe.ui.form.on("PAPG Member", {
	setup(frm) {
		frm.set_query("business_area", "seats", () => ({ filters: { is_active: 1 } }));
		frm.set_query("ex_officio_group", () => ({ filters: { name: ["!=", frm.doc.papg_group] } }));
	},

	refresh(frm) {
		frm.trigger("show_telephone");
		if (frm.is_new() || !frm.perm[0].write) {
			return;
		}
		frm.trigger("offer_account");
		frm.trigger("offer_change_of_post");
		frm.trigger("offer_accounts_of_deputies");
		if (frappe.user.has_role("PAPG Administrator")) {
			frm.trigger("offer_help_with_lost_phone");
		}
	},

	show_telephone(frm) {
		const telephone = frm.doc.__onload && frm.doc.__onload.telephone;
		const said = telephone ? __("Telephone: {0}", [frappe.utils.escape_html(telephone)]) : "";
		frm.set_df_property("user", "description", said || __("Given and ended with the buttons above"));
	},

	offer_account(frm) {
		const is_current = frm.doc.__onload && frm.doc.__onload.is_current;
		if (frm.doc.user) {
			offer_end(frm, frm.doc.full_name);
		} else if (is_current && !frm.doc.ex_officio_group) {
			offer_start(frm, frm.doc.full_name, frm.doc.email);
		}
	},

	// What was recorded under the old post stays under it: the row ends and another begins.
	offer_change_of_post(frm) {
		const is_current = frm.doc.__onload && frm.doc.__onload.is_current;
		if (is_current && !frm.doc.ex_officio_group && frappe.model.can_create("PAPG Member")) {
			frm.add_custom_button(__("Change of post"), () => ask_for_change(frm));
		}
	},

	offer_help_with_lost_phone(frm) {
		if (frm.doc.user) {
			offer_lost_phone(frm, frm.doc.full_name, frm.doc.user);
		}
		for (const row of (frm.doc.deputies || []).filter((deputy) => deputy.user)) {
			offer_lost_phone(frm, row.deputy_name, row.user, row.name);
		}
	},

	offer_accounts_of_deputies(frm) {
		for (const row of frm.doc.deputies || []) {
			if (row.user) {
				offer_end(frm, row.deputy_name, row.name);
			} else {
				offer_start(frm, row.deputy_name, row.email, row.name);
			}
		}
	},
});

function offer_lost_phone(frm, name, account, deputy) {
	const question = __(
		"Take the second factor off the account {0}? Make sure first that it is {1} who asks: call them back on a number you know. Their sessions end, they get a letter, and their next login sets up a new one.",
		[frappe.utils.escape_html(account), frappe.utils.escape_html(name)],
	);
	offer(frm, __("Lost phone"), name, deputy, question, async () => {
		const was_there = await frappe.xcall("papg.security.lost_device.take_off_second_factor", {
			member: frm.doc.name,
			...(deputy ? { deputy } : {}),
		});
		const said = was_there
			? __("The second factor has been taken off.")
			: __("There was none. The next login sets one up.");
		frappe.show_alert({ message: said, indicator: was_there ? "green" : "blue" });
	});
}

function offer_start(frm, name, email, deputy) {
	const question = __("Give {0} an account with the address {1}? What it opens follows from the position.", [
		frappe.utils.escape_html(name),
		frappe.utils.escape_html(email || __("(none entered)")),
	]);
	offer(frm, __("Give access"), name, deputy, question, async () => {
		const given = await call(frm, "give_access", deputy);
		const where =
			given.user_type === "System User" ? __("They work at the desk.") : __("They use the partners' pages.");
		frappe.show_alert({ message: where, indicator: "green" });
	});
}

function offer_end(frm, name, deputy) {
	const question = __("End the access of {0}? They are logged out when this was their last position.", [
		frappe.utils.escape_html(name),
	]);
	offer(frm, __("End access"), name, deputy, question, () => call(frm, "end_access", deputy));
}

function offer(frm, label, name, deputy, question, step) {
	const button = deputy ? frappe.utils.escape_html(name) : label;
	frm.add_custom_button(button, () => frappe.confirm(question, step), deputy ? label : undefined);
}

function ask_for_change(frm) {
	const { job_title, organisation, position, grade } = frm.doc;
	const field = (fieldname, value) => ({
		...frappe.meta.get_docfield("PAPG Member", fieldname),
		default: value,
		read_only: 0,
		depends_on: "",
	});
	const fields = [
		{ fieldname: "on", fieldtype: "Date", label: __("From"), default: frappe.datetime.get_today(), reqd: 1 },
		field("job_title", job_title),
		field("organisation", organisation),
		field("position", position),
		field("grade", grade),
	];
	const title = __("Change of post of {0}", [frm.doc.full_name]);
	frappe.prompt(fields, (values) => change_post(frm, values), title, __("Change"));
}

async function change_post(frm, { on, ...changed }) {
	const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value));
	const name = await frappe.xcall("papg.membership.changing.change_post", { member: frm.doc.name, on, ...given });
	frappe.show_alert({ message: __("What was recorded under the old post stays as it is."), indicator: "green" });
	frappe.set_route("Form", "PAPG Member", name);
}

async function call(frm, step, deputy) {
	const answer = await frappe.xcall(`papg.membership.access.${step}`, {
		member: frm.doc.name,
		...(deputy ? { deputy } : {}),
	});
	await frm.reload_doc();
	return answer;
}
