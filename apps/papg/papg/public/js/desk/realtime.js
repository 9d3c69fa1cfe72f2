// Live events come from a server of their own on a port of its own, unless a proxy joins the two. The page goes on
// trying for as long as it is open, and enters its rooms again when the server was restarted.
frappe.provide("papg");

const REFUSED_AGAIN_AFTER = 30000;
const RELOADED_AFTER = 1000;
const realtime = frappe.realtime;
const open_lists = new Set();
// When each record was changed last, as far as this page was told.
const changed = new Map();

realtime.get_host = function () {
	const port = frappe.boot.socketio_port;
	const { protocol, hostname, origin } = window.location;
	return `${port ? `${protocol}//${hostname}:${port}` : origin}/${frappe.boot.sitename}`;
};

const subscribe_to_list = realtime.doctype_subscribe.bind(realtime);
realtime.doctype_subscribe = function (doctype) {
	open_lists.add(doctype);
	subscribe_to_list(doctype);
};

const init = realtime.init.bind(realtime);
realtime.init = function (port, lazy_connect) {
	init(port, lazy_connect);
	if (realtime.socket) {
		keep_connected(realtime.socket);
	}
};

function keep_connected(socket) {
	let was_connected = false;
	socket.io.reconnectionAttempts(Infinity);
	socket.on("doc_update", ({ doctype, name, modified }) => changed.set(`${doctype} ${name}`, modified));
	socket.on("connect", () => {
		if (was_connected) enter_rooms_again(socket);
		was_connected = true;
	});
	socket.on("connect_error", () => {
		// A refusal ends the attempts; the session may be a new one by and by.
		if (!socket.active) setTimeout(() => socket.connect(), REFUSED_AGAIN_AFTER);
	});
}

function enter_rooms_again(socket) {
	open_lists.forEach((doctype) => socket.emit("doctype_subscribe", doctype));
	const form = window.cur_frm;
	if (form && form.doc && !form.is_new()) {
		socket.emit("doc_subscribe", form.doctype, form.docname, () => catch_up(form));
		socket.emit("doc_open", form.doctype, form.docname);
	}
}

// What others saved while the server was away was told to nobody. Asked first and loaded only if need be: the
// framework hears of no change while a record is loading.
async function catch_up(form) {
	const { message } = await frappe.db.get_value(form.doctype, form.docname, "modified");
	if (message && message.modified > form.doc.modified) {
		load_again(form);
	}
}

// A second after it hears of a change the framework takes an open record away and loads it again, also when the change
// was one's own and when something was written in that second.
$(document).on("form-load", (event, form) => {
	form.debounced_reload_doc = frappe.utils.debounce(() => {
		const told = changed.get(`${form.doctype} ${form.docname}`) || "";
		if (is_stale(form) || told > form.doc.modified) {
			load_again(form);
		}
	}, RELOADED_AFTER);
});

function load_again(form) {
	if (window.cur_frm !== form || frappe.ui.form.is_saving) {
		return;
	}
	if (form.is_dirty()) {
		form.doc.__needs_refresh = true;
		form.show_conflict_message();
	} else {
		form.reload_doc();
	}
}

// The framework shows nothing of a record it holds to be stale until it is loaded again.
function is_stale(form) {
	return new Date() - form.doc.__last_sync_on > form.refresh_if_stale_for * 1000;
}
