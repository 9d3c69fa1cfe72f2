// Calls the site through frappe-js-sdk as another program tells it: a line of JSON in, a line of JSON out.
import { createInterface } from "node:readline";
import sdk from "frappe-js-sdk";

const MOST = 500;
const WAYS = {
	rows: (app, type, fields, filters) => app.db().getDocList(type, { fields, filters, limit: MOST }),
	read: (app, type, name) => app.db().getDoc(type, name),
	create: (app, type, fields) => app.db().createDoc(type, fields),
	change: (app, type, name, fields) => app.db().updateDoc(type, name, fields),
	call: async (app, method, given) => (await app.call().post(method, given)).message,
	ask: async (app, method, given) => (await app.call().get(method, given)).message,
};

async function answer({ key, way, given }) {
	const app = new sdk.FrappeApp(process.argv[2], { useToken: true, token: () => key, type: "token" });
	try {
		return { answer: (await WAYS[way](app, ...given)) ?? null };
	} catch (error) {
		return { status: error.httpStatus ?? 0, message: String(error.message) };
	}
}

for await (const line of createInterface({ input: process.stdin })) {
	process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
