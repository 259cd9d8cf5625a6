// Every sentence that form-js says, by the key of ours that says it in the reader's language.
import { say } from "../texts.js";

const words = {
  "Add new": "add",
  "All values selected": "all_selected",
  "Click to remove sorting": "unsort",
  "Click to sort by {value} ascending": "sort_up",
  "Click to sort by {value} descending": "sort_down",
  Collapse: "collapse",
  "Date and time must both be entered.": "date_and_time",
  Decrement: "decrement",
  "Document reference is not defined.": "no_document",
  "Download {fileName}": "download",
  "Expand all ({value})": "expand",
  "External content couldn't be loaded.": "no_foreign",
  "Field is required.": "required",
  "Field must be a valid email.": "email",
  "Field must be a valid international phone number. (e.g. +4930664040900)": "phone",
  "Field must have maximum length of {value}.": "longest",
  "Field must have maximum value of {value}.": "most",
  "Field must have minimum length of {value}.": "shortest",
  "Field must have minimum value of {value}.": "least",
  "Field must match pattern {value}.": "pattern",
  Increment: "increment",
  "Max validation value is not a valid number.": "rule",
  "Min validation value is not a valid number.": "rule",
  "Next page": "next",
  "No content to show.": "nothing",
  "No files selected": "no_files",
  "No results": "no_results",
  "Nothing to show.": "nothing",
  "Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.": "step",
  "Previous page": "previous",
  "Remove tag": "remove",
  Search: "search",
  "Skip to search": "to_search",
  "Unable to download document": "no_download",
  "Value is expected to be an integer.": "whole",
  "Value is expected to have at most 1 decimal digit.": "one_decimal",
  "Value is expected to have at most {value} decimal digits.": "decimals",
  "Value is not a number.": "number",
  "{page} of {total}": "page",
  "{value} files selected": "files",
};

/** What form-js calls to speak. A sentence that we do not know is told to the console, where tests hear it. */
export function translate(sentence, replacements = {}) {
  const key = words[sentence];
  if (key === undefined) {
    console.error(`missing text of form-js: ${sentence}`);
    return sentence;
  }
  return say(`tasks.js.form.${key}`, replacements);
}

export const known = Object.keys(words);
