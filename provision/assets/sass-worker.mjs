import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import * as sass from "sass";

const PACKAGE = /^~((?:@[^/]+\/)?[^/]+)\/(.+)$/;

const options = {
    loadPaths: workerData.loadPaths,
    importers: [{ findFileUrl: findInPackages }],
    sourceMap: true,
    sourceMapIncludeSources: true,
    // The framework's sheets and Bootstrap 4 are written in the Sass of their day: nobody here can act on
    // hints about it, and working them out costs time.
    logger: sass.Logger.silent,
    silenceDeprecations: Object.values(sass.deprecations).filter(({ status }) => status === "active"),
};

parentPort.on("message", ({ number, job }) => {
    try {
        parentPort.postMessage({ number, result: compile(job) });
    } catch (error) {
        parentPort.postMessage({ number, error: explain(error, job.file) });
    }
});

function compile({ file, language, source }) {
    const { css, sourceMap, loadedUrls } =
        source === undefined ? sass.compile(file, options) : compileText(file, language, source);
    const map = { ...sourceMap, sources: sourceMap.sources.map(asPath) };
    return { css, map, inputs: loadedUrls.map(asPath) };
}

function compileText(file, language, source) {
    const syntax = language === "sass" ? "indented" : language;
    return sass.compileString(source, { ...options, syntax, url: pathToFileURL(file) });
}

/** Where `~package/sheet` lies. */
function findInPackages(url) {
    const found = PACKAGE.exec(url);
    if (!found) return null;
    const [, name, rest] = found;
    const folder = workerData.loadPaths.find((one) => fs.existsSync(path.join(one, name)));
    return folder ? pathToFileURL(path.join(folder, name, rest)) : null;
}

function explain(error, file) {
    if (!(error instanceof sass.Exception)) return { text: error.message, file };
    const { url, start, text } = error.span;
    const where = text.trim() && !text.includes("\n") ? ` (${text.trim()})` : "";
    return { text: error.sassMessage + where, file: url ? asPath(url) : file, line: start.line + 1 };
}

function asPath(url) {
    return String(url).startsWith("file:") ? fileURLToPath(url) : String(url);
}
