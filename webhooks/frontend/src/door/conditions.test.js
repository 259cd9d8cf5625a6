import assert from "node:assert/strict";
import { test } from "node:test";
import { hides, read } from "./conditions.js";

test("one comparison is read", () => {
  assert.deepEqual(read('=reply != "substitute"'), { name: "reply", is: false, value: "substitute" });
  assert.deepEqual(read('= urgent = "yes"'), { name: "urgent", is: true, value: "yes" });
});

test("anything else is left to the server", () => {
  for (const text of ["", "=a and b", '=a = b', '="x"']) assert.equal(read(text), null);
});

test("a field is hidden while its condition holds", () => {
  const condition = read('=reply != "substitute"');
  assert.equal(hides(condition, "attending"), true);
  assert.equal(hides(condition, "substitute"), false);
  assert.equal(hides(read('=reply = "declined"'), "declined"), true);
});
