// Days and moments in a form-js form: our own fields, whose calendar shows 休 and 班 and counts working days. A moment
// is a day with a time of Beijing beside it. Times without a day stay form-js's.
import { Datetime, Description, Errors, Label } from "@bpmn-io/form-js-viewer";
import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { readDay } from "../days.js";
import { joinMoment, readTime, splitMoment } from "../moments.js";
import { say } from "../texts.js";
import { replacing } from "./replacing.js";

const OURS = { date: DayField, datetime: MomentField };

/** The module that gives forms our fields. */
export function dayFields() {
  function Day(props) {
    return h(OURS[props.field.subtype] ?? Datetime, props);
  }
  Day.config = Datetime.config;
  return replacing("datetime", Day);
}

function DayField(props) {
  const { value, onChange } = props;
  const input = useShown(value ?? "", asDay);
  const told = (event) => onChange({ value: asDay(event.target.value) || null });
  return frame(props, [...dayInput(props, input, told)]);
}

function MomentField(props) {
  const { field, value, onChange, domId, disabled, readonly, onBlur } = props;
  const [day, time] = splitMoment(value);
  const [dayShown, timeShown] = [useShown(day, asDay), useShown(time, asTime)];
  const told = () => {
    const kept = [asDay(dayShown.current.value), asTime(timeShown.current.value)];
    if (readTime(timeShown.current.value)) timeShown.current.value = kept[1];
    onChange({ value: joinMoment(...kept, field.timeSerializingFormat) });
  };
  const clock = h("input", {
    ref: timeShown,
    id: `${domId}-time`,
    class: "form-control time-input",
    type: "text",
    inputMode: "numeric",
    autoComplete: "off",
    maxLength: 8,
    placeholder: say("tasks.js.form.time"),
    "aria-label": field.timeLabel || say("tasks.js.form.time_of", { label: field.dateLabel ?? field.label ?? "" }),
    disabled,
    readOnly: readonly,
    onChange: told,
    onBlur,
  });
  const [text, button, says] = dayInput(props, dayShown, told);
  return frame(props, [text, button, clock, says]);
}

/** An input that shows this text, and keeps what somebody is typing that means the same. */
function useShown(shown, asKept) {
  const input = useRef(null);
  useEffect(() => {
    if (input.current && asKept(input.current.value) !== shown) input.current.value = shown;
  }, [shown]);
  return input;
}

/** The same markup as the date field of our pages, whose script listens to the whole page. */
function dayInput({ field, onBlur, errors = [], domId, disabled, readonly }, ref, onChange) {
  const ids = [field.description && `${domId}-description`, errors.length && `${domId}-error-message`].filter(Boolean);
  return [
    h("input", {
      ref,
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
      onChange,
      onBlur,
    }),
    !(disabled || readonly) && h("button", { type: "button", class: "btn date-button", "data-opens-date": domId, "aria-haspopup": "dialog" }, say("tasks.js.form.calendar")),
    h("output", { class: "date-says", for: domId }),
  ];
}

function frame({ field, errors = [], domId }, inside) {
  return h("div", { class: `fjs-form-field fjs-form-field-datetime${errors.length ? " fjs-has-errors" : ""}` }, [
    h(Label, { htmlFor: domId, label: field.dateLabel ?? field.label, required: field.validate?.required }),
    h("div", { class: "date-field" }, inside),
    h(Description, { id: `${domId}-description`, description: field.description }),
    h(Errors, { id: `${domId}-error-message`, errors }),
  ]);
}

/** What is kept of what was typed: the day or time it means, else the words, which the server will refuse. */
function asDay(typed) {
  return readDay(typed, new Date().getFullYear()) || typed.trim();
}

function asTime(typed) {
  return readTime(typed) || typed.trim();
}
