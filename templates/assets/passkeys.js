// Passkeys: the button asks the server what to sign, the browser its holder's finger or code, and the answer goes as a form.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential || !window.isSecureContext) return;
  const button = form.querySelector("button");
  const said = form.querySelector("[role=status]");
  const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const ask = async () => {
    const answer = await fetch(`${form.getAttribute("action")}/question`, { method: "POST" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  };
  const make = async () => {
    const options = await ask();
    options.challenge = toBytes(options.challenge);
    if (form.dataset.passkey === "get") return navigator.credentials.get({ publicKey: options });
    options.user.id = toBytes(options.user.id);
    for (const one of options.excludeCredentials) one.id = toBytes(one.id);
    return navigator.credentials.create({ publicKey: options });
  };
  const write = ({ id, rawId, type, response }) => {
    const parts = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (response[name]) parts[name] = toText(response[name]);
    return JSON.stringify({ id, rawId: toText(rawId), type, response: parts, clientExtensionResults: {} });
  };

  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopPropagation();
    button.disabled = true;
    said.textContent = "";
    try {
      form.elements.answer.value = write(await make());
      form.requestSubmit();
    } catch {
      // Whoever closes their device's question has said no; which of the reasons it was, browsers do not tell.
      said.textContent = form.dataset.failed;
    } finally {
      button.disabled = false;
    }
  }, true);
  window.addEventListener("pageshow", () => (form.elements.answer.value = ""));
})();
