const COLOURS = { LOW: "green", MODERATE: "green", SUBSTANTIAL: "yellow", SEVERE: "orange", CRITICAL: "red" };

frappe.listview_settings["PAPG Threat Level"] = {
	hide_name_column: true,
	get_indicator: ({ level }) => [__(level), COLOURS[level], `level,=,${level}`],
};
