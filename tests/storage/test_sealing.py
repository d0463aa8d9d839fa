"""What is sealed opens for one secret, one row and one revision, and for nothing else."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizapp.storage.sealing import STEP, SealBroken, Secret, derive, lookup_id, new_secret, seal, unseal

SECRET = Secret(bytes(range(32)))
ROW = b"r" * 32
secrets = st.binary(min_size=32, max_size=32).map(Secret)
names = st.text(max_size=12)
places = st.tuples(secrets, names, st.binary(max_size=40), st.integers(0, 2**63 - 1))


def expand(key: bytes, info: bytes) -> bytes:
    """RFC 5869 by hand, for 32 bytes without salt."""
    return hmac.digest(hmac.digest(bytes(32), key, sha256), info + b"\x01", sha256)


@given(st.binary(min_size=32, max_size=32))
def test_a_secret_survives_being_written_into_a_link(key: bytes) -> None:
    text = Secret(key).text
    assert len(text) == 43
    assert text == urlsafe_b64encode(key).decode().rstrip("=")
    assert Secret.from_text(text) == Secret(key)


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers(), st.from_regex(r"[\w-]{42,44}=?\n?")))
@example("A" * 42 + "B")
@example("A" * 43 + "=")
@example("A" * 43 + "\n")
@example("A" * 42 + "é")
@example("\ud800" * 43)
def test_nothing_else_is_taken_for_a_secret(text: object) -> None:
    found = Secret.from_text(text)
    assert found is None or found.text == text


def test_a_secret_has_one_spelling() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spellings = [SECRET.text[:-1] + letter for letter in letters]
    assert [text for text in spellings if Secret.from_text(text) == SECRET] == [SECRET.text]


def test_a_secret_is_hidden_wherever_it_is_printed() -> None:
    @dataclass
    class Holder:
        secret: Secret

    for printed in (repr(SECRET), str(SECRET), f"{SECRET}", repr([SECRET]), repr(Holder(SECRET))):
        assert "Secret(hidden)" in printed
        assert SECRET.text not in printed
        assert repr(SECRET.key)[2:-1] not in printed


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_secret_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Secret(bytes(size))


def test_a_new_secret_takes_256_bits_from_the_source_it_is_given() -> None:
    assert new_secret(lambda size: b"x" * size) == Secret(b"x" * 32)


def test_secrets_are_equal_only_to_the_same_secret() -> None:
    assert Secret(b"a" * 32) == Secret(b"a" * 32)
    assert Secret(b"a" * 32) != Secret(b"b" * 32)
    assert Secret(b"a" * 32) != b"a" * 32
    assert len({Secret(b"a" * 32), Secret(b"a" * 32)}) == 1


def test_ids_and_derived_secrets_stay_what_they_are_today() -> None:
    """Any other derivation would lose every row that was ever kept."""
    assert lookup_id(SECRET, "result") == expand(SECRET.key, b"quizapp lookup\0result")
    assert derive(SECRET, "result") == Secret(expand(SECRET.key, b"quizapp derive\0result"))


@given(secrets, names, names)
def test_nothing_derived_equals_anything_else_derived(secret: Secret, one: str, other: str) -> None:
    assume(one != other)
    derived = [derive(secret, one).key, derive(secret, other).key]
    assert len({secret.key, *derived, lookup_id(secret, one), lookup_id(secret, other)}) == 5


@given(places, st.binary(max_size=3 * STEP))
def test_what_was_sealed_can_be_unsealed(place: tuple[Secret, str, bytes, int], plaintext: bytes) -> None:
    assert unseal(*place, seal(*place, plaintext)) == plaintext


@given(places, places)
@example((SECRET, "ab", b"c", 1), (SECRET, "a", b"bc", 1))
@example((SECRET, "a", b"", 1), (SECRET, "a", b"\0", 1))
def test_no_other_place_can_unseal_it(
    place: tuple[Secret, str, bytes, int], other: tuple[Secret, str, bytes, int]
) -> None:
    assume(place != other)
    with pytest.raises(SealBroken):
        unseal(*other, seal(*place, b"answers"))


@pytest.mark.parametrize(
    "other",
    [
        (Secret(b"x" * 32), "result", ROW, 1),
        (SECRET, "share", ROW, 1),
        (SECRET, "result", b"s" * 32, 1),
        (SECRET, "result", ROW, 2),
    ],
)
def test_each_part_of_the_place_counts(other: tuple[Secret, str, bytes, int]) -> None:
    with pytest.raises(SealBroken, match=r"moved or altered"):
        unseal(*other, seal(SECRET, "result", ROW, 1, b"answers"))


def test_the_row_and_the_revision_are_bound_even_when_the_key_is_the_same() -> None:
    """Opened by hand as documented: what is sealed stays readable for as long as it is kept."""
    sealed = seal(SECRET, "result", ROW, 7, b"answers")
    context = b"\x01" + b"\x00\x06result" + b"\x00\x20" + ROW + (7).to_bytes(8, "big")
    key = expand(SECRET.key, b"quizapp seal\0result")
    padded = AESGCM(key).decrypt(sealed[1:13], sealed[13:], context)
    assert sealed[:1] == b"\x01"
    assert padded == b"\x00\x00\x00\x07answers" + bytes(STEP - 11)


@given(st.data())
def test_a_single_changed_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal(SECRET, "result", ROW, 1, b"answers"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        unseal(SECRET, "result", ROW, 1, bytes(sealed))


@given(st.binary(max_size=60))
def test_bytes_from_elsewhere_are_refused_without_another_error(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(SECRET, "result", ROW, 1, sealed)


def test_the_same_answers_never_look_the_same_twice() -> None:
    sealed = {seal(SECRET, "result", ROW, 1, b"answers") for _ in range(50)}
    assert len({each[1:13] for each in sealed}) == 50
    assert len({each[13:] for each in sealed}) == 50


@given(st.integers(0, STEP - 4), st.integers(0, STEP - 4))
def test_the_length_tells_little(one: int, other: int) -> None:
    assert len(seal(SECRET, "result", ROW, 1, bytes(one))) == len(seal(SECRET, "result", ROW, 1, bytes(other)))
