/**
 * Who may follow which task.
 *
 * The framework has no record of who started a task: a task id is any text given to `publish_realtime`, its
 * messages carry no user, and no method answers whose it is. So a task belongs to the first person to whom
 * the site itself announced it: a message addressed to that person's own room with a `task_id` in its body.
 * Only the site writes to the channel, so nobody can announce a task to himself, and a guessed id opens
 * nothing. A restart forgets the announcements: progress bars of running tasks then stand still, the tasks
 * go on.
 */

const MOST_TASKS = 10_000;
const LONGEST_ID = 140;
const USER_ROOM = "user:";

export class Tasks {
    #owners = new Map();

    /** Notes a task announced in a person's room; everything else is passed over. */
    note({ room, message }) {
        const task = message?.task_id;
        const announced = typeof task === "string" && task.length <= LONGEST_ID && room.startsWith(USER_ROOM);
        if (!announced || this.#owners.has(task)) {
            return;
        }
        this.#owners.set(task, room.slice(USER_ROOM.length));
        if (this.#owners.size > MOST_TASKS) {
            this.#owners.delete(this.#owners.keys().next().value);
        }
    }

    belongsTo(task, user) {
        return this.#owners.get(task) === user;
    }
}
