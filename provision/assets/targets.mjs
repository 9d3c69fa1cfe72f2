/** Browsers from the start of 2023 on: the last Chrome for Windows 7 and what its peers were then. */
export const BROWSERS = ["chrome >= 109", "edge >= 109", "firefox >= 109", "safari >= 16.3", "ios >= 16.3"];

/** The same list in the words of esbuild. */
export const SCRIPT_TARGETS = ["chrome109", "edge109", "firefox109", "safari16.3", "ios16.3"];

/**
 * Style sheets also go into mail and PDF files, whose readers are older than any browser. With this target
 * the minifier leaves "rgba(0, 0, 0, 0.1)" and "top: 0; right: 0; …" as they are, and does not turn them into
 * the shorter forms of later years.
 */
export const SHEET_TARGETS = ["chrome61"];
