// Gaps of sentences are filled, and those without a value stay to be seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "./texts.js";

test("names are filled with values", () => {
  assert.equal(fill("{days} 个工作日，{who}", { days: 3 }), "3 个工作日，{who}");
});
