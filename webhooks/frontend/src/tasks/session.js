// A session that ran out while somebody typed: sign in beside this page, then go on; nothing typed is lost.
import { say } from "../shared/texts.js";

/** Whether this answer only sends us to the login page. */
export function hasExpired(answer) {
  return answer.type === "opaqueredirect" || answer.status === 401;
}

/** Asks to sign in in another window; afterwards this page takes the new secret and `then` is done. */
export function offerSignIn(then) {
  if (document.getElementById("signed-out")?.open) return;
  const dialog = document.createElement("dialog");
  dialog.id = "signed-out";
  dialog.setAttribute("aria-labelledby", "signed-out-title");
  const title = document.createElement("h2");
  title.className = "reason-title";
  title.id = "signed-out-title";
  title.textContent = say("tasks.js.signed_out");
  const words = document.createElement("p");
  words.textContent = say("tasks.js.signed_out_advice");
  const link = document.createElement("a");
  link.className = "btn btn-primary";
  link.href = "/login";
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = say("tasks.js.sign_in");
  const on = document.createElement("button");
  on.type = "button";
  on.className = "btn";
  on.textContent = say("tasks.js.signed_in_again");
  on.addEventListener("click", async () => {
    if (await takeSecret()) {
      dialog.close();
      dialog.remove();
      then();
    } else {
      words.textContent = say("tasks.js.still_signed_out");
    }
  });
  const buttons = document.createElement("div");
  buttons.className = "reason-buttons";
  buttons.append(link, on);
  dialog.append(title, words, buttons);
  document.body.append(dialog);
  dialog.showModal();
}

/** The secret of the new session, read from this very page as the server makes it now. */
async function takeSecret() {
  const answer = await fetch(location.href, { redirect: "manual", headers: { Accept: "text/html" } });
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const secret = fresh.querySelector('meta[name="csrf"]')?.content;
  if (!secret) return false;
  document.querySelector('meta[name="csrf"]').content = secret;
  for (const field of document.querySelectorAll('input[name="csrf"]')) field.value = secret;
  return true;
}
