"""Content opens with its own key at its own place, and with nothing else."""

from __future__ import annotations

import stat
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Incident, Invalid
from engine.storage.encryption import MASTER_FILE, Cipher, Vault, new_master_key, read_vault

OLD, NEW = b"o" * 32, b"n" * 32
CONTENT = "张小明（虚构）".encode()


@given(st.binary(max_size=2000), st.text(max_size=50))
def test_what_is_sealed_opens_again(content, context):
    cipher = Cipher(OLD)

    assert cipher.open(cipher.seal(content, context), context) == content


def test_the_same_content_never_looks_the_same():
    cipher = Cipher(OLD)

    assert cipher.seal(CONTENT, "c") != cipher.seal(CONTENT, "c")
    assert CONTENT not in cipher.seal(CONTENT, "c")


def test_content_moved_altered_or_under_another_key_does_not_open():
    sealed = Cipher(OLD).seal(CONTENT, "case/one")
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])

    for cipher, bytes_, context in (
        (Cipher(OLD), sealed, "case/two"),
        (Cipher(OLD), altered, "case/one"),
        (Cipher(NEW), sealed, "case/one"),
        (Cipher(OLD), b"", "case/one"),
    ):
        with pytest.raises(Incident) as refused:
            cipher.open(bytes_, context)
        assert refused.value.key == "storage.cannot_decrypt"


def test_a_rotated_master_key_leaves_the_content_alone():
    # given a case's key wrapped by the old master key
    before = Vault([OLD])
    cipher, wrapped = before.new_key("case")
    sealed = cipher.seal(CONTENT, "here")

    # when the new one wraps it anew
    rotating = Vault([NEW, OLD])
    rewrapped = rotating.rewrap(wrapped, before.newest, "case")

    # then the new master key alone opens the content, and the old one no longer does
    after = Vault([NEW])
    assert after.unwrap(rewrapped, after.newest, "case").open(sealed, "here") == CONTENT
    with pytest.raises(Incident) as refused:
        after.unwrap(wrapped, before.newest, "case")
    assert refused.value.key == "storage.master_key_missing"


def test_a_key_of_one_case_is_none_of_another():
    vault = Vault([OLD])
    _, wrapped = vault.new_key("case one")

    with pytest.raises(Incident):
        vault.unwrap(wrapped, vault.newest, "case two")


@pytest.mark.parametrize(("one", "other"), [("张 小明", "张小明"), ("ＡＢ１", "ab1"), (" x ", "X")])
def test_the_blind_index_knows_the_same_value_however_it_is_typed(one, other):
    assert Cipher(OLD).blind_index(one) == Cipher(OLD).blind_index(other)
    assert Cipher(OLD).blind_index(one) != Cipher(NEW).blind_index(one)


def test_the_key_file_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    first = read_vault("", tmp_path)
    again = read_vault("", tmp_path)

    assert first.newest == again.newest
    assert stat.S_IMODE((tmp_path / MASTER_FILE).stat().st_mode) == 0o600


def test_keys_may_be_given_newest_first(tmp_path):
    given = ",".join(b64encode(key).decode() for key in (NEW, OLD))

    assert read_vault(given, tmp_path).newest == Vault([NEW]).newest
    assert not (tmp_path / MASTER_FILE).exists()
    assert read_vault(new_master_key(), tmp_path).newest


@pytest.mark.parametrize("given", ["c2hvcnQ=", "no base64!", "c2hvcnQ=,"])
def test_an_unusable_master_key_is_refused(given, tmp_path):
    with pytest.raises(Invalid):
        read_vault(given, tmp_path)
