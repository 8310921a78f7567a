// The page: what the server tells is put in place as text, never as HTML.
"use strict";

const at = (id) => document.getElementById(id);
const chat = { tab: "", number: -1, shown: new Map() };
const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });
const AWAY = "The preview does not answer; is it still running?";
const READS = "A language is read for the first time; that takes a moment.";
const SLOW = 1000; // milliseconds until the page says that an answer takes a while
const PAUSE = 300; // milliseconds after which a day has been typed

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function say(text) {
  at("status").textContent = text;
}

// What the page sends.

async function send(path, fields) {
  say(""); // before it is sent: what the answer tells may come over the stream first, and is to stay
  const slow = setTimeout(() => say(READS), SLOW);
  at("log").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields),
    });
    if (!response.ok) throw new Error(await response.text());
    if (at("status").textContent === READS) say("");
    return await response.json();
  } catch (error) {
    say(error instanceof TypeError ? AWAY : `Sorry: ${error.message}`);
    return null;
  } finally {
    clearTimeout(slow);
    at("log").removeAttribute("aria-busy");
  }
}

async function tell(what, fields) {
  const view = await send(`/tabs/${chat.tab}/${what}`, fields);
  if (view) showChat(view);
}

// Messages.

function bubble(message, changed = "ins") {
  const text = element("div", { class: "bubble", lang: message.language, dir: "auto" });
  let quote = null;
  for (const run of message.runs) {
    let piece = run.bold ? element("b", {}, run.text) : document.createTextNode(run.text);
    if (run.changed) piece = element(changed, {}, piece);
    if (run.link) piece = element("a", { href: run.link, target: "_blank", rel: "noopener noreferrer" }, piece);
    if (run.quoted && !quote) text.append((quote = element("blockquote", { dir: "auto" })));
    (run.quoted ? quote : text).append(piece);
  }
  if (message.file) {
    const name = `📎 ${message.file.replaceAll("/", "-")}.ics`;
    const href = `/tabs/${chat.tab}/calendar/${message.file.split("/").map(encodeURIComponent).join("/")}`;
    text.append("\n", element("a", { href, download: "" }, name));
  }
  return text;
}

function key(message, button, live) {
  const elsewhere = { class: "key", dir: "auto", href: button.url, target: "_blank", rel: "noopener noreferrer" };
  if (button.url) return element("a", elsewhere, button.text);
  if (!live || !button.data) return element("span", { class: "key", dir: "auto" }, button.text);
  const made = element("button", { class: "key", type: "button", dir: "auto" }, button.text);
  made.addEventListener("click", () => tell("press", { message: message.number, data: button.data }));
  return made;
}

function keys(message, live) {
  return message.buttons.map((row) =>
    element("div", { class: "row", lang: message.language }, ...row.map((button) => key(message, button, live))));
}

function put(message) {
  const told = JSON.stringify(message);
  const before = chat.shown.get(message.number);
  if (before && before.told === told) return;
  const article = before ? before.article : element("article", { tabindex: "-1" });
  const focused = article.contains(document.activeElement);
  article.className = message.ours ? "message" : "message theirs";
  article.setAttribute("aria-label", message.ours ? "The bot" : "You");
  article.replaceChildren(bubble(message), ...keys(message, true));
  chat.shown.set(message.number, { told, article });
  if (!before) at("log").append(article);
  if (focused) (article.querySelector("button") || article).focus();
}

function showChat(view) {
  if (view.number <= chat.number) return; // an older one that comes late
  const atEnd = view.messages.some((message) => !chat.shown.has(message.number));
  chat.number = view.number;
  const kept = new Set(view.messages.map((message) => message.number));
  for (const [number, { article }] of chat.shown) {
    if (!kept.has(number)) {
      article.remove();
      chat.shown.delete(number);
    }
  }
  view.messages.forEach(put);
  if (atEnd) at("log").scrollTop = at("log").scrollHeight;
  if (document.activeElement !== at("today")) at("today").value = view.today; // who types a year is not disturbed
  showMenu(view.menu);
  showReading(view.reading);
  showChange(view.change);
  if (view.notice) say(view.notice);
}

function showMenu(menu) {
  at("menu").querySelector("ul").replaceChildren(...menu.map(({ name, description }) => {
    const button = element("button", { type: "button" }, element("b", {}, `/${name}`), ` ${description}`);
    button.addEventListener("click", () => {
      at("menu").open = false;
      at("text").focus();
      tell("say", { text: `/${name}` });
    });
    return element("li", {}, button);
  }));
}

// Why it says so, and what has changed.

function showReading(reading) {
  at("unasked").hidden = Boolean(reading);
  at("read").hidden = !reading;
  if (!reading) return;
  const outcome = { answer: "Answered", suggest: "Not sure: questions are offered", unknown: "Not known" };
  at("outcome").textContent = `${outcome[reading.outcome]}, in ${LANGUAGES.of(reading.language)}.`;
  at("candidates").hidden = !reading.candidates.length;
  at("candidates").tBodies[0].replaceChildren(...reading.candidates.map(([entry, confidence]) => element("tr", {},
    element("th", { scope: "row" }, entry), element("td", {}, confidence.toFixed(2)))));
  at("trace").textContent = reading.lines.join("\n");
}

let toldChange = "null";

