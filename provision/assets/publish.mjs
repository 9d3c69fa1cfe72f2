import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { entriesOf } from "./bench.mjs";

const FOLDERS = ["js", "css", "css-rtl"];
const MIRRORED = "css-rtl";
const LISTS = [
    ["assets.json", "plain"],
    ["assets-rtl.json", "mirrored"],
];

/**
 * Write the bundles of one app under names that carry their content's hash.
 *
 * Returns the URL of each by the name pages ask for: `plain` and, for right-to-left languages, `mirrored`.
 * Nothing that a page may already be using is touched.
 */
export function writeBundles(app, files, bench) {
    const urls = { plain: {}, mirrored: {} };
    for (const { folder, key, text, map } of files) {
        const name = hashedName(key, text);
        const place = path.join(bench.assets, app.name, "dist", folder, name);
        const url = `/assets/${app.name}/dist/${folder}/${name}`;
        writeFile(`${place}.map`, JSON.stringify({ ...map, file: name }));
        writeFile(place, withMapComment(text, `${url}.map`, key.endsWith(".css")));
        if (folder === MIRRORED) urls.mirrored[`rtl_${key}`] = url;
        else urls.plain[key] = url;
    }
    return urls;
}

/**
 * Name the new bundles in assets.json and assets-rtl.json; apps that were not built keep what they have.
 *
 * Returns whether a list has changed.
 */
export function writeLists(bench, built) {
    const changes = LISTS.map(([file, kind]) => {
        const place = path.join(bench.assets, file);
        const earlier = readJson(place) ?? {};
        const kept = ({ name }) => built.get(name)?.[kind] ?? ofApp(earlier, name);
        return writeFile(place, JSON.stringify(Object.assign({}, ...bench.apps.map(kept)), null, 2));
    });
    return changes.some(Boolean);
}

/** Whether every bundle of an app is named in the lists and lies where they say. */
export function isPublished(app, bench) {
    const plain = ofApp(readJson(path.join(bench.assets, "assets.json")) ?? {}, app.name);
    const mirrored = ofApp(readJson(path.join(bench.assets, "assets-rtl.json")) ?? {}, app.name);
    const wanted = app.bundles.flatMap(({ key, isStyle }) =>
        isStyle ? [plain[key], mirrored[`rtl_${key}`]] : [plain[key]]
    );
    return wanted.every((url) => url && fs.existsSync(path.join(bench.root, "sites", url)));
}

/** Remove what earlier builds of an app left; returns how many files that were. */
export function removeOld(app, urls, bench) {
    const current = [...Object.values(urls.plain), ...Object.values(urls.mirrored)];
    const kept = new Set(current.flatMap((url) => [path.basename(url), `${path.basename(url)}.map`]));
    const folders = FOLDERS.map((folder) => path.join(bench.assets, app.name, "dist", folder));
    const old = folders.flatMap((folder) =>
        entriesOf(folder).filter(({ name }) => !kept.has(name)).map(({ name }) => path.join(folder, name))
    );
    for (const file of old) fs.rmSync(file, { recursive: true });
    return old.length;
}

/** Replace a file in one step, so that no reader ever sees half of it; returns whether it was different. */
export function writeFile(place, text) {
    if (fs.existsSync(place) && fs.readFileSync(place, "utf8") === text) return false;
    fs.mkdirSync(path.dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}.draft`;
    fs.writeFileSync(draft, text);
    fs.renameSync(draft, place);
    return true;
}

/** The content of a JSON file, or null when there is none that can be read. */
export function readJson(place) {
    try {
        return JSON.parse(fs.readFileSync(place, "utf8"));
    } catch {
        return null;
    }
}

function hashedName(key, text) {
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 10).toUpperCase();
    return key.replace(/\.(js|css)$/, `.${hash}.$1`);
}

function withMapComment(text, url, isStyle) {
    return isStyle ? `${text}/*# sourceMappingURL=${url} */\n` : `${text}//# sourceMappingURL=${url}\n`;
}

function ofApp(list, name) {
    return Object.fromEntries(Object.entries(list).filter(([, url]) => url.startsWith(`/assets/${name}/`)));
}
