// Days as ISO text (2026-03-02): read as people type them, and counted without time zones.
const shapes = [
  /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^()(\d{1,2})[-./月](\d{1,2})日?$/,
];

/** The ISO day of what was typed, or "" where it is none. A day without a year is one of this year. */
export function readDay(typed, thisYear) {
  const text = typed.trim().replaceAll(/\s+/g, "");
  const match = shapes.map((shape) => shape.exec(text)).find(Boolean);
  if (!match) return "";
  const day = iso(Number(match[1] || thisYear), Number(match[2]), Number(match[3]));
  // 30 February would have become a day of March
  return Number(day.slice(5, 7)) === Number(match[2]) ? day : "";
}

/** Year, month (1 to 12) and day as ISO text; what runs over goes on into the next month. */
export function iso(year, month, day) {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The ISO day so many days later. */
export function plusDays(day, days) {
  return iso(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)) + days);
}

/** The same day of another month, or its last day where it is shorter. */
export function plusMonths(day, months) {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) + months];
  const last = Number(iso(year, month + 1, 0).slice(8));
  return iso(year, month, Math.min(Number(day.slice(8)), last));
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day) {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