function showChange(change) {
  if (JSON.stringify(change) === toldChange) return; // it has been told
  toldChange = JSON.stringify(change);
  const differs = Boolean(change && (change.old.length || change.new.length));
  at("change").hidden = !differs;
  if (!change) return;
  if (!differs) {
    say(`${quoted(change.question)} is answered as before (${change.new_state}).`);
    return;
  }
  say(`The answer to ${quoted(change.question)} has changed.`);
  at("change-question").replaceChildren(element("q", { dir: "auto" }, change.question));
  at("old-title").textContent = `Before: ${change.old_state}`;
  at("new-title").textContent = `Now: ${change.new_state}`;
  const labels = (messages) => JSON.stringify(messages.map(({ buttons }) => buttons.map((row) => row.map(({ text }) => text))));
  const same = labels(change.old) === labels(change.new);
  for (const [which, mark] of [["old", "del"], ["new", "ins"]]) {
    at(which).replaceChildren(...change[which].map((message) =>
      element("div", { class: "message" }, bubble(message, mark), ...(same ? [] : keys(message, false)))));
  }
}

function quoted(text) {
  return `“\u2068${text}\u2069”`; // isolated: it may run from right to left
}

// The knowledge, and what each language answers.

function problem({ file, line, column, level, message }) {
  return element("li", {}, element("code", {}, `${file}:${line}:${column}`), " ",
    element("span", { class: level }, level), ": ", element("span", { dir: "auto" }, message));
}

function count(number, one) {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

function triedInWords({ state, problems, seconds, said }) {
  const errors = problems.filter(({ level }) => level === "error").length;
  return {
    waiting: "The files are sound. They are tried out when they have been left alone for a moment.",
    running: "The files are sound. Now every phrasing and every test question is asked; that takes up to a minute.",
    done: `Tried out in ${seconds} s: ${count(errors, "error")}, ${count(problems.length - errors, "warning")}.`,
    failed: `They could not be tried out: ${said}`,
    held: "Nothing is tried out before these are mended.",
  }[state];
}

let live = "";

function showKnowledge(view) {
  const since = new Date(view.since * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  if (live && live !== view.version && at("read").hidden) say(`Version ${view.version} is live.`);
  live = view.version;
  at("version").textContent = `${view.folder}: version ${view.version}, live since ${since}`;
  const refused = !view.refused ? "" :
    view.said ? `The files cannot be taken over: ${view.said}. Version ${view.version} goes on serving.` :
      `${count(view.problems.length, "mistake")} in the files. Version ${view.version} goes on serving.`;
  if (at("refused").textContent !== refused) at("refused").textContent = refused;
  at("faults").replaceChildren(...view.problems.map(problem));
  at("tried").textContent = view.refused && view.said ? "" : triedInWords(view.tried);
  at("tried").className = view.tried.state === "done" && !view.tried.problems.length ? "fine" : "";
  at("findings").replaceChildren(...view.tried.problems.map(problem));
}

function isGap(cell) {
  const [answered, facts] = cell.split(" ")[0].split("/");
  return Boolean(cell) && answered !== facts;
}

function coverageRow(heading, cells) {
  const row = element("tr", {}, element("th", { scope: "row" }, heading),
    ...cells.map((cell) => element("td", { class: isGap(cell) ? "gap" : "" }, cell || "–")));
  row.hidden = at("gaps").checked && !cells.some(isGap);
  return row;
}

let covered = null;

function showCoverage(view) {
  covered = view;
  at("covered").textContent = {
    waiting: "Every fact is asked for in every language when the files have been tried out.",
    running: "Every fact is asked for in every language; that takes up to a minute.",
    done: view.languages.map((code, index) => `${code} ${view.totals[index] || "0/0"}`).join(", "),
    failed: `That could not be found out: ${view.said}`,
    held: "Mistakes in the files come first.",
  }[view.state];
  at("matrix").hidden = view.state !== "done";
  const [table] = at("matrix").getElementsByTagName("table");
  table.tHead.replaceChildren(element("tr", {}, element("th", { scope: "col" }, "Of what, and what is asked"),
    ...view.languages.map((code) => element("th", { scope: "col" }, code))));
  table.tBodies[0].replaceChildren(...view.rows.map(({ thing, kind, cells }) => coverageRow(`${thing} ${kind}`, cells)));
}

// The beginning.

let events = null;

function listen() {
  events = new EventSource(`/tabs/${chat.tab}/events`);
  events.addEventListener("chat", (event) => showChat(JSON.parse(event.data)));
  events.addEventListener("knowledge", (event) => showKnowledge(JSON.parse(event.data)));
  events.addEventListener("coverage", (event) => showCoverage(JSON.parse(event.data)));
  events.addEventListener("open", () => at("status").textContent === AWAY && say(""));
  events.addEventListener("error", () => {
    say(events.readyState === EventSource.CLOSED
      ? "The preview does not know this page any more; load it again."
      : AWAY);
  });
}

// A browser has six connections for all pages of one server, so a page that nobody sees keeps none.
function attend() {
  if (!chat.tab) return;
  if (events) events.close();
  events = null;
  if (document.visibilityState === "visible") listen();
}

let day = ""; // the day that was chosen; empty for the one on which the preview was asked to be
let typing = 0;

function choose() {
  tell("setting", { client: at("client").value, today: day });
}

function chooseDay() {
  clearTimeout(typing);
  typing = setTimeout(() => {
    if (!at("today").checkValidity()) return;
    day = at("today").value;
    choose();
  }, PAUSE);
}

async function begin() {
  const opened = await send("/tabs", {});
  if (!opened) return;
  chat.tab = opened.tab;
  at("client").append(...opened.languages.map(({ code, name }) =>
    element("option", { value: code, lang: code }, `${name} (${code})`)));
  showChat(opened.chat);
  attend();
}

at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  if (!text || !chat.tab) return;
  at("text").value = "";
  tell("say", { text });
});
at("client").addEventListener("change", choose);
at("today").addEventListener("input", chooseDay);
document.addEventListener("visibilitychange", attend);
at("menu").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  at("menu").open = false;
  at("menu").querySelector("summary").focus();
});
at("gaps").addEventListener("change", () => covered && showCoverage(covered));
begin();
