// A number is selected a moment after its field got the focus. The framework does this to whatever has the focus by
// then: words typed into the next field would become a number, and an editor of text would stop with an error.
const { ControlInt } = frappe.ui.form;
const make_input = ControlInt.prototype.make_input;

ControlInt.prototype.make_input = function () {
	make_input.call(this);
	this.$input.off("focus").on("focus", () => {
		setTimeout(() => {
			if (document.activeElement === this.input) {
				this.input.value = this.validate(this.input.value);
				this.input.select();
			}
		}, 100);
	});
};
