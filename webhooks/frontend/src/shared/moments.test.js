// Moments as people type them and as forms store them, in Beijing whatever the machine's zone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { joinMoment, readTime, splitMoment } from "./moments.js";

test("times are read as people type them", () => {
  for (const text of ["9:30", "09:30", "0930", "930", "9：30", "9.30", "9时30分", "9点30", " 9:30 "]) assert.equal(readTime(text), "09:30", text);
  for (const text of ["9时", "9点"]) assert.equal(readTime(text), "09:00", text);
});

test("what is no time is not read", () => {
  for (const text of ["", "soon", "24:00", "9:60", "9", "9:3:0", "-9:30"]) assert.equal(readTime(text), "", text);
});

test("a moment is told in Beijing and kept in the form's own notation", () => {
  for (const [notation, kept] of [
    ["utc_offset", "2026-10-01T00:30+08:00"],
    ["utc_normalized", "2026-09-30T16:30Z"],
    ["no_timezone", "2026-10-01T00:30"],
  ]) {
    assert.equal(joinMoment("2026-10-01", "00:30", notation), kept);
    assert.deepEqual(splitMoment(kept), ["2026-10-01", "00:30"]);
  }
  assert.deepEqual(splitMoment("2026-09-30T09:30-07:00"), ["2026-10-01", "00:30"]);
});

test("nothing is nothing, and half a moment is not lost", () => {
  assert.equal(joinMoment("", ""), null);
  assert.deepEqual(splitMoment(null), ["", ""]);
  assert.deepEqual(splitMoment(joinMoment("2026-10-01", "")), ["2026-10-01", ""]);
  assert.deepEqual(splitMoment(joinMoment("", "09:30")), ["", "09:30"]);
  assert.deepEqual(splitMoment(joinMoment("morgen", "09:30", "utc_normalized")), ["morgen", "09:30"]);
});
