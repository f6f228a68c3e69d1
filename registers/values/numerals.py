"""Numbers written in Chinese characters."""

# zero as people find it on the keyboard: letters (Latin, Greek, Cyrillic), circles
LIKE_ZERO = "○◯OoΟοОо"
DIGITS = {
    **dict(zip("0123456789", range(10), strict=True)),
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict.fromkeys("〇" + LIKE_ZERO, 0),
    "两": 2,
    "俩": 2,
    "仨": 3,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
TENS = {"廿": "二十", "卅": "三十"}
# for character classes of regular expressions; the second without what may as well be a letter or a ring
CHARACTERS = "".join([*DIGITS, *UNITS, *TENS]).lstrip("0123456789")
CHINESE_ONLY = "".join(character for character in CHARACTERS if character not in LIKE_ZERO) + "万"


def chinese_integer(text: str) -> int | None:
    """十二 is 12, 二〇一九 is 2019, 三百零五 is 305, 一万二千 is 12000; None for anything else."""
    for short, long in TENS.items():
        text = text.replace(short, long)
    above, myriad, below = text.rpartition("万")
    if myriad:
        high, low = chinese_integer(above), chinese_integer(below) if below else 0
        return None if high is None or low is None else high * 10_000 + low
    if not text or any(character not in DIGITS and character not in UNITS for character in text):
        return None
    if not any(character in UNITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text)) if len(text) <= 9 else None
    return with_units(text)


def with_units(text: str) -> int | None:
    """Digits before falling units; a unit without a digit counts once."""
    total, digit, smallest = 0, None, 10_000
    for character in text:
        if character in UNITS:
            unit = UNITS[character]
            if unit >= smallest:
                return None
            total += (1 if digit is None else digit) * unit
            digit, smallest = None, unit
        elif digit:
            return None
        else:
            digit = DIGITS[character]
    return total + (digit or 0)
