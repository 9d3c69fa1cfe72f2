// While the bars of a chart grow, a copy stands in its place. The library draws a chart anew whenever its window changes
// its width, takes away the one that does not stand there just then, and stops with an error.
frappe.Chart = class extends frappe.Chart {
	constructor(...about) {
		super(...about);
		const make = this.makeChartArea;
		this.makeChartArea = function () {
			const shown = this.container.querySelector(":scope > svg");
			if (shown && shown !== this.svg) {
				shown.replaceWith(this.svg);
			}
			make.call(this);
		};
	}
};

// 200 stands beside a bar as 200 and not as 200.00.
const short = new Intl.NumberFormat("en-GB", { notation: "compact" });
frappe.utils.format_chart_axis_number = (figure) => short.format(figure);
