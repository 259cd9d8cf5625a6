// The search for earlier cases of the same children: on asking, and when a name was changed after a search.
import { secret } from "../shared/sending.js";

/** Search when asked, and at once for a draft that was weighed before; a name that changes makes the answer stale. */
export function searchDuplicates(form) {
  const place = document.getElementById("duplicates");
  if (place?.querySelector('input[type="hidden"][name="duplicates"]')) search(form, place);
  form.querySelector("[data-search-duplicates]")?.addEventListener("click", () => search(form, place));
  form.addEventListener("change", (event) => {
    if (event.target.name?.endsWith(".child_name") && event.target.value.trim()) search(form, place);
  });
}

async function search(form, place) {
  const answer = await fetch("/applications/duplicates", {
    method: "POST",
    body: new FormData(form),
    headers: { "X-CSRF-Token": secret(), "HX-Request": "true" },
    redirect: "manual",
  }).catch(() => null);
  if (answer?.ok) place.innerHTML = await answer.text();
}
