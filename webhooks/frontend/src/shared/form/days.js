// A day in a form-js form: our own field, whose calendar shows 休 and 班 and counts working days. Moments stay form-js's.
import { Datetime, Description, Errors, Label } from "@bpmn-io/form-js-viewer";
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { readDay } from "../days.js";
import { say } from "../texts.js";
import { replacing } from "./replacing.js";

/** The module that gives forms our day field. */
export function dayFields() {
  function Day(props) {
    return props.field.subtype === "date" ? h(DayField, props) : h(Datetime, props);
  }
  Day.config = Datetime.config;
  return replacing("datetime", Day);
}

/** The same markup as the date field of our pages, whose script listens to the whole page. */
function DayField({ field, value, onChange, onBlur, errors = [], domId, disabled, readonly }) {
  const input = useRef(null);
  const locked = disabled || readonly;
  useEffect(() => {
    if (input.current && readDay(input.current.value, thisYear()) !== (value ?? "")) input.current.value = value ?? "";
  }, [value]);
  const told = (event) => {
    const typed = event.target.value.trim();
    onChange({ value: typed ? readDay(typed, thisYear()) || typed : null });
  };
  const ids = [field.description && `${domId}-description`, errors.length && `${domId}-error-message`].filter(Boolean);
  return h("div", { class: `fjs-form-field fjs-form-field-datetime${errors.length ? " fjs-has-errors" : ""}` }, [
    h(Label, { htmlFor: domId, label: field.dateLabel ?? field.label, required: field.validate?.required }),
    h("div", { class: "date-field" }, [
      h("input", {
        ref: input,
        id: domId,
        class: `form-control${errors.length ? " is-invalid" : ""}`,
        type: "text",
        inputMode: "numeric",
        autoComplete: "off",
        maxLength: 20,
        placeholder: say("tasks.js.form.day"),
        "data-date-field": "",
        disabled,
        readOnly: readonly,
        required: field.validate?.required,
        "aria-invalid": errors.length ? "true" : undefined,
        "aria-describedby": ids.join(" ") || undefined,
        onChange: told,
        onBlur,
      }),
      !locked && h("button", { type: "button", class: "btn date-button", "data-opens-date": domId, "aria-haspopup": "dialog" }, say("tasks.js.form.calendar")),
      h("output", { class: "date-says", for: domId }),
    ]),
    h(Description, { id: `${domId}-description`, description: field.description }),
    h(Errors, { id: `${domId}-error-message`, errors }),
  ]);
}

function thisYear() {
  return new Date().getFullYear();
}
