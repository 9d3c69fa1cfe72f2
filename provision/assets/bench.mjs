import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "./problems.mjs";

const BUNDLE = /\.bundle\.(js|ts|vue|css|scss)$/;
const STYLE = /\.s?css$/;
const NEVER_SEARCHED = new Set(["dist", "node_modules"]);

/** Where this bundler and its libraries live. */
export const TOOLS = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const LIBRARIES = path.join(TOOLS, "node_modules");

/**
 * Read a bench folder.
 *
 * Returns its `root`, its `assets` folder and its `apps` in the order of sites/apps.txt, each with its
 * `name`, its `home` (the folder others import it from), its `public` folder and its `bundles`.
 */
export function openBench(folder) {
    const root = path.resolve(folder);
    const apps = appNames(root).map((name) => openApp(root, name));
    refuseSharedNames(apps, root);
    return { root, assets: path.join(root, "sites", "assets"), apps };
}

/** The apps a command is about: all of them, or the one named. */
export function chosenApps(bench, only) {
    if (!only) return bench.apps;
    const chosen = bench.apps.filter((app) => app.name === only);
    if (chosen.length) return chosen;
    const known = bench.apps.map((app) => app.name).join(", ");
    throw new Problem(`"${only}" is none of the apps in sites/apps.txt (${known}).`);
}

/** The entries of a folder in a fixed order; none when there is no such folder. */
export function entriesOf(folder) {
    if (!fs.existsSync(folder)) return [];
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function appNames(root) {
    const list = path.join(root, "sites", "apps.txt");
    if (!fs.existsSync(list)) throw new Problem(`There is no bench in ${root}: sites/apps.txt is missing.`);
    const lines = fs.readFileSync(list, "utf8").split("\n");
    return lines.map((line) => line.trim()).filter(Boolean);
}

function openApp(root, name) {
    const home = path.join(root, "apps", name);
    if (!fs.existsSync(path.join(home, name))) {
        throw new Problem(`sites/apps.txt lists "${name}", but apps/${name}/${name} is not there.`);
    }
    const publicFolder = path.join(home, name, "public");
    return { name, home, public: publicFolder, bundles: findBundles(publicFolder) };
}

function findBundles(folder) {
    return entriesOf(folder).flatMap((entry) => {
        const found = path.join(folder, entry.name);
        if (entry.isDirectory()) return NEVER_SEARCHED.has(entry.name) ? [] : findBundles(found);
        return BUNDLE.test(entry.name) ? [describeBundle(found)] : [];
    });
}

function describeBundle(source) {
    const isStyle = STYLE.test(source);
    const stem = path.basename(source).replace(/\.[a-z]+$/, "");
    return { source, isStyle, stem, key: `${stem}.${isStyle ? "css" : "js"}` };
}

// Pages ask for a bundle by its file name alone, so a second one of the same name could never be reached.
function refuseSharedNames(apps, root) {
    const seen = new Map();
    for (const { key, source } of apps.flatMap((app) => app.bundles)) {
        const other = seen.get(key);
        if (other) {
            const where = path.relative(root, other);
            throw new Problem(`${where} is also called ${key}; rename one of the two.`, { file: source });
        }
        seen.set(key, source);
    }
}
