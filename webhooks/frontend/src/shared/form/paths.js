// The server names a field by its place in the data (`decisions.0.lead`), form-js by its component and row numbers.

/** Sorts the server's errors into those of fields that are shown and those of none. `shown` are field instances. */
export function placed(errors, shown) {
  const byPath = new Map(shown.map((one) => [one.valuePath.join("."), one]));
  const found = [];
  const lost = [];
  for (const error of errors) {
    const instance = byPath.get(error.path);
    if (instance) found.push({ ...error, id: instance.id, indexes: Object.values(instance.indexes ?? {}) });
    else lost.push(error);
  }
  return { found, lost };
}

/** The errors as form-js keeps them: by component, and below it by row; a component in a list has a list of rows. */
export function asState(found) {
  const state = {};
  for (const { id, indexes, sentence } of found) {
    if (indexes.length === 0) {
      state[id] = [sentence];
      continue;
    }
    let place = (state[id] ??= {});
    for (const index of indexes.slice(0, -1)) place = place[index] ??= {};
    place[indexes.at(-1)] = [sentence];
  }
  return state;
}

/** The errors that form-js found itself, in the same shape as the server's: path and sentence. */
export function fromState(state, shown) {
  return shown.flatMap((one) => {
    let found = state[one.id];
    for (const index of Object.values(one.indexes ?? {})) found = found?.[index];
    return Array.isArray(found) && found.length ? [{ path: one.valuePath.join("."), sentence: found[0] }] : [];
  });
}

/** The id that form-js gives the element of a field. */
export function domId(formId, id, indexes) {
  return ["fjs-form-", formId, "-", id, ...indexes.map((index) => `_${index}`)].join("");
}
