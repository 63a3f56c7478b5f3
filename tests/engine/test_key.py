"""Keys: which Python a tag or an exact release means."""

import pytest

from bookcheck.pythons.key import Key, read_key


@pytest.mark.parametrize(
    ("text", "key", "tag", "version"),
    [
        ("3.9", Key("3.9", "", ""), "3.9", (3, 9)),
        ("3.13t", Key("3.13", "t", ""), "3.13t", (3, 13)),
        ("3.13.0", Key("3.13", "", "3.13.0"), "3.13", (3, 13)),
        ("3.13.0t", Key("3.13", "t", "3.13.0"), "3.13t", (3, 13)),
        ("3.15.0rc1+jit", Key("3.15", "+jit", "3.15.0rc1"), "3.15+jit", (3, 15)),
        ("3.14.2t+jit", Key("3.14", "t+jit", "3.14.2"), "3.14t+jit", (3, 14)),
    ],
)
def test_a_key_is_of_one_python(text: str, key: Key, tag: str, version: "tuple[int, int]") -> None:
    assert read_key(text) == key
    assert (key.tag, key.version) == (tag, version)


@pytest.mark.parametrize("text", ["", "3", "3.", "3.13.", "3.13.0.1", "3.13jit", "3.13u", "v3.13", "3.13.0rc", " 3.13"])
def test_anything_else_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="is neither a tag such as"):
        read_key(text)
