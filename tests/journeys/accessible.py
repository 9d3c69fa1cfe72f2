"""What can be told of a page's accessibility by looking at it: names, headings, tables, targets, contrast, width."""

from playwright.sync_api import Page

# Texts in a sentence may be smaller (WCAG 2.2, 2.5.8, inline); everything else that is pressed is 44 pixels high.
LOOK = """() => {
    const seen = (node) => node.getClientRects().length && !node.closest(".for-screen-readers, .skip-link");
    const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
    const said = (node) => node.outerHTML.slice(0, 90);
    const found = [];
    const note = (what, nodes) => nodes.forEach((node) => found.push(`${what}: ${said(node)}`));

    note("no label", all("input:not([type=hidden]), textarea, select").filter((node) => !node.labels.length));
    note("no name", all("a, button").filter((node) => !node.textContent.trim()));
    note("points nowhere", all("[aria-describedby]").filter((node) =>
        node.getAttribute("aria-describedby").split(" ").some((id) => !document.getElementById(id))));
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => found.push(`id twice: ${id}`));

    let level = 0;
    for (const heading of document.querySelectorAll("main h1, main h2, main h3, main h4")) {
        const now = Number(heading.tagName[1]);
        if (now > level + 1 && !heading.closest(".error-summary")) found.push(`heading skips: ${said(heading)}`);
        level = now;
    }
    note("table without caption or headers", [...document.querySelectorAll("main table")].filter((table) =>
        !table.closest(".text") && !(table.caption && table.querySelector("th[scope=col]") &&
        table.querySelector("th[scope=row]"))));

    const small = (node) => node.getBoundingClientRect().height < 43.5;
    const alone = (node) => !["P", "TD", "DD"].includes(node.parentElement.tagName);
    note("small target", all("button, a.button, a.step, textarea, .papers a, tbody th > a, .card h3 a").filter(small));
    note("small target", all(".choice").filter(small));
    note("small target", all(".sections a").filter(small));
    note("small target", all("main a").filter((node) => alone(node) && !node.closest(".text")).filter(small));

    const light = (rgb) => rgb.map((part) => part / 255).map((part) =>
        part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const luminance = (rgb) => { const [r, g, b] = light(rgb); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
        }
        return [255, 255, 255];
    };
    const texts = all("body *").filter((node) => [...node.childNodes].some((child) =>
        child.nodeType === 3 && child.textContent.trim()));
    note("too little contrast", texts.filter((node) => {
        const one = luminance(parts(getComputedStyle(node).color).slice(0, 3)), two = luminance(behind(node));
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05) < 4.5;
    }));

    if (document.documentElement.scrollWidth > innerWidth) found.push("wider than the window");
    if (!document.documentElement.lang) found.push("no language");
    if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
    return found;
}"""


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now."""
    page.wait_for_load_state()
    return page.evaluate(LOOK)
