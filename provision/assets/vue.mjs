import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { compileScript, compileStyleAsync, compileTemplate, parse } from "vue/compiler-sfc";
import { failure } from "./problems.mjs";

const STYLE_BLOCK = /\.vue\?style=(\d+)$/;

/** Lets scripts import single-file components of Vue 3; `styles` compiles their style blocks. */
export function components(styles, root, production) {
    const parsed = new Map();
    return {
        name: "components",
        setup(build) {
            build.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
                const component = await readComponent(file, root, production);
                parsed.set(path.relative(root, file), component);
                return component.errors.length ? { errors: component.errors } : toScript(component);
            });
            build.onResolve({ filter: STYLE_BLOCK }, ({ path: wanted, resolveDir }) => ({
                path: path.relative(root, path.join(resolveDir, wanted)),
                namespace: "component-style",
            }));
            build.onLoad({ filter: STYLE_BLOCK, namespace: "component-style" }, ({ path: wanted }) => {
                const number = Number(STYLE_BLOCK.exec(wanted)[1]);
                return toStyle(parsed.get(wanted.replace(/\?.*$/, "")), number, styles);
            });
        },
    };
}

async function readComponent(file, root, production) {
    const source = await fs.promises.readFile(file, "utf8");
    const { descriptor, errors } = parse(source, { filename: file });
    // Named by its place in the bench, so that the same component has the same name on every machine.
    const id = createHash("sha256").update(path.relative(root, file)).digest("hex").slice(0, 8);
    const at = (error) => failure(root, summary(error), file, lineOf(error, descriptor));
    const found = [...errors.map(at), ...refusals(descriptor, root)];
    return { file, descriptor, id, at, production, errors: found };
}

// The first line says what is wrong; Vue adds a picture of the place.
function summary(error) {
    return error.message.split("\n")[0].replace("[vue/compiler-sfc] ", "");
}

// Vue counts from the top of the file, its script parser from the top of the script.
function lineOf({ loc }, { script, scriptSetup }) {
    if (!loc) return null;
    return loc.start?.line ?? (scriptSetup ?? script).loc.start.line + loc.line - 1;
}

function refusals(descriptor, root) {
    const blocks = [descriptor.template, descriptor.script, descriptor.scriptSetup, ...descriptor.styles];
    const say = (block, text) => failure(root, text, descriptor.filename, block.loc.start.line);
    return blocks.filter(Boolean).flatMap((block) => {
        const refused = [];
        if (block.src) refused.push(say(block, `"src" is not supported; write the ${block.type} in here.`));
        if (block.module) refused.push(say(block, "CSS modules are not supported; use a scoped style."));
        if (block.type === "template" && block.lang) {
            refused.push(say(block, `Templates are written in HTML, not in "${block.lang}".`));
        }
        return refused;
    });
}

function toScript(component) {
    const { file, descriptor, at } = component;
    const isScoped = descriptor.styles.some((style) => style.scoped);
    try {
        const script = scriptOf(component);
        const name = path.basename(file);
        const imports = descriptor.styles.map((_, number) => `import "./${name}?style=${number}";`);
        const lines = [script.content, renderOf(component, script, isScoped), ...imports];
        if (isScoped) lines.push(`component.__scopeId = "data-v-${component.id}";`);
        lines.push("export default component;", mapComment(script.map, file));
        const loader = script.lang === "ts" ? "ts" : "js";
        return { contents: lines.join("\n"), loader, resolveDir: path.dirname(file) };
    } catch (error) {
        return { errors: error.componentErrors ?? [at(error)] };
    }
}

function scriptOf({ descriptor, id, production }) {
    const isPlain = !descriptor.script && !descriptor.scriptSetup;
    if (isPlain) return { content: "const component = {};", bindings: {} };
    return compileScript(descriptor, {
        id,
        isProd: production,
        genDefaultAs: "component",
        inlineTemplate: Boolean(descriptor.scriptSetup),
        templateOptions: { slotted: descriptor.slotted },
    });
}

/** The render function, unless `<script setup>` already holds it. */
function renderOf({ file, descriptor, id, at, production }, script, isScoped) {
    if (!descriptor.template || descriptor.scriptSetup) return "";
    const { ast, content } = descriptor.template;
    const result = compileTemplate({
        ast,
        source: content,
        filename: file,
        id,
        scoped: isScoped,
        slotted: descriptor.slotted,
        isProd: production,
        compilerOptions: { bindingMetadata: script.bindings },
    });
    if (result.errors.length) throw Object.assign(new Error(), { componentErrors: result.errors.map(at) });
    return `${result.code.replace("export function render", "function render")}\ncomponent.render = render;`;
}

function toStyle({ file, descriptor, id, production }, number, styles) {
    const { lang, content, scoped, loc } = descriptor.styles[number];
    const language = lang && lang !== "css" ? lang : null;
    // Blank lines in front, so that a mistake is reported at its line in the component.
    const source = "\n".repeat(loc.start.line - 1) + content;
    return styles.block(file, language, source, async (css) => {
        const options = { source: css, filename: file, id, scoped, isProd: production };
        const result = await compileStyleAsync(options);
        if (result.errors.length) throw result.errors[0];
        return result.code;
    });
}

function mapComment(map, file) {
    if (!map) return "";
    const text = JSON.stringify({ ...map, sources: [path.basename(file)] });
    return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString("base64")}`;
}
