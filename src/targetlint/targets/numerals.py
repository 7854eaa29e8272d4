"""Figures as people write them: 1,000  三十二  百分之九十  九成五  三分之二."""

# beyond this no float tells neighbours apart
_LONGEST = 18
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS |= {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}


def arabic(text: str) -> int | float | None:
    """Read a figure in digits; None where it is too long to be a number at all."""
    if text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    plain = text.replace(",", "").replace("，", "").replace(" ", "").replace("−", "-")
    if len(plain) > _LONGEST:
        return None
    value = float(plain)
    return int(value) if value.is_integer() else value


def chinese(text: str) -> int:
    """Read a Chinese numeral: 三十二 → 32, 一百零五 → 105, 二〇二〇 → 2020."""
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    step = 1
    for char in text:
        if char in _SCALES:
            total += (section + digit) * _SCALES[char]
            section, digit, step = 0, 0, _SCALES[char]
        elif char in _STEPS:
            step = _STEPS[char]
            section += (digit or 1) * step
            digit = 0
        else:
            digit = _DIGITS[char]
            step = 1 if digit == 0 else step
    # 三百五 is 350, 三百零五 is 305
    return total + section + (digit * (step // 10) if step > 10 else digit)  # noqa: PLR2004 - ten


def steps(text: str) -> int:
    """Read a step of the count that has no digit before it: 百 → 100, 百万 → 1000000."""
    value = 1
    for char in text:
        value *= _STEPS.get(char) or _SCALES[char]
    return value


def figure(text: str) -> int | float | None:
    """Read a figure in digits or in Chinese numerals, with 点 for the decimal point."""
    if text[-1].isascii():
        return arabic(text)
    whole, point, part = text.partition("点")
    if not point:
        return chinese(text)
    return float(f"{chinese(whole)}.{''.join(str(_DIGITS[char]) for char in part)}")


def percent_of(text: str) -> tuple[int | float | None, str]:
    """Read 百分之九十五 → 95 %, 千分之三 → 3 ‰, 百分百 → 100 %."""
    scale, _, rest = text.partition("分")
    unit = "‰" if scale == "千" else "%"
    rest = rest.removeprefix("之")
    value = 100 if rest in {"百", ""} else figure(rest)
    if scale == "万" and value is not None:
        value = tidy(value / 100)
    return value, unit


def fraction(text: str) -> int | float:
    """Read 三分之二 or 2/3 as a percentage."""
    if "/" in text:
        above, below = (int(part) for part in text.split("/"))
    else:
        below, above = (chinese(part) for part in text.split("分之"))
    return tidy(100 * above / below)


def tenths(text: str) -> int | float:
    """Read 九成五 as a percentage: 95."""
    whole, _, rest = text.partition("成")
    tail = 5 if rest == "半" else chinese(rest) if rest else 0
    return chinese(whole) * 10 + tail


def mixed(text: str) -> int | float:
    """Read 1亿2千 before 万 in that unit: 12000."""
    high, _, low = text.partition("亿")
    thousands = 1000 if low.endswith("千") else 1
    return tidy(float(high) * 10_000 + float(low.rstrip("千")) * thousands)


def tidy(value: float) -> int | float:
    """Give a computed figure without the dust of binary fractions."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def written(value: float) -> str:
    """Write a figure in digits, never with an exponent."""
    text = repr(value)
    if "e" not in text:
        return text.removesuffix(".0")
    return f"{value:.12f}".rstrip("0").rstrip(".")
