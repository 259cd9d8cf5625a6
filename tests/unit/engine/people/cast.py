"""The cast of the rights tests: one invented case, and one person for each way of having to do with it."""

from __future__ import annotations

from dataclasses import replace

from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, OFFICE_ACTS, SYSTEM_ACTS, TASK_ACTS, Act
from engine.people.actor import Actor, Post
from engine.people.participation import EXPERT, GRANT, UNIT, Participation
from engine.people.roles import Role
from engine.people.subjects import CaseFacts, MessageFacts, TaskFacts

OFFICE = "province_office"


def person(name: str, *posts: str) -> Actor:
    """An actor with posts written as role@unit."""
    held = tuple(Post(*post.split("@")) for post in posts)
    return Actor(name, f"{name}（虚构）", held[0].unit if held else "", held)


CAST = {
    "officer_of_case": person("officer_of_case", f"case_officer@{OFFICE}"),
    "other_officer": person("other_officer", f"case_officer@{OFFICE}"),
    "reviewer": person("reviewer", f"reviewer@{OFFICE}"),
    "director": person("director", f"director@{OFFICE}"),
    "supervisor": person("supervisor", f"supervisor@{OFFICE}"),
    "leader": person("leader", "leader@leading_group"),
    "applicant": person("applicant", "liaison@luoyang"),
    "lead": person("lead", "liaison@civil_affairs"),
    "support": person("support", "liaison@education"),
    "participant": person("participant", "liaison@health"),
    "expert": person("expert", "expert@expert_panel"),
    "recused_expert": person("recused_expert", "expert@expert_panel"),
    "excused_unit": person("excused_unit", "liaison@justice"),
    "grantee": person("grantee", "liaison@high_court"),
    "other_unit": person("other_unit", "liaison@public_security"),
    "other_city": person("other_city", "city_officer@zhengzhou_office"),
    "other_expert": person("other_expert", "expert@expert_panel"),
    "designer": person("designer", f"designer@{OFFICE}"),
    "viewer": person("viewer", f"viewer@{OFFICE}"),
    "sysadmin": person("sysadmin", f"sysadmin@{OFFICE}"),
    "secadmin": person("secadmin", f"secadmin@{OFFICE}"),
    "auditor": person("auditor", f"auditor@{OFFICE}"),
    "system": Actor.system(),
}

CASE = CaseFacts(
    id="c1",
    number="豫未保会商〔2022〕001号",
    applicant_unit="luoyang",
    opened_by="applicant",
    officer="officer_of_case",
    lead_units=frozenset({"civil_affairs"}),
    support_units=frozenset({"education"}),
    parts=(
        Participation("p01", UNIT, unit="health"),
        Participation("p02", UNIT, unit="justice", excused=True),
        Participation("p10", EXPERT, person="expert"),
        Participation("p11", EXPERT, person="recused_expert", recused=True),
        Participation("grant", GRANT, person="grantee"),
    ),
)

#: whose task a verb is, as drawn in the procedure; the others are asked about a task of the case officers
_CANDIDATES = {
    Act.RECEIPT: {"participant@p01", "participant@p10"},
    Act.SETTLE_UNRESOLVED: {f"director@{OFFICE}"},
    Act.COUNTERSIGN: {"liaison@civil_affairs", "liaison@education"},
    Act.ISSUE_MINUTES: {f"director@{OFFICE}"},
    Act.REPORT: {"liaison@civil_affairs"},
    Act.FILE_OR_RETURN: {f"reviewer@{OFFICE}"},
    Act.DECIDE_EXTENSION: {f"director@{OFFICE}"},
    Act.SIGN_LETTER: {f"director@{OFFICE}"},
    Act.DECIDE_WITHDRAWAL: {f"director@{OFFICE}"},
    Act.PUBLISH_GUIDANCE: {f"reviewer@{OFFICE}"},
}
#: acts that ask for a claimed task
_CLAIMED = {Act.RELEASE}


def subject_of(act: Act, state: str) -> CaseFacts | TaskFacts | MessageFacts:
    """What the matrix asks about for this act in this state of the case."""
    case = replace(CASE, state=state)
    if act in TASK_ACTS:
        groups = frozenset(_CANDIDATES.get(act, {f"case_officer@{OFFICE}"}))
        claimed_by = "officer_of_case" if act in _CLAIMED else ""
        return TaskFacts(
            case, "t1", "element", groups=groups, act=act.value, claimed_by=claimed_by, item_lead="civil_affairs"
        )
    return MessageFacts(case, act.value) if act in MESSAGE_ACTS else case


IN_CASE = [act for act in Act if act in TASK_ACTS | MESSAGE_ACTS | CASE_ACTS]
AT_LARGE = [act for act in Act if act in OFFICE_ACTS | SYSTEM_ACTS]
#: one person for each role, and the system
ROLES = {role.value: person(f"a_{role.value}", f"{role.value}@somewhere") for role in Role} | {"system": Actor.system()}
