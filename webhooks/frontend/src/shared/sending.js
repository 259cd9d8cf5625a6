// Asking the server from a script: own origin, the secret of forms with it, JSON back.
/** The secret that every POST of a signed-in page carries. */
export function secret() {
  return document.querySelector('meta[name="csrf"]')?.content ?? "";
}

/**
 * The JSON answer of a GET, or null where the server has none to give (signed out, unreachable).
 * What a page asks by itself says `unattended`: it must not keep a session alive that nobody sits before.
 * `huishang:signed-out` on the document tells that the session has ended meanwhile.
 */
export async function ask(address, { unattended = false } = {}) {
  const headers = { Accept: "application/json", ...(unattended && { "X-Unattended": "yes" }) };
  const answer = await fetch(address, { headers, redirect: "manual" });
  if (answer.status === 401) document.dispatchEvent(new CustomEvent("huishang:signed-out"));
  return answer.ok ? answer.json() : null;
}

/** Posts fields (a FormData or an object of strings); gives the answer, whatever its status. */
export async function send(address, fields) {
  const body = fields instanceof FormData ? fields : toForm(fields);
  return fetch(address, { method: "POST", body, headers: { "X-CSRF-Token": secret() }, redirect: "manual" });
}

function toForm(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
