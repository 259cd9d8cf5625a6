import assert from "node:assert/strict";
import { test } from "node:test";
import { blockers, cleaned, consensus, heads, standing } from "./record.js";

const decision = { lead: "a", supports: ["b"], objections: ["b", "c"] };

test("who stands in the way depends on the rule of the case", () => {
  assert.deepEqual(blockers(decision, "lead"), []);
  assert.deepEqual(blockers(decision, "lead_and_supports"), ["b"]);
  assert.deepEqual(blockers(decision, "any_unit"), ["b", "c"]);
  assert.deepEqual(blockers({ ...decision, objections: ["a"] }, "lead"), ["a"]);
});

test("dissent that does not stand in the way is noted", () => {
  assert.equal(standing({ lead: "a", objections: [] }, "any_unit"), "agreed");
  assert.equal(standing({ lead: "a", objections: ["z"] }, "lead"), "noted");
  assert.equal(standing(decision, "lead_and_supports"), "blocked");
});

test("consensus is told over all decisions", () => {
  const agreed = { lead: "a", supports: [], objections: [] };
  assert.equal(consensus([], "lead"), "no_decisions");
  assert.equal(consensus([agreed, agreed], "lead"), "all_agreed");
  assert.equal(consensus([agreed, decision], "any_unit"), "partly");
  assert.equal(consensus([decision], "any_unit"), "none_agreed");
});

test("heads are counted over units and experts", () => {
  const record = { attendance: [{ unit: "a", headcount: 2 }], experts_present: [{ discipline: "law", headcount: 3 }] };
  assert.deepEqual(heads(record), { units: 1, people: 5 });
});

test("nothing empty is sent", () => {
  const record = { chair: "", attendance: [{ unit: "a", headcount: 1, names: "" }], experts_present: [], decisions: [] };
  assert.deepEqual(cleaned(record), { attendance: [{ unit: "a", headcount: 1 }] });
});
