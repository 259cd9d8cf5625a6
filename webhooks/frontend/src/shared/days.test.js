// Days as people type them and as calendars count them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plusDays, plusMonths, readDay, weekday } from "./days.js";

test("days are read as people type them", () => {
  const typed = ["2026-03-02", "2026.3.2", "2026/03/02", "20260302", "2026年3月2日", "3-2", "3月2日", " 2026 - 3 - 2 "];
  for (const text of typed) assert.equal(readDay(text, 2026), "2026-03-02", text);
});

test("what is no day is not read", () => {
  for (const text of ["", "soon", "2026-02-30", "2026-13-01", "2026-00-10", "20261", "1-1-1"]) {
    assert.equal(readDay(text, 2026), "", text);
  }
});

test("days and months are counted across their ends", () => {
  assert.equal(plusDays("2026-02-28", 1), "2026-03-01");
  assert.equal(plusDays("2024-03-01", -1), "2024-02-29");
  assert.equal(plusMonths("2026-01-31", 1), "2026-02-28");
  assert.equal(plusMonths("2026-01-15", -1), "2025-12-15");
});

test("weeks begin on Monday", () => {
  assert.equal(weekday("2026-03-02"), 0);
  assert.equal(weekday("2026-03-08"), 6);
});
