import fs from "node:fs";
import path from "node:path";
import autoprefixer from "autoprefixer";
import postcss from "postcss";
import rtlcss from "rtlcss";
import { failure } from "./problems.mjs";
import { BROWSERS } from "./targets.mjs";

/** Prepares style sheets for esbuild and remembers every file they were made from. */
export class Styles {
    constructor(root, sass) {
        this.root = root;
        this.sass = sass;
        this.inputs = new Set();
        this.prepared = new Map();
    }

    /** The plugin that hands style sheets to esbuild, mirrored for right-to-left languages if asked. */
    plugin({ mirrored = false } = {}) {
        return {
            name: mirrored ? "styles-mirrored" : "styles",
            setup: (build) => {
                build.onLoad({ filter: /\.(css|scss|sass)$/ }, ({ path: file }) =>
                    this.guarded(file, async () => {
                        const sheet = await this.read(file);
                        return toStyle(mirrored ? await mirror(sheet, file) : sheet, file);
                    })
                );
            },
        };
    }

    /** Prepare the style block of a component; `adapt` is given its plain CSS. */
    block(file, language, source, adapt) {
        return this.guarded(file, async () => {
            const sheet = language ? await this.compile({ file, language, source }) : { css: source };
            return toStyle(await prefix({ css: await adapt(sheet.css) }, file), file);
        });
    }

    // A sheet and its mirrored twin share the slow part of the work.
    read(file) {
        if (!this.prepared.has(file)) this.prepared.set(file, this.prepare(file));
        return this.prepared.get(file);
    }

    async prepare(file) {
        if (!file.endsWith(".css")) return prefix(await this.compile({ file }), file);
        return prefix({ css: await fs.promises.readFile(file, "utf8") }, file);
    }

    async compile(job) {
        const sheet = await this.sass.compile(job);
        for (const input of sheet.inputs) this.inputs.add(input);
        return sheet;
    }

    async guarded(file, work) {
        try {
            return await work();
        } catch (error) {
            const text = error.reason ?? error.message;
            return { errors: [failure(this.root, text, error.file ?? file, error.line, error.column)] };
        }
    }
}

function prefix({ css, map }, file) {
    const prev = map ? { ...map, sources: map.sources.map((source) => seenFrom(file, source)) } : false;
    return postcss([autoprefixer({ overrideBrowserslist: BROWSERS })]).process(css, settings(file, prev));
}

function mirror(sheet, file) {
    return postcss([rtlcss()]).process(sheet.root.clone(), settings(file));
}

function settings(file, prev) {
    return { from: file, to: file, map: { inline: true, sourcesContent: true, prev } };
}

function toStyle({ css }, file) {
    return { contents: css, loader: "css", resolveDir: path.dirname(file) };
}

function seenFrom(file, source) {
    return path.relative(path.dirname(file), source);
}
