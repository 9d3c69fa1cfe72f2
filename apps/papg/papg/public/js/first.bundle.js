// Loaded before the desk. Its content security policy lets no script run that is written into a page, except by the number
// drawn for this page. The framework's own scripts for pages, reports and lists get it here; what a text brings does not.
const number_of_this_page = document.currentScript.nonce;
let dom;

function run(text) {
	if (!text) return;
	const script = document.createElement("script");
	script.nonce = number_of_this_page;
	script.appendChild(document.createTextNode(text));
	document.head.appendChild(script);
}

// The desk runs its first such script while it is still loading, right after it has made `frappe.dom`.
Object.defineProperty(window.frappe, "dom", {
	configurable: true,
	enumerable: true,
	get: () => dom,
	set: (made) => {
		dom = made;
		dom.eval = run;
	},
});
