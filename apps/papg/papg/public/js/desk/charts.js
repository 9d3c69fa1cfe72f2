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
