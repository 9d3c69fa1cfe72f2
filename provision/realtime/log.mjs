/** One JSON line per notable event. Never pass cookies or message bodies. */

/**
 * @param {string} event what happened, in plain words
 * @param {Record<string, string | number>} [details]
 */
export function log(event, details = {}) {
    process.stdout.write(JSON.stringify({ at: new Date().toISOString(), event, ...details }) + "\n");
}
