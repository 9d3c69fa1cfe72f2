import "./desk/realtime.js";
import "./desk/prints.js";
import "./desk/datetime.js";
import "./desk/numbers.js";
import "./desk/workspace.js";
import "./desk/cards.js";
import "./desk/hide_unused.js";
import "./desk/customise.js";
