// Where errors of the server land in a form: examples, and forms drawn by chance in which every place must be found again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asState, domId, fromState, placed } from "./paths.js";

const instance = (id, valuePath, indexes = {}) => ({ id, valuePath, indexes });

test("a field, a field of a group and a field of a row are found by their place in the data", () => {
  const shown = [
    instance("Field_a", ["a"]),
    instance("Field_b", ["group", "b"]),
    instance("Field_c", ["rows", 0, "c"], { List: 0 }),
    instance("Field_c", ["rows", 1, "c"], { List: 1 }),
  ];
  const errors = ["a", "group.b", "rows.1.c", "rows", ""].map((path) => ({ path, sentence: path }));
  const { found, lost } = placed(errors, shown);

  assert.deepEqual(found.map(({ id, indexes }) => [id, ...indexes]), [["Field_a"], ["Field_b"], ["Field_c", 1]]);
  assert.deepEqual(lost.map(({ path }) => path), ["rows", ""]);
  assert.deepEqual(asState(found), { Field_a: ["a"], Field_b: ["group.b"], Field_c: { 1: ["rows.1.c"] } });
});

test("the element of a field bears its rows", () => {
  assert.equal(domId("f1", "Field_c", []), "fjs-form-f1-Field_c");
  assert.equal(domId("f1", "Field_c", [2, 0]), "fjs-form-f1-Field_c_2_0");
});

test("in any form every error comes back from the state at the place it was said of", () => {
  const random = seeded(20220420);
  for (let round = 0; round < 500; round += 1) {
    const shown = drawn(random);
    const errors = shown.filter(() => random() < 0.5).map((one, number) => ({ path: one.valuePath.join("."), sentence: `s${number}` }));
    const strange = { path: "not.there.0", sentence: "x" };
    const { found, lost } = placed([...errors, strange], shown);

    assert.deepEqual(lost, [strange]);
    assert.deepEqual(fromState(asState(found), shown).sort(byPath), errors.sort(byPath));
  }
});

/** Fields at the top, in groups, in lists and in lists inside lists. */
function drawn(random) {
  const shown = [];
  const count = (most) => Math.floor(random() * most);
  for (let n = 0; n < 1 + count(4); n += 1) {
    const group = random() < 0.4 ? [`g${n}`] : [];
    shown.push(instance(`Plain_${n}`, [...group, `k${n}`]));
    for (let row = 0; row < count(4); row += 1) {
      shown.push(instance(`Row_${n}`, [`rows${n}`, row, "k"], { [`List_${n}`]: row }));
      for (let inner = 0; inner < count(3); inner += 1) {
        shown.push(instance(`Inner_${n}`, [`rows${n}`, row, "inner", inner, "k"], { [`List_${n}`]: row, [`Inside_${n}`]: inner }));
      }
    }
  }
  return shown;
}

function byPath(one, other) {
  return one.path < other.path ? -1 : 1;
}

function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
