"""Passwords that everybody thinks of: known words in any spelling, walks over the keyboard, the same sign repeated.

A list of thousands would be out of date tomorrow and still miss the local ones, so words are compared after undoing
what people do to them: capitals, look-alike signs, and digits or signs before and after.
"""

from __future__ import annotations

import re

#: the office's own name, and the words that Chinese and English lists of leaked passwords begin with
_LIST = """
    a aa aaa ab abc abcd abcde admin administrator asd asdf changeme demo guest henan hello huawei huishang iloveyou
    letmein login lenovo love master minbao mima nihao office p password passwd pass qazwsx qwe qwer qwert qwerty
    root secret server shenglibao ssssss system temp test user weibaoban weichengnian welcome woaini woaizhongguo
    xiaoming zhongguo zhengzhou zhengfu zxc zxcv zxcvbn zxcvbnm gongzuo mimamima iamadmin
"""
_WORDS = frozenset(_LIST.split())
_LOOKS_LIKE = str.maketrans("@$!013457", "asioieast")
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn")
#: signs on the digit keys, so that `1qaz@WSX` walks as `1qaz2wsx`
_SHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
_ENDS = re.compile(r"^[\d\W_]+|[\d\W_]+$")
#: how much of a password one walk may be
_WALK = 0.6


def is_common(password: str) -> bool:
    """Whether somebody guessing would come to it soon."""
    lower = password.casefold()
    spellings = {
        _ENDS.sub("", lower),
        _ENDS.sub("", lower.translate(_LOOKS_LIKE)),
        _ENDS.sub("", lower).translate(_LOOKS_LIKE),
    }
    return bool(spellings & _WORDS) or len(set(lower)) <= 2 or _walks(lower)


def _walks(lower: str) -> bool:
    """Whether most of it is one walk along a row of keys, forwards or backwards."""
    pressed = lower.translate(_SHIFTED)
    longest = max((_longest(pressed, row) for row in (*_ROWS, *(row[::-1] for row in _ROWS))), default=0)
    return bool(pressed) and longest >= 4 and longest / len(pressed) > _WALK


def _longest(text: str, row: str) -> int:
    """The length of the longest piece of this row in the text."""
    found = 0
    for begin in range(len(text)):
        end = begin + found + 1
        while end <= len(text) and text[begin:end] in row:
            found = end - begin
            end += 1
    return found
