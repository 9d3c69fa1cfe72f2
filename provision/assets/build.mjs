import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { LIBRARIES, chosenApps, openBench } from "./bench.mjs";
import { linkApp } from "./links.mjs";
import { Manifest } from "./manifest.mjs";
import { Problem, describe, describeWarning } from "./problems.mjs";
import { isPublished, removeOld, writeBundles, writeLists } from "./publish.mjs";

const USAGE = `Usage: node provision/assets/build.mjs --bench <folder> [options]

  --bench <folder>  the bench: apps/ and sites/ lie in it
  --only <app>      build this app alone
  --changed         leave out apps whose files have not changed since the last build
  --production      minified bundles (the default)
  --development     readable bundles, and Vue with its warnings`;

/** Build what the command line asks for; returns the exit code. */
async function main() {
    const options = readOptions();
    if (!options) return 2;
    const started = performance.now();
    try {
        const built = await build(openBench(options.bench), options);
        say(built.length ? `built ${built.join(", ")}` : "nothing has changed", started);
        return 0;
    } catch (error) {
        // A sheet is compiled for both directions of reading, so its mistakes come twice.
        const lines = new Set(describe(error, path.resolve(options.bench)));
        complain([...lines, "The assets were not built; the earlier ones are still in place."]);
        return 1;
    }
}

function readOptions() {
    const flag = { type: "boolean", default: false };
    const text = { type: "string" };
    const options = { bench: text, only: text, changed: flag, production: flag, development: flag };
    try {
        const { values } = parseArgs({ options });
        if (values.bench && !(values.production && values.development)) return values;
        complain([USAGE]);
    } catch (error) {
        complain([error.message, USAGE]);
    }
    return null;
}

async function build(bench, { only, changed, development }) {
    if (!fs.existsSync(LIBRARIES)) throw new Problem('The libraries are missing; run "npm ci" in provision.');
    const manifest = new Manifest(bench, !development);
    const chosen = chosenApps(bench, only);
    const isDone = (app) => changed && manifest.isCurrent(app) && isPublished(app, bench);
    const apps = chosen.filter((app) => !isDone(app));
    const results = await compile(apps, bench, !development);
    for (const app of chosen) linkApp(app, bench);
    await publish(apps, results, bench);
    for (const app of apps) manifest.record(app, results.get(app.name).inputs);
    manifest.save();
    return apps.map((app) => app.name);
}

/** Compile all apps before anything is written, so that a mistake in one leaves all of them as they were. */
async function compile(apps, bench, production) {
    if (!apps.length) return new Map();
    // A start at which nothing has changed should not wait for the compilers to load.
    const { Compiler } = await import("./compile.mjs");
    const compiler = new Compiler(bench, production, say);
    const results = new Map();
    try {
        for (const app of apps) results.set(app.name, await compiler.compile(app));
    } finally {
        await compiler.close();
    }
    const warnings = [...results.values()].flatMap((result) => result.warnings);
    warnings.map(describeWarning).forEach((line) => say(`warning: ${line}`));
    return results;
}

async function publish(apps, results, bench) {
    const started = performance.now();
    const write = (app) => writeBundles(app, results.get(app.name).files, bench);
    const urls = new Map(apps.map((app) => [app.name, write(app)]));
    const isNew = writeLists(bench, urls);
    if (isNew) await forget(bench);
    const removed = apps.reduce((sum, app) => sum + removeOld(app, urls.get(app.name), bench), 0);
    if (apps.length) say(`published, ${removed} old files removed`, started);
}

async function forget(bench) {
    const { forgetLists } = await import("./cache.mjs");
    if (await forgetLists(bench)) say("the running site was told of the new names");
}

function say(text, started) {
    const spent = started === undefined ? "" : ` (${((performance.now() - started) / 1000).toFixed(1)} s)`;
    process.stdout.write(`assets: ${text}${spent}\n`);
}

function complain(lines) {
    process.stderr.write(`${lines.join("\n")}\n`);
}

// The reminder of an ageing browser list would come with every build; the lock file settles its version.
process.env.BROWSERSLIST_IGNORE_OLD_DATA = "1";
process.exitCode = await main();
