// Whole sentences do not fit the cells of a grid, so the three columns are shown as a plain table instead of it.
const TABLE = "papg-progress-table";

frappe.query_reports["PAPG Progress as at"] = {
	filters: [
		{ fieldname: "papg_group", label: __("Group"), fieldtype: "Link", options: "PAPG Group" },
		{ fieldname: "framework", label: __("Duty"), fieldtype: "Link", options: "PAPG Duty Framework" },
		{
			fieldname: "as_at",
			label: __("As at"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
		},
	],

	onload(report) {
		report.page.add_inner_button(__("Print the progress"), () => print_latest(report));
	},

	after_datatable_render() {
		const report = frappe.query_report;
		report.$report.find(`.${TABLE}`).remove();
		report.$report.children(".datatable").addClass("hidden");
		report.$report.append(table_of(report));
	},
};

function print_latest(report) {
	// The paper speaks of the day the latest row on or before the chosen day was correct.
	const rows = (report.data || []).filter((row) => row.name);
	if (!rows.length) {
		frappe.msgprint(__("Nothing is recorded by this day, so there is nothing to print."));
		return;
	}
	const latest = rows.reduce((found, row) => (row.as_at > found.as_at ? row : found));
	papg.print("duty-progress", "PAPG Duty Progress", latest.name);
}

function table_of({ columns, data }) {
	const $table = $(`<table class="table table-bordered ${TABLE}"><thead><tr></tr></thead><tbody></tbody></table>`);
	for (const column of columns) {
		$('<th scope="col" style="width: 33%"></th>').text(column.label).appendTo($table.find("thead tr"));
	}
	for (const row of data) {
		$table.find("tbody").append(row.is_heading ? heading(row, columns.length) : cells(row, columns));
	}
	return $table;
}

function heading(row, width) {
	const $cell = $('<th scope="colgroup"></th>').attr("colspan", width).text(row.expects);
	return $("<tr></tr>").append($cell);
}

function cells(row, columns) {
	const $row = $("<tr></tr>");
	if (!row.requirement) {
		return $row.append($("<td></td>").attr("colspan", columns.length).text(row.expects));
	}
	for (const { fieldname } of columns) {
		const lines = (row[fieldname] || "–").split("\n");
		$row.append($("<td></td>").append(lines.map((line) => $("<p></p>").text(line))));
	}
	$row.children().eq(1).append(link_to(row));
	return $row;
}

function link_to({ name, requirement, may_record }) {
	if (!name && !may_record) {
		return null;
	}
	const $link = $('<a class="btn btn-xs btn-default"></a>').text(name ? __("Open this row") : __("Record progress"));
	const group = frappe.query_report.get_filter_value("papg_group");
	const query = new URLSearchParams({ papg_group: group, requirement });
	$link.attr("href", name ? `/app/papg-duty-progress/${name}` : `/app/papg-duty-progress/new?${query}`);
	return $("<div></div>").append($link);
}
