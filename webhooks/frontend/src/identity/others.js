// A line below the menu while the same account is signed in elsewhere: when, where, and a button that ends it there.
import { announce } from "../shared/announcer.js";
import { send } from "../shared/sending.js";
import { say } from "../shared/texts.js";

let told = "";

/** Tells of the other sessions, or takes the line away. */
export function tellOthers(others) {
  const key = others.map((one) => one.id).join();
  if (key === told) return;
  told = key;
  document.getElementById("others")?.remove();
  if (others.length === 0) return;
  const place = document.createElement("div");
  place.id = "others";
  place.className = "alert alert-warning";
  place.setAttribute("role", "alert");
  for (const one of others) place.append(line(one));
  document.getElementById("content")?.append(place);
  announce(say("identity.js.other", others[0]));
}

function line(one) {
  const row = document.createElement("div");
  row.className = "others-line";
  const words = document.createElement("span");
  words.textContent = say("identity.js.other", one);
  const button = document.createElement("button");
  button.className = "btn";
  button.type = "button";
  button.textContent = say("identity.js.end_other");
  button.addEventListener("click", async () => {
    const answer = await send(`/session/others/${one.id}/end`, {});
    if (answer.ok) tellOthers((await answer.json()).others);
  });
  row.append(words, button);
  return row;
}
