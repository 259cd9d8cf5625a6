// Sends one file with its progress, which fetch cannot tell yet.
import { secret, send } from "../sending.js";
import { say } from "../texts.js";

/** Sends the file under this reference; `progress` is told a share between 0 and 1. Throws an Error with a sentence. */
export function sendFile(address, ref, file, progress) {
  const form = new FormData();
  form.append("ref", ref);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRF-Token", secret());
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Error(say("tasks.js.files.lost"))));
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response?.file) resolve(request.response.file);
      else reject(new Error(request.response?.refused?.sentence ?? say(request.status === 413 ? "tasks.js.files.large" : "tasks.js.files.lost")));
    });
    request.send(form);
  });
}

/** Takes an upload back; whatever is left goes after a day by itself. */
export function dropFile(id) {
  return send(`/files/${id}/drop`, {});
}
