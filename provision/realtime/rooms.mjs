/**
 * Names of rooms, as the framework addresses them, and what must be asked before someone may enter one.
 *
 * A wish is {room, question} for rooms the web server decides on, {room, task} for a task's progress;
 * `viewing` holds the record when the wish is to be seen among its viewers.
 */

export const DESK_ROOM = "all";
export const WEBSITE_ROOM = "website";

const LONGEST_NAME = 140;
const METHOD = "/api/method/frappe.realtime.";

export const STANDING_QUESTION = `${METHOD}get_user_info`;

export const userRoom = (user) => `user:${user}`;

/** Every wish is null when the client's words cannot name what they claim to name. */
export function doctypeWish(doctypeText) {
    const doctype = doctypeName(doctypeText);
    return (
        doctype && { room: `doctype:${doctype}`, question: question("can_subscribe_doctype", { doctype }) }
    );
}

export function docWish(doctypeText, docnameText) {
    return recordWish("doc", doctypeText, docnameText);
}

export function viewWish(doctypeText, docnameText) {
    const wish = recordWish("open_doc", doctypeText, docnameText);
    return wish && { ...wish, viewing: { doctype: doctypeName(doctypeText), docname: name(docnameText) } };
}

export function taskWish(taskText) {
    const task = name(taskText);
    return task && { room: `task_progress:${task}`, task };
}

function recordWish(kind, doctypeText, docnameText) {
    const doctype = doctypeName(doctypeText);
    const docname = name(docnameText);
    if (!doctype || !docname) {
        return null;
    }
    return {
        room: `${kind}:${doctype}/${docname}`,
        question: question("can_subscribe_doc", { doctype, docname }),
    };
}

function question(method, words) {
    return `${METHOD}${method}?${new URLSearchParams(words)}`;
}

// A slash in the DocType would let two different records share the name of one room.
function doctypeName(value) {
    const text = name(value);
    return text && !text.includes("/") ? text : null;
}

// An empty record name would make the web server answer for the whole DocType.
function name(value) {
    const text = Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== "string" || !text.trim() || text.length > LONGEST_NAME) {
        return null;
    }
    return /\p{Cc}/u.test(text) ? null : text;
}
