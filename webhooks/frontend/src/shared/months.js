// Months of the working-day calendar, asked from the server once a page.
import { ask } from "./sending.js";

const known = new Map();

/** The month that an ISO day lies in: title, today, published, days; null where the server cannot say. */
export function monthOf(day) {
  const key = day.slice(0, 7);
  if (!known.has(key)) known.set(key, ask(`/frame/months/${Number(key.slice(0, 4))}/${Number(key.slice(5))}`));
  return known.get(key);
}
