// Passkeys: the browser asks for a finger, a face or the screen lock, and its answer goes into the form.
const forms = document.querySelectorAll("[data-passkey]");

const ask = {
  async create(form) {
    const options = JSON.parse(form.querySelector('script[type="application/json"]').textContent);
    // Kept in the phone or computer itself where it can be, so that it also signs in by itself.
    Object.assign(options.publicKey.authenticatorSelection, { residentKey: "preferred", userVerification: "preferred" });
    return window.webauthnJSON.create(options);
  },
  async get(form) {
    return window.webauthnJSON.get(JSON.parse(form.querySelector('script[type="application/json"]').textContent));
  },
  async "sign-in"(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return window.webauthnJSON.get((await answer.json()).request_options);
  },
};

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey-ready]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("[data-passkey-none]").forEach((part) => (part.hidden = true));
}

for (const form of forms) {
  form.addEventListener(
    "submit",
    async (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const failed = form.querySelector("[data-passkey-failed]");
      failed.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await ask[form.dataset.passkey](form));
        form.submit();
      } catch {
        failed.hidden = false;
      }
    },
    { capture: true },
  );
}
