// The field `documentPreview`: the files of the case that the reader may open, as links that show them.
import { Label, useExpressionEvaluation } from "@bpmn-io/form-js-viewer";
import { h } from "preact";
import { say } from "../texts.js";
import { FileLink } from "./files.js";
import { replacing } from "./replacing.js";

/** The module that puts our list in the place of form-js's own, which would fetch and frame foreign addresses. */
export function documentFields() {
  function DocumentPreview({ field, domId }) {
    const found = useExpressionEvaluation(field.dataSource || "");
    const files = Array.isArray(found) ? found.filter((one) => one?.id && one?.kind) : [];
    return h("div", { class: "fjs-form-field fjs-form-field-documentPreview", id: domId }, [
      h(Label, { label: field.label }),
      files.length === 0
        ? h("p", { class: "form-hint" }, say("tasks.js.files.none"))
        : h("ul", { class: "file-rows" }, files.map((file) => h("li", { key: file.id, class: "file-row" }, h(FileLink, { file })))),
    ]);
  }
  DocumentPreview.config = { type: "documentPreview", keyed: false, group: "presentation", name: "", create: (given = {}) => ({ ...given }) };
  return replacing("documentPreview", DocumentPreview);
}
