import path from "node:path";

/** Something the person at the terminal can put right; `file` and `line` say where, where that is known. */
export class Problem extends Error {
    constructor(text, { file = null, line = null } = {}) {
        super(text);
        this.file = file;
        this.line = line;
    }
}

/** Turn whatever a build step threw into lines "file, line 3: message", with files named from the bench. */
export function describe(error, root) {
    if (error instanceof AggregateError) return error.errors.flatMap((one) => describe(one, root));
    if (Array.isArray(error.errors)) return error.errors.map((one) => sentence(one.location, one.text));
    if (error instanceof Problem) return [sentence(error.file && within(error, root), error.message)];
    return [error.stack ?? String(error)];
}

/** The same shape for the warnings of esbuild. */
export function describeWarning({ location, text }) {
    return sentence(location, text);
}

/** What a plugin of esbuild returns for a failure at one place; `line` counts from one. */
export function failure(root, text, file, line = null, column = 0) {
    return { text, location: { file: path.relative(root, file), line: line ?? 1, column } };
}

function within({ file, line }, root) {
    return { file: path.relative(root, path.resolve(root, file)), line };
}

function sentence(location, text) {
    if (!location) return text;
    const place = location.line ? `${location.file}, line ${location.line}` : location.file;
    return `${place}: ${text}`;
}
