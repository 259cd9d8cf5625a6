// Moments as forms store them: a day and a time of Beijing, whatever zone the machine is set to.
const BEIJING = 8 * 60;

/** HH:MM of what was typed, as 9:30, 0930, 9点半 without the half, or "" where it is none. */
export function readTime(typed) {
  const text = typed.trim().replaceAll("：", ":");
  const match = /^(\d{1,2})[:.时点](\d{1,2})分?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? /^(\d{1,2})()[时点]$/.exec(text);
  if (!match) return "";
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour < 24 && minute < 60 ? `${padded(hour)}:${padded(minute)}` : "";
}

/** The day and the time in Beijing of a stored moment; what is only half there comes back so. */
export function splitMoment(value) {
  const [day = "", clock = ""] = String(value ?? "").split("T");
  const zone = /(Z|[+-]\d{2}:\d{2})$/.exec(clock)?.[1];
  if (!zone || !day) return [day, clock.slice(0, 5)];
  const there = new Date(`${day}T${clock}`);
  if (Number.isNaN(there.getTime())) return [day, clock.slice(0, 5)];
  const here = new Date(there.getTime() + BEIJING * 60_000).toISOString();
  return [here.slice(0, 10), here.slice(11, 16)];
}

/** The moment as a form stores it in its own notation; null for nothing, and half a moment as it stands. */
export function joinMoment(day, time, notation = "utc_offset") {
  if (!day && !time) return null;
  if (!day || !time || notation === "no_timezone") return `${day}T${time}`;
  if (notation !== "utc_normalized") return `${day}T${time}+08:00`;
  const there = new Date(`${day}T${time}:00+08:00`);
  return Number.isNaN(there.getTime()) ? `${day}T${time}` : `${there.toISOString().slice(0, 16)}Z`;
}

function padded(number) {
  return String(number).padStart(2, "0");
}
