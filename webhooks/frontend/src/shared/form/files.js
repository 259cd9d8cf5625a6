// A file field: files go to the server as soon as they are chosen, with their progress; the form holds `files::<ref>`.
import { Errors, Label } from "@bpmn-io/form-js-viewer";
import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../announcer.js";
import { say } from "../texts.js";
import { showPdf } from "./pdf.js";
import { replacing } from "./replacing.js";
import { dropFile, sendFile } from "./uploading.js";

const prefix = "files::";

/** The module that puts our file field in the place of form-js's own. `files` are uploaded already, by reference. */
export function fileFields({ files, address }) {
  const known = new Map();
  for (const file of files) known.set(file.ref, [...(known.get(file.ref) ?? []), file]);

  function FilePicker(props) {
    const { field, value, onChange, errors = [], domId, disabled, readonly } = props;
    const ref = useRef(value ? value.slice(prefix.length) : newReference());
    const [rows, setRows] = useState(known.get(ref.current) ?? []);
    const input = useRef(null);
    const locked = disabled || readonly || !address;

    useEffect(() => {
      known.set(ref.current, rows);
      const given = rows.some((row) => row.id) ? `${prefix}${ref.current}` : null;
      if (given !== (value ?? null)) onChange({ value: given });
    }, [rows]);

    function change(key, news) {
      setRows((old) => old.map((row) => (row.key === key ? { ...row, ...news } : row)));
    }

    async function choose(event) {
      const chosen = [...event.target.files].slice(0, field.multiple ? undefined : 1);
      event.target.value = "";
      for (const file of chosen) {
        const row = { key: crypto.getRandomValues(new Uint32Array(1))[0], name: file.name, size: file.size, done: 0 };
        setRows((old) => (field.multiple ? [...old, row] : [row]));
        try {
          const kept = await sendFile(address, ref.current, file, (done) => change(row.key, { done }));
          change(row.key, { ...kept, done: 1 });
          announce(say("tasks.js.files.kept", { name: file.name }));
        } catch (refusal) {
          change(row.key, { failed: refusal.message });
          announce(refusal.message);
        }
      }
    }

    function take(row) {
      setRows((old) => old.filter((one) => one !== row));
      if (row.id) dropFile(row.id);
      input.current?.focus();
    }

    return h("div", { class: `fjs-form-field fjs-form-field-filepicker${errors.length ? " fjs-has-errors" : ""}` }, [
      h(Label, { htmlFor: domId, label: field.label, required: field.validate?.required }),
      !locked &&
        h("input", {
          ref: input,
          id: domId,
          type: "file",
          class: "file-input unseen",
          multiple: Boolean(field.multiple),
          accept: field.accept || undefined,
          "aria-describedby": `${domId}-hint`,
          "aria-invalid": errors.length ? "true" : undefined,
          onChange: choose,
        }),
      !locked && h("label", { class: "btn file-button", for: domId, "aria-hidden": "true" }, say("tasks.js.files.choose")),
      !locked && h("small", { class: "form-hint file-hint", id: `${domId}-hint` }, say("tasks.js.files.hint")),
      h("ul", { class: "file-rows" }, rows.map((row) => h(Row, { key: row.key ?? row.id, row, locked, take }))),
      h(Errors, { id: `${domId}-error-message`, errors }),
    ]);
  }

  FilePicker.config = { type: "filepicker", keyed: true, label: "", group: "basic-input", emptyValue: null, create: (given = {}) => ({ ...given }) };
  return replacing("filepicker", FilePicker);
}

/** One file: its name, how far it is, and what may be done with it. */
function Row({ row, locked, take }) {
  const state = row.failed
    ? h("span", { class: "file-failed" }, row.failed)
    : row.id
      ? h("span", { class: "file-size" }, sizeOf(row.size))
      : h("progress", { max: 1, value: row.done, "aria-label": say("tasks.js.files.sending", { name: row.name }) });
  return h("li", { class: "file-row" }, [
    h("span", { class: "file-name" }, row.id ? h(FileLink, { file: row }) : row.name),
    state,
    row.verdict === "waiting" && h("span", { class: "mark mark-amber" }, say("tasks.js.files.waiting")),
    !locked && h("button", { type: "button", class: "btn btn-sm", onClick: () => take(row), "aria-label": say("tasks.js.files.remove", { name: row.name }) }, say("tasks.js.files.remove_short")),
  ]);
}

/** A file's name as a link that shows it where it can be shown, and saves it elsewhere. */
export function FileLink({ file }) {
  const shows = file.kind === "pdf" ? (event) => { event.preventDefault(); showPdf(`/files/${file.id}`, file.name); } : undefined;
  const address = file.kind === "jpg" || file.kind === "png" ? `/files/${file.id}/preview` : `/files/${file.id}`;
  return h("a", { href: address, target: "_blank", rel: "noopener", onClick: shows }, file.name);
}

export function sizeOf(bytes) {
  return bytes >= 1_000_000 ? say("tasks.js.files.megabytes", { size: (bytes / 1_000_000).toFixed(1) }) : say("tasks.js.files.kilobytes", { size: Math.max(1, Math.round(bytes / 1000)) });
}

function newReference() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
