// Every flow works without this file. It only spares people trouble: no double posts, no lost drafts, fewer clicks.
import "./forms.js";
import "./drafts.js";
import "./session.js";
import "./keys.js";
import "./tables.js";
import "./menus.js";
import "./print.js";
import "./evidence.js";
import "./narrow.js";
import "./capture.js";
import "./copy.js";
import "./board.js";
import "./outbox/index.js";
import "./news.js";
