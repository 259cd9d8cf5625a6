// What a record says, apart from any page: who is present, what stands in the way of consensus.
/** Units whose objection to this decision stands in the way, by the rule of the case. */
export function blockers(decision, rule) {
  return (decision.objections ?? []).filter(
    (unit) =>
      rule === "any_unit" ||
      unit === decision.lead ||
      (rule === "lead_and_supports" && (decision.supports ?? []).includes(unit)),
  );
}

/** `agreed`, `noted` (dissent that does not stand in the way) or `blocked`. */
export function standing(decision, rule) {
  if (blockers(decision, rule).length > 0) return "blocked";
  return (decision.objections ?? []).length > 0 ? "noted" : "agreed";
}

/** What the meeting came to so far: `no_decisions`, `all_agreed`, `partly` or `none_agreed`. */
export function consensus(decisions, rule) {
  if (decisions.length === 0) return "no_decisions";
  const blocked = decisions.filter((one) => standing(one, rule) === "blocked").length;
  if (blocked === 0) return "all_agreed";
  return blocked === decisions.length ? "none_agreed" : "partly";
}

/** Heads present: units and people. */
export function heads(record) {
  const units = record.attendance.length;
  const people = [...record.attendance, ...record.experts_present].reduce((sum, row) => sum + (row.headcount || 0), 0);
  return { units, people };
}

/** The record as the form of the task takes it: nothing empty. */
export function cleaned(record) {
  const row = (one) => Object.fromEntries(Object.entries(one).filter(([, value]) => !isBlank(value)));
  const lists = { attendance: record.attendance.map(row), experts_present: record.experts_present.map(row) };
  return row({ ...record, ...lists, decisions: record.decisions.map(row) });
}

function isBlank(value) {
  return value === "" || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
