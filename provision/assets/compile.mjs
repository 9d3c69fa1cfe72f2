import path from "node:path";
import esbuild from "esbuild";
import { LIBRARIES, TOOLS } from "./bench.mjs";
import { Sass } from "./sass.mjs";
import { Styles } from "./styles.mjs";
import { SCRIPT_TARGETS, SHEET_TARGETS } from "./targets.mjs";
import { templates } from "./templates.mjs";
import { components } from "./vue.mjs";

const ADDRESS = /^[a-z]+:/;
const EMBEDDED = [".png", ".gif", ".jpg", ".svg", ".woff", ".woff2", ".ttf", ".eot"];

/**
 * Builds the bundles of a bench in memory.
 *
 * `finished(what, started)` is called as each kind of bundle of an app is done. Close it after use.
 */
export class Compiler {
    constructor(bench, production, finished) {
        this.bench = bench;
        this.production = production;
        this.finished = finished;
        this.packages = [LIBRARIES, ...bench.apps.map((app) => app.home)];
        const ownPackages = bench.apps.map((app) => path.join(app.home, "node_modules"));
        this.sass = new Sass([...ownPackages, ...this.packages]);
    }

    /**
     * Build one app.
     *
     * Returns the `files` to publish (`folder`, `key`, `text`, `map`), the `inputs` they were made from and
     * the `warnings`. Throws what esbuild throws, gathered in one AggregateError.
     */
    async compile(app) {
        const styles = new Styles(this.bench.root, this.sass);
        const scripts = app.bundles.filter((bundle) => !bundle.isStyle);
        const sheets = app.bundles.filter((bundle) => bundle.isStyle);
        const plugins = [templates(), components(styles, this.bench.root, this.production), styles.plugin()];
        const results = await everyOne([
            this.run(app, "js", "scripts", scripts, plugins),
            this.run(app, "css", "style sheets", sheets, [styles.plugin()]),
            this.run(app, "css-rtl", "right-to-left sheets", sheets, [styles.plugin({ mirrored: true })]),
        ]);
        return {
            files: results.flatMap((result) => result.files),
            warnings: results.flatMap((result) => result.warnings),
            inputs: [...styles.inputs, ...results.flatMap((result) => result.inputs)],
        };
    }

    async close() {
        await this.sass.close();
    }

    async run(app, folder, what, bundles, plugins) {
        if (!bundles.length) return { files: [], warnings: [], inputs: [] };
        const started = performance.now();
        const outdir = path.join(this.bench.assets, app.name, "dist", folder);
        const entryPoints = bundles.map(({ source, stem }) => ({ in: source, out: stem }));
        const target = folder === "js" ? SCRIPT_TARGETS : SHEET_TARGETS;
        const result = await esbuild.build({ ...this.settings(), entryPoints, outdir, plugins, target });
        const written = new Map(result.outputFiles.map((file) => [path.basename(file.path), file.text]));
        this.finished(`${app.name}: ${bundles.length} ${what}`, started);
        return {
            files: bundles.map((bundle) => toFile(bundle, written, outdir, this.bench.root)),
            warnings: result.warnings.filter(({ location }) => !location?.file.includes("node_modules")),
            inputs: realFiles(result.metafile, this.bench.root),
        };
    }

    settings() {
        return {
            absWorkingDir: this.bench.root,
            bundle: true,
            define: {
                "process.env.NODE_ENV": this.production ? '"production"' : '"development"',
                __VUE_OPTIONS_API__: "true",
                __VUE_PROD_DEVTOOLS__: "false",
                __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
            },
            external: ["/assets/*"],
            format: "iife",
            loader: Object.fromEntries(EMBEDDED.map((extension) => [extension, "dataurl"])),
            logLevel: "silent",
            metafile: true,
            minify: this.production,
            nodePaths: this.packages,
            sourcemap: "external",
            write: false,
        };
    }
}

function toFile({ key, stem, isStyle }, written, outdir, root) {
    const text = written.get(key);
    const map = JSON.parse(written.get(`${key}.map`));
    map.sources = map.sources.map((source) => address(source, outdir, root));
    const style = isStyle ? null : written.get(`${stem}.css`);
    return { folder: path.basename(outdir), key, ...(style ? withStyle(text, map, style) : { text, map }) };
}

/** One address for a source on every machine, whatever folder the bench lies in. */
function address(source, outdir, root) {
    if (ADDRESS.test(source)) return source;
    const file = path.resolve(outdir, source);
    const inTools = path.relative(TOOLS, file);
    const place = inTools.startsWith("..") ? path.relative(root, file) : path.join("provision", inTools);
    return `bench:///${place}`;
}

/** A page asks for the script of a component only, so the script brings its own style. */
function withStyle(text, map, style) {
    const css = JSON.stringify(style);
    const first = `{const e=document.createElement("style");e.textContent=${css};document.head.append(e)}`;
    return { text: `${first}\n${text}`, map: { ...map, mappings: `;${map.mappings}` } };
}

/** What esbuild read from disk; the parts it was given by a plugin carry a "namespace:" in front. */
function realFiles(metafile, root) {
    return Object.keys(metafile.inputs)
        .filter((input) => !input.includes(":"))
        .map((input) => path.join(root, input));
}

// All mistakes in one go: who repairs the first should not meet the second only at the next build.
async function everyOne(runs) {
    const settled = await Promise.allSettled(runs);
    const failed = settled.filter((one) => one.status === "rejected").map((one) => one.reason);
    if (failed.length) throw new AggregateError(failed);
    return settled.map((one) => one.value);
}
