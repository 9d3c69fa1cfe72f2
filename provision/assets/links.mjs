import fs from "node:fs";
import path from "node:path";
import { LIBRARIES, TOOLS, entriesOf } from "./bench.mjs";
import { Problem } from "./problems.mjs";

const STAND_INS = path.join(TOOLS, "assets", "stand-ins");
const OURS = new Set(["dist", "node_modules"]);

/** What the framework's pages load by URL: the address they use, and where the package has it. */
const LOADED_BY_URL = {
    frappe: {
        "ace-builds/src-min-noconflict": "ace-builds/src-min-noconflict",
        "ace-builds/src-noconflict": "ace-builds/src-noconflict",
        "frappe-gantt/dist": "frappe-gantt/dist",
        "html5-qrcode/dist/html5-qrcode.min.js": "html5-qrcode/html5-qrcode.min.js",
        "js-sha256/build": "js-sha256/build",
        "qz-tray/qz-tray.js": "qz-tray/qz-tray.js",
    },
};

/**
 * Make `sites/assets/<app>` answer for everything in the app's public folder.
 *
 * It is a folder of links, not one link to the public folder: the bundles are written into it, and the app's
 * own files must stay as they are. Files an app's copy lacks are taken from our stand-ins.
 */
export function linkApp(app, bench) {
    const target = path.join(bench.assets, app.name);
    mirror(app.public, path.join(STAND_INS, app.name), target, OURS);
    for (const [address, place] of Object.entries(LOADED_BY_URL[app.name] ?? {})) {
        const library = path.join(LIBRARIES, place);
        if (!fs.existsSync(library)) throw new Problem(`${place} is missing; run "npm ci" in provision.`);
        makeLink(path.join(target, "node_modules", address), library);
    }
}

function mirror(source, standIns, target, left = new Set()) {
    makeFolder(target);
    const own = entriesOf(source).filter(({ name }) => !left.has(name));
    const names = new Set(own.map(({ name }) => name));
    for (const entry of own) {
        const [from, standIn, to] = [source, standIns, target].map((folder) => path.join(folder, entry.name));
        if (entry.isDirectory() && fs.existsSync(standIn)) mirror(from, standIn, to);
        else makeLink(to, from);
    }
    for (const { name } of entriesOf(standIns)) {
        if (!names.has(name)) makeLink(path.join(target, name), path.join(standIns, name));
        names.add(name);
    }
    removeStaleLinks(target, names);
}

function removeStaleLinks(folder, names) {
    const stale = entriesOf(folder).filter((entry) => entry.isSymbolicLink() && !names.has(entry.name));
    for (const { name } of stale) fs.unlinkSync(path.join(folder, name));
}

function makeFolder(folder) {
    const found = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) fs.unlinkSync(folder);
    fs.mkdirSync(folder, { recursive: true });
}

function makeLink(place, destination) {
    const wanted = path.relative(path.dirname(place), destination);
    const found = fs.lstatSync(place, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() && fs.readlinkSync(place) === wanted) return;
    if (found) fs.rmSync(place, { recursive: true });
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.symlinkSync(wanted, place);
}
