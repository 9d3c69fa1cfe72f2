import path from "node:path";
import { readJson } from "./publish.mjs";

const PATIENCE = 1000;

/**
 * Make a running site look the bundles' names up again: the framework keeps the list in its cache.
 *
 * Returns whether there was a cache to tell. A cache that is not running holds nothing old.
 */
export async function forgetLists(bench) {
    const settings = readJson(path.join(bench.root, "sites", "common_site_config.json"));
    const url = process.env.FRAPPE_REDIS_CACHE || settings?.redis_cache;
    if (!url) return false;
    const { createClient } = await import("@redis/client");
    const client = createClient({ url, socket: { connectTimeout: PATIENCE, reconnectStrategy: false } });
    client.on("error", () => {});
    try {
        await client.connect();
        await client.del("assets_json");
        await client.disconnect();
        return true;
    } catch {
        return false;
    }
}
