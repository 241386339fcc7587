// Security keys and passkeys: the browser asks for the key, the form takes what it answers.

const data = document.getElementById("js_data");

for (const form of document.querySelectorAll("form[data-security-key]")) {
  const credential = form.elements.credential;
  const said = form.querySelector("[data-key-said]");
  form.querySelector("[data-key-needs-script]").hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.hidden = true;
    try {
      const options = JSON.parse(data.textContent);
      const answer =
        form.dataset.securityKey === "create"
          ? await window.webauthnJSON.create(options.creation_options)
          : await window.webauthnJSON.get(options.request_options);
      credential.value = JSON.stringify(answer);
      form.submit(); // asks nobody once more
    } catch {
      said.textContent =
        "The key did not answer, or the browser was told to stop. Try again, or use another way.";
      said.hidden = false;
    }
  });
}
