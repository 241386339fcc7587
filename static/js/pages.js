// The one script of our own. Every page works without it: it only saves a step here and there.

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const frontend = document.getElementById("frontend-script");
if (frontend) {
  import(frontend.href).then((kit) => kit.initAll());
}

// A block that is asked for only with some answers: data-shown-when="field:value value …".
// Without script it is always there.
for (const block of document.querySelectorAll("[data-shown-when]")) {
  const [name, values] = block.dataset.shownWhen.split(":");
  const wanted = values.trim().split(/\s+/);
  const form = block.closest("form");
  const update = () => {
    const wrong = block.querySelector(".govuk-error-message");
    block.hidden = !wrong && !wanted.includes(new FormData(form).get(name));
  };
  form.addEventListener("change", update);
  update();
}

// Rows that a small screen shows as cards stay rows and cells to a screen reader.
const roles = { thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
for (const table of document.querySelectorAll(".cpc-table--stack")) {
  table.setAttribute("role", "table");
  for (const [tag, role] of Object.entries(roles)) {
    for (const part of table.querySelectorAll(tag)) part.setAttribute("role", role);
  }
  for (const head of table.querySelectorAll("th")) {
    head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
  }
}

// A table that is pasted: beside its words the browser holds it as a page, with its cells whole.
// What is typed afterwards counts alone.
for (const field of document.querySelectorAll("[name=paste]")) {
  const page = field.form.elements.paste_page;
  if (!page) continue;
  field.addEventListener("paste", (event) => {
    const given = event.clipboardData.getData("text/html");
    const whole = field.value.trim() === "" && given.length < 2000000;
    page.value = whole && /<table/i.test(given) ? given : "";
  });
  field.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") page.value = "";
  });
}

// What arrives later is said once, not on every look at the work's progress.
document.body.addEventListener("htmx:afterSwap", () => {
  const news = document.querySelector("[data-announce]");
  const announcer = document.getElementById("announcer");
  if (news && announcer.textContent !== news.dataset.announce) {
    announcer.textContent = news.dataset.announce;
  }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A draft saves itself while somebody writes: words only, never files. Without script there is a
// button for it. What cannot be saved is said, and tried again until it can.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const said = document.querySelector("[data-draft-said]");
  const words = [
    "entry", "what_happened", "blocked", "reason", "recovery", "evidence", "difference", "as_at",
  ];
  const sent = [...words, "expected", "seen"];
  const text = () => words.map((name) => new FormData(form).get(name) ?? "").join("\u0000");
  let timer;
  let kept = text();
  let leaving = false;
  const later = (seconds) => {
    clearTimeout(timer);
    if (!leaving) timer = setTimeout(save, seconds * 1000);
  };
  const save = async (last) => {
    const now = text();
    if (leaving || now === kept) return;
    const all = new FormData(form);
    const body = new FormData();
    for (const name of sent) body.set(name, all.get(name) ?? "");
    const headers = { Accept: "application/json", "X-CSRFToken": all.get("csrfmiddlewaretoken") };
    try {
      const keepalive = last === true;
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers, keepalive });
      if (leaving) return;
      if (answer.status === 409) {
        said.textContent = `Draft not saved. ${(await answer.json()).refused}`;
        kept = now;
        return;
      }
      if (answer.redirected || !answer.ok) throw new Error("refused");
      const { saved } = await answer.json();
      kept = now;
      said.textContent = saved ? `Draft saved at ${saved}` : "";
      if (text() !== kept) later(2);
    } catch {
      said.textContent = "Draft not saved: no connection, or you are signed out. Trying again.";
      later(10);
    }
  };
  form.addEventListener("input", () => later(2));
  form.addEventListener("change", () => later(2));
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
}

// A number that stands already is said while it is typed. Without script it is said when it is sent.
for (const field of document.querySelectorAll("[data-numbers]")) {
  const taken = JSON.parse(field.dataset.numbers);
  const [series, under] = (field.dataset.numbersFixed ?? "|").split("|");
  const said = document.createElement("p");
  said.className = "govuk-hint cpc-number-said";
  said.setAttribute("role", "status");
  field.after(said);
  const value = (name, fixed) => (name ? (field.form.elements[name]?.value ?? "") : fixed);
  const update = () => {
    const number = field.value.trim();
    const over = number.includes(".") ? "" : value(field.dataset.numbersUnder, under);
    const key = [value(field.dataset.numbersSeries, series), number, over].join("|");
    const name = number && key !== field.dataset.numbersOwn ? taken[key] : "";
    said.textContent = name ? `${number} is the number of “${name}” already.` : "";
  };
  field.form.addEventListener("input", update);
  field.form.addEventListener("change", update);
}

// A few minutes before the session ends that is said, with a button to stay. Nothing is taken away
// when it ends: what was typed stays on the page, and is given back after signing in again.
for (const box of document.querySelectorAll("[data-session-ends]")) {
  const until = document.querySelector("[data-session-until]");
  const warns = Number(box.dataset.sessionWarns) * 1000;
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true });
  let ends = Date.now() + Number(box.dataset.sessionEnds) * 1000;
  let timer;
  const words = (text) => {
    const said = document.createElement("p");
    said.className = "cpc-session__words";
    said.textContent = text;
    return said;
  };
  const look = () => {
    clearTimeout(timer);
    const left = ends - Date.now();
    if (left <= 0) {
      box.replaceChildren(
        words("You are signed out. What you have typed stays here: send it, sign in, and you find it."),
      );
    } else if (left <= warns) {
      const stay = document.createElement("button");
      stay.type = "button";
      stay.className = "govuk-button";
      stay.textContent = "Stay signed in";
      stay.addEventListener("click", keep);
      box.replaceChildren(
        words(`Nothing has happened for a while. You are signed out at ${clock(ends)}.`),
        stay,
      );
      timer = setTimeout(look, left + 500);
    } else {
      box.replaceChildren();
      timer = setTimeout(look, left - warns);
    }
  };
  const keep = async () => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token };
      const answer = await fetch(box.dataset.sessionStay, { method: "POST", headers });
      if (answer.redirected || !answer.ok) throw new Error("signed out");
      ends = Date.now() + (await answer.json()).seconds * 1000;
      until.textContent = clock(ends);
      look();
    } catch {
      box.replaceChildren(
        words("You are signed out, or there is no connection. What you have typed stays here."),
      );
    }
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  look();
}
