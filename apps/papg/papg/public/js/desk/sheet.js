// A framework from a spreadsheet: what would be done is shown first, and nothing is done while anything is wrong.
frappe.provide("papg");

const BRING_IN = "papg.maturity.sheets.bring_in";

papg.ask_framework_sheet = function ({ title = "", version = 1, is_fixed = false }) {
	const dialog = new frappe.ui.Dialog({
		title: __("Import a framework"),
		size: "large",
		fields: [
			{ fieldname: "title", fieldtype: "Data", label: __("Title"), default: title, read_only: is_fixed, reqd: 1 },
			{ fieldname: "cb_1", fieldtype: "Column Break" },
			{ fieldname: "version", fieldtype: "Int", label: __("Version"), default: version, read_only: is_fixed, reqd: 1 },
			{ fieldname: "sb_1", fieldtype: "Section Break" },
			{ fieldname: "choose", fieldtype: "Button", label: __("Choose a spreadsheet"), click: () => choose(dialog) },
			{ fieldname: "shown", fieldtype: "HTML" },
		],
		primary_action_label: __("Import"),
		primary_action: () => bring_in(dialog),
	});
	dialog.get_primary_btn().prop("disabled", true);
	dialog.show();
};

function choose(dialog) {
	new frappe.ui.FileUploader({
		as_dataurl: true,
		allow_multiple: false,
		restrictions: { allowed_file_types: [".xlsx"] },
		on_success: async ({ dataurl }) => {
			dialog.content = dataurl;
			const found = await ask(dialog, 1);
			dialog.fields_dict.shown.$wrapper.html(preview(found));
			dialog.get_primary_btn().prop("disabled", found.problems.length > 0);
		},
	});
}

function ask(dialog, is_trial) {
	const { title, version } = dialog.get_values();
	return frappe.xcall(BRING_IN, { title, version, content: dialog.content, is_trial });
}

async function bring_in(dialog) {
	const { framework } = await ask(dialog, 0);
	dialog.hide();
	frappe.show_alert({ message: __("Framework imported"), indicator: "green" });
	frappe.set_route("Form", "PAPG Maturity Framework", framework).then(() => cur_frm.reload_doc());
}

function preview({ problems, rows, kept }) {
	const { escape_html } = frappe.utils;
	const said = [];
	if (problems.length) {
		const listed = problems.map((problem) => `<li>${escape_html(problem)}</li>`).join("");
		said.push(`<p><strong>${__("Put these right in the spreadsheet and choose it again:")}</strong></p><ul>${listed}</ul>`);
	}
	if (kept.length) {
		said.push(`<p>${__("Not in the spreadsheet, and kept as they are: {0}", [escape_html(kept.join(", "))])}</p>`);
	}
	const head = [__("Row"), __("Code"), __("Theme"), __("Statement"), __("What is done")];
	const headings = head.map((heading) => `<th scope="col">${heading}</th>`).join("");
	const body = rows
		.map(({ row, code, theme, statement, what }) => [row, code, theme, statement, what])
		.map((cells) => `<tr>${cells.map((cell) => `<td>${escape_html(String(cell))}</td>`).join("")}</tr>`)
		.join("");
	const table = `<table class="table table-bordered"><thead><tr>${headings}</tr></thead><tbody>${body}</tbody></table>`;
	return said.join("") + (rows.length ? table : "");
}
