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
