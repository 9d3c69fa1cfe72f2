/** Reads the settings from the environment. A wrong one stops the start with a line that names it. */

const ONLY_HOST = "127.0.0.1";

export class SettingsError extends Error {}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{host: string, port: number, redisUrl: string, webUrl: URL, origins: string[], site: string,
 *     recheckSeconds: number}}
 * @throws {SettingsError} when a setting is missing or not usable
 */
export function readSettings(environment) {
    return {
        host: readHost(environment.REALTIME_HOST || ONLY_HOST),
        port: readNumber("REALTIME_PORT", environment.REALTIME_PORT || "9000", 65535),
        redisUrl: readRedis(required(environment, "FRAPPE_REDIS_QUEUE")),
        webUrl: readWeb(required(environment, "WEB_URL")),
        origins: required(environment, "ALLOWED_ORIGINS").split(",").map(readOrigin),
        site: readSite(required(environment, "SITE_NAME")),
        recheckSeconds: readNumber(
            "REALTIME_RECHECK_SECONDS",
            environment.REALTIME_RECHECK_SECONDS || "60",
            3600,
        ),
    };
}

function required(environment, name) {
    const value = (environment[name] || "").trim();
    if (!value) {
        throw new SettingsError(`${name} is not set. Set it in the environment of the realtime server.`);
    }
    return value;
}

function readHost(value) {
    if (value !== ONLY_HOST) {
        throw new SettingsError(
            `The realtime server listens on ${ONLY_HOST} only; REALTIME_HOST is "${value}". ` +
                `Set REALTIME_HOST=${ONLY_HOST} or leave it out.`,
        );
    }
    return value;
}

function readNumber(name, value, most) {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > most) {
        throw new SettingsError(`${name} is "${value}". Set it to a whole number from 1 to ${most}.`);
    }
    return number;
}

// The address carries a password, so the line does not repeat it.
function readRedis(value) {
    const url = parse(value);
    if (!url || !["redis:", "rediss:"].includes(url.protocol)) {
        throw new SettingsError(
            "FRAPPE_REDIS_QUEUE is not a Redis address. Write redis://:password@host:port.",
        );
    }
    return value;
}

// The session cookie travels on this way unencrypted, so it must not leave the machine.
function readWeb(value) {
    const url = parse(value);
    if (!url || url.protocol !== "http:" || ![ONLY_HOST, "localhost"].includes(url.hostname)) {
        throw new SettingsError(
            `WEB_URL is "${value}". Name the web server of this machine, such as http://${ONLY_HOST}:8000.`,
        );
    }
    return url;
}

function readOrigin(text) {
    const value = text.trim();
    const url = parse(value);
    if (!["http:", "https:"].includes(url?.protocol) || url.href !== `${url.origin}/`) {
        throw new SettingsError(
            `ALLOWED_ORIGINS holds "${value}". Write scheme, host and port, such as http://localhost:8000.`,
        );
    }
    return url.origin;
}

function readSite(value) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value)) {
        throw new SettingsError(
            `SITE_NAME is "${value}". Set it to the name of the site, such as papg.localhost.`,
        );
    }
    return value;
}

function parse(value) {
    return URL.canParse(value) ? new URL(value) : null;
}
