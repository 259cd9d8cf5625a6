"""Pages of the administrators: each gets exactly their own, by guessing addresses too; what they do holds at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from engine.actions.signing_in.authenticate import known_actor
from engine.clock import beijing_day
from engine.people.controls import CONTROLS
from engine.people.second_factor import ALPHABET
from engine.storage import audit, posts
from engine.texts.catalogue import LANGUAGES, say

PAGES = {
    "/admin": {"sysadmin": 303, "secadmin": 303, "auditor": 303},
    "/admin/people": {"sysadmin": 200, "secadmin": 200},
    "/admin/people/officer": {"sysadmin": 200, "secadmin": 200},
    "/admin/units": {"sysadmin": 200},
    "/admin/units/health": {"sysadmin": 200},
    "/admin/audit": {"auditor": 200},
    "/admin/security": {"sysadmin": 200, "secadmin": 200, "auditor": 200},
    "/handover": {"director": 200},
    "/handover?person=officer": {"director": 200},
}
PEOPLE = (
    "sysadmin",
    "secadmin",
    "auditor",
    "director",
    "officer",
    "supervisor",
    "health.liaison",
    "luoyang_office.officer",
    "expert.law1",
    "designer",
    "viewer",
)
ACTS = {
    "/admin/people": {"sysadmin"},
    "/admin/people/viewer/password": {"sysadmin"},
    "/admin/people/nobody/deactivate": {"sysadmin"},
    "/admin/people/viewer/posts": {"secadmin"},
    "/admin/people/viewer/posts/remove": {"secadmin"},
    "/admin/people/viewer/deputies": {"secadmin"},
    "/admin/people/viewer/unlock": {"secadmin"},
    "/admin/people/viewer/factor/reset": {"secadmin"},
    "/admin/units": {"sysadmin"},
    "/admin/units/health/names": {"sysadmin"},
    "/admin/units/health/successor": {"sysadmin"},
    "/admin/audit/verify": {"auditor"},
    "/admin/audit/export": {"auditor"},
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("address", PAGES)
def test_each_page_by_guessing_its_address(browse, who, address):
    assert browse(who).get(address).status_code == PAGES[address].get(who, 403)


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "director"])
@pytest.mark.parametrize("address", ACTS)
def test_each_act_by_guessing_its_address(browse, who, address):
    """Nothing is filled in, so that whoever may is refused for that and nothing happens."""
    if address.endswith(("verify", "export", "viewer/password")) and who in ACTS[address]:
        return  # these need nothing to be filled in; they are done in tests of their own
    status = browse(who).post(address, {"since": "2026-01-01", "until": "2025-01-01", "deputy": "officer"}).status_code
    assert (status == 403) == (who not in ACTS[address]), status


def test_a_person_is_entered_given_a_post_and_deactivated_by_three_hands(browse, office):
    system, security = browse("sysadmin"), browse("secadmin")
    made = system.post("/admin/people", {"login": "new.one", "name": "新进人员（虚构）", "unit": "health"})
    assert made.status_code == 200
    password = re.search(r"secret-once\">([^<]+)<", made.text)
    assert password is not None
    assert set(password[1].replace("-", "").removeprefix("K7")) <= set(ALPHABET)
    person = re.search(r"/admin/people/([0-9a-f]{32})", made.text)
    assert person is not None
    address = f"/admin/people/{person[1]}"
    assert "assign" not in system.get(address).text.replace("assigned", "")
    given = security.post(f"{address}/posts", {"role": "liaison", "unit": "health"})
    assert given.headers["Location"] == address
    actor = known_actor(office, person[1])
    assert actor is not None
    assert actor.groups >= {"liaison", "liaison@health"}
    again = security.post(f"{address}/posts", {"role": "liaison", "unit": "health"})
    assert again.status_code == 409
    assert security.post(f"{address}/posts", {"role": "auditor", "unit": "health"}).status_code == 409
    assert security.post(f"{address}/posts/remove", {"role": "liaison", "unit": "health"}).status_code == 303
    assert system.post(f"{address}/deactivate").status_code == 303
    assert "该账号已停用" in system.get(address).text
    assert known_actor(office, person[1]) is None


def test_what_is_wrong_with_a_new_person_is_said_at_the_field(browse):
    answer = browse("sysadmin").post("/admin/people", {"login": "X", "name": "", "unit": "health"})
    assert answer.status_code == 422
    assert "登录名应为" in answer.text
    taken = browse("sysadmin").post("/admin/people", {"login": "officer", "name": "甲（虚构）", "unit": "health"})
    assert taken.status_code == 409
    assert "已被使用" in taken.text


def test_nobody_administers_themselves(browse):
    security = browse("secadmin")
    page = security.get("/admin/people/secadmin").text
    assert "/admin/people/secadmin/posts" not in page
    assert security.post("/admin/people/secadmin/posts", {"role": "viewer", "unit": "health"}).status_code == 403
    assert security.post("/admin/people/secadmin/factor/reset").status_code == 403
    assert browse("sysadmin").post("/admin/people/sysadmin/deactivate").status_code == 403


def test_a_locked_login_is_seen_and_unlocked(browse, stranger):
    for _ in range(5):
        stranger().sign_in("supervisor", "wrong")
    security = browse("secadmin")
    assert "已锁定" in security.get("/admin/people/supervisor").text
    assert "/unlock" not in browse("sysadmin").get("/admin/people/supervisor").text
    assert security.post("/admin/people/supervisor/unlock").status_code == 303
    assert stranger().sign_in("supervisor").status_code == 303


def test_the_security_administrator_puts_somebody_out(browse, stranger):
    somebody = stranger()
    somebody.sign_in("reviewer")
    security = browse("secadmin")
    address = re.search(
        r'action="(/admin/people/reviewer/sessions/[0-9a-f]+/end)"', security.get("/admin/people/reviewer").text
    )
    assert address is not None
    assert security.post(address[1]).status_code == 303
    assert somebody.get("/profile").status_code == 303
    assert "安全管理员" in somebody.get("/login").text


def test_a_body_is_entered_and_renamed(browse):
    system = browse("sysadmin")
    form = {
        "key": "new_body",
        "kind": "government",
        "level": "province",
        "parent": "province_office",
        "name_zh": "新设单位（虚构）",
        "short_zh": "新设（虚构）",
        "since": "2026-01-01",
    }
    assert system.post("/admin/units", form).status_code == 303
    twice = system.post("/admin/units", form)
    assert twice.status_code == 422
    assert "单位代码应为" in twice.text
    assert system.post("/admin/units", {**form, "key": "b", "since": "x"}).status_code == 422
    named = {"name_zh": "更名单位（虚构）", "since": "2026-02-01", "basis": "虚构〔2026〕1号"}
    assert system.post("/admin/units/new_body/names", named).status_code == 303
    assert system.post("/admin/units/new_body/names", named).status_code == 409
    page = system.get("/admin/units/new_body").text
    assert "新设单位（虚构）" in page
    assert "更名单位（虚构）" in page
    assert system.get("/admin/units/no_such").status_code == 404


def test_the_auditor_narrows_pages_verifies_and_exports(browse, office):
    auditor = browse("auditor")
    assert auditor.get("/admin/audit?event=people%3A&person=system").status_code == 200
    assert "没有符合条件" in auditor.get("/admin/audit?person=nobody.at.all&chain=x").text
    assert auditor.get("/admin/audit?since=gestern").status_code == 422
    verified = auditor.post("/admin/audit/verify")
    assert "校验无误" in verified.text, verified.text[-800:]
    table = auditor.post("/admin/audit/export", {"event": "people:office"})
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in table.headers["Content-Disposition"]
    assert table.data.startswith(b"\xef\xbb\xbf")
    with office.database.reading() as connection:
        words = [one.record.word for one in audit.read(connection, "system")]
    assert words[-2:] == ["system:records:verified", "system:records:exported"]


def test_the_auditor_comes_from_the_number_of_a_case_to_its_whole_chain(browse, case):
    auditor = browse("auditor")
    page = auditor.get("/admin/audit", query_string={"chain": f" {case['number']} "}).text

    assert f"chain={case['case']}" in page
    assert page.count(f"chain={case['case']}") > 2
    since = re.search(r'<input[^>]*name="since"[^>]*>', page)[0]
    assert 'value=""' in since or "value=" not in since  # from its beginning, whenever that was
    assert "没有符合条件" in auditor.get("/admin/audit", query_string={"chain": "豫未保会商申〔1999〕1号"}).text


def test_a_page_of_records_goes_on_where_the_last_ended(browse, office):
    browse("sysadmin")
    auditor = browse("auditor")
    first = auditor.get("/admin/audit?since=2000-01-01&until=2100-01-01").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    if following is not None:
        second = auditor.get(following[1].replace("&amp;", "&"))
        assert second.status_code == 200
        assert second.text != first


def test_the_settings_are_shown_and_cannot_be_changed_here(browse):
    page = browse("secadmin").get("/admin/security").text
    assert "口令最短长度" in page
    assert "登录时计数，达到次数即锁定账号" in page, "what enforces a setting is said in words"
    assert not any(control.enforced in page for control in CONTROLS)
    for lang in LANGUAGES:
        words = [say(f"identity.enforced.{control.path}", lang) for control in CONTROLS]
        assert len(set(words)) == len(CONTROLS)
    assert 'class="weak"' not in page, "the usual settings hold in this office"
    assert browse("secadmin").post("/admin/security").status_code == 405


def test_a_person_names_a_colleague_as_deputy_and_nobody_from_elsewhere(browse, office, clock):
    officer = browse("officer")
    today = beijing_day(clock.now())
    days = {"since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    assert officer.post("/profile/deputies", {"deputy": "health.liaison", **days}).status_code == 403
    assert officer.post("/profile/deputies", {"deputy": "officer2", "since": "x", "until": "y"}).status_code == 422
    assert officer.post("/profile/deputies", {"deputy": "officer2", **days}).status_code == 303
    actor = known_actor(office, "officer2")
    assert actor is not None
    assert "officer" in actor.persons
    assert "沈若溪" in officer.get("/profile").text
    assert officer.post("/profile/deputies/end", {"deputy": "officer2", "since": days["since"]}).status_code == 303
    with office.database.reading() as connection:
        assert posts.deputies_of(connection, "officer") == []


def test_ones_own_password_needs_the_present_one(browse):
    officer = browse("officer2")
    form = {"password_present": "wrong", "password": "Gingko-leaf-7", "password_again": "Gingko-leaf-7"}
    answer = officer.post("/profile/password", form)
    assert answer.status_code == 422
    assert "当前密码不正确" in answer.text


def test_handing_over_needs_a_receiver(browse):
    answer = browse("director").post("/handover", {"person": "officer", "to": "officer"})
    assert answer.status_code == 422
    assert "请选择另一名接手人" in answer.text
    done = browse("director").post("/handover", {"person": "officer", "to": "officer2"})
    assert done.status_code == 200
