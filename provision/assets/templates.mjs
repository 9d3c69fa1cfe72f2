import fs from "node:fs";
import path from "node:path";

/** Lets scripts import `.html` files: each becomes an entry of `frappe.templates`, named after the file. */
export function templates() {
    return {
        name: "templates",
        setup(build) {
            build.onLoad({ filter: /\.html$/ }, async ({ path: file }) => {
                const name = path.basename(file, ".html");
                const text = compact(await fs.promises.readFile(file, "utf8"));
                return {
                    contents: `frappe.templates[${JSON.stringify(name)}] = ${JSON.stringify(text)};`,
                    loader: "js",
                };
            });
        },
    };
}

/** One line without comments. */
function compact(html) {
    const text = html.replace(/\s+/g, " ").replace(/<!--.*?-->/g, "");
    // The desk's templates are written as the inside of a quoted string (its server pastes them into one),
    // so a quotation mark may stand there with a backslash that is not part of the text.
    return text.replace(/\\(['"`])/g, "$1");
}
