"""Inputs that grow, and what they cost: twice the input may cost about twice the work, not four times.

``python -m fuzz.growth`` measures processor seconds. The tests count calls instead, which come out the
same on every machine.
"""

import io
import sys
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from fuzz.seeds import DOCUMENTS, seeds
from targetlint.findings import Report
from targetlint.reports import render
from targetlint.rulebook import shipped
from targetlint.session import Request, Session, run_info

ROW = "  - {level1: 产出指标, level2: 数量指标, level3: 培训人数%d, target: '>=%d人次，完成及时率达到95%%'}\n"
HEAD = "year: 2026\nproject: {name: 职业培训}\nbudget: {current_year: 500000}\nindicators:\n"


def _rows(size: int) -> bytes:
    return (HEAD + "".join(ROW % (n, n) for n in range(size))).encode()


def _same_rows(size: int) -> bytes:
    return (HEAD + ROW % (1, 1) * size).encode()


def _forms(size: int) -> bytes:
    form = seeds("yaml")[0].decode()
    return "\n---\n".join(form.replace("2021", str(2021 + n % 9)) for n in range(size)).encode()


def _long(unit: str) -> Callable[[int], bytes]:
    def made(size: int) -> bytes:
        return f'{HEAD}  - {{level3: 培训, target: "{unit * size}"}}\n'.encode()

    return made


def _prose(size: int) -> bytes:
    text = "".join(
        f"完成第{n}项任务，于2026年{n % 12 + 1}月底前，投入{n}万元；" for n in range(size)
    )
    return f'narrative: {{goals: "{text}", overview: "{text}"}}\n{HEAD}{ROW % (1, 1)}'.encode()


def _faults(line: str) -> Callable[[int], bytes]:
    def made(size: int) -> bytes:
        return (HEAD + "".join(line % n for n in range(size))).encode()

    return made


def _keys(size: int) -> bytes:
    return ("".join(f"key{n}: {n}\n" for n in range(size)) + HEAD + ROW % (1, 1)).encode()


def _same_key(size: int) -> bytes:
    return ("year: 2026\n" * size + HEAD + ROW % (1, 1)).encode()


def _waivers(size: int) -> bytes:
    rows = "".join(
        ROW.rstrip("\n") % (n, n) + "  # targetlint: ignore[TL202] 已说明\n" for n in range(size)
    )
    return (HEAD + rows).encode()


def _comments(size: int) -> bytes:
    return (HEAD + "# 说明\n" * size + ROW % (1, 1)).encode()


def _aliases(size: int) -> bytes:
    return (HEAD + f"  - &a {ROW[4:] % (1, 1)}" + "  - *a\n" * size).encode()


def _lines(size: int) -> bytes:
    """Repeat a line of the text document."""
    lines = seeds("txt")[0].decode().split("\n")
    return "\n".join([*lines[:-3], *lines[-8:-3] * size, *lines[-3:]]).encode()


def _table(size: int) -> bytes:
    head = "一级指标,二级指标,三级指标,指标值\n"
    return (head + "".join(f"产出指标,数量指标,培训人数{n},≥{n}人\n" for n in range(size))).encode()


def _page(size: int) -> bytes:
    cells = "".join(
        f"<tr><td>产出指标</td><td>数量指标</td><td>培训人数{n}</td><td>≥{n}人</td></tr>"
        for n in range(size)
    )
    head = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    return f"<p>项目支出绩效目标表</p><table>{head}{cells}</table>".encode()


def _unclosed(size: int) -> bytes:
    return ("<table><tr><td>一级指标" + "<div><td>数量" * size).encode()


def _inside(kind: str, part: str, row: bytes, before: bytes) -> Callable[[int], bytes]:
    """Put rows into a document in a zip file."""

    def made(size: int) -> bytes:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(DOCUMENTS / f"xining-2020.{kind}") as source,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for info in source.infolist():
                content = source.read(info)
                if info.filename == part:
                    at = content.rindex(before)
                    content = content[:at] + row * size + content[at:]
                target.writestr(info, content)
        return stream.getvalue()

    return made


_CELL = "<w:tc><w:p><w:r><w:t>培训人数</w:t></w:r></w:p></w:tc>"
_W_ROW = f"<w:tr>{_CELL * 4}</w:tr>".encode()
_X_ROW = "<row>{}</row>".format('<c t="inlineStr"><is><t>培训人数</t></is></c>' * 4).encode()

# Each way of growing: the ending, what makes an input of a size, and a size to begin with.
GROWTHS: dict[str, tuple[str, Callable[[int], bytes], int]] = {
    "rows": ("yaml", _rows, 200),
    "rows all alike": ("yaml", _same_rows, 200),
    "forms": ("yaml", _forms, 10),
    "a long number": ("yaml", _long("9"), 2000),
    "a long word": ("yaml", _long("明显"), 2000),
    "a long list of targets": ("yaml", _long("培训≥20人，"), 200),
    "a long list of brackets": ("yaml", _long("（"), 2000),
    "a long run of blanks": ("yaml", _long("　 "), 2000),
    "long prose": ("yaml", _prose, 200),
    "unquoted values": ("yaml", _faults("  - {level3: 甲%d, target: >=90%%}\n"), 100),
    "open quotes": ("yaml", _faults('  - {level3: "甲%d, target: x}\n'), 100),
    "wide colons": ("yaml", _faults("  - level3：甲%d\n"), 100),
    "tabs": ("yaml", _faults("\t- level3: 甲%d\n"), 100),
    "unknown keys": ("yaml", _keys, 400),
    "one key again and again": ("yaml", _same_key, 400),
    "waivers": ("yaml", _waivers, 200),
    "comments": ("yaml", _comments, 2000),
    "aliases": ("yaml", _aliases, 400),
    "lines of a document": ("txt", _lines, 20),
    "rows of a table": ("csv", _table, 200),
    "rows of a page": ("html", _page, 200),
    "cells never closed": ("html", _unclosed, 400),
    "rows in Word": ("docx", _inside("docx", "word/document.xml", _W_ROW, b"</w:tbl>"), 100),
    "rows in Excel": (
        "xlsx",
        _inside("xlsx", "xl/worksheets/sheet1.xml", _X_ROW, b"</sheetData>"),
        100,
    ),
}
FORMATS = ("full", "json", "sarif", "html")


def check(name: str, size: int) -> Callable[[], object]:
    """Give a check of a grown input, ready to run: read, judged and told in four formats."""
    ending, make, _ = GROWTHS[name]
    data = make(size)
    rules = shipped()
    run = run_info(rules, "zh")
    session = Session(rules, Request("zh"))

    def go() -> object:
        file = session.check(data, f"grown.{ending}")
        return [render(form, Report([] if file is None else [file], run)) for form in FORMATS]

    return go


def seconds(name: str, size: int) -> float:
    """Measure a check in processor seconds, the best of two."""
    spent = []
    for _ in range(2):
        go = check(name, size)
        begun = time.process_time()
        go()
        spent.append(time.process_time() - begun)
    return min(spent)


def calls(name: str, size: int) -> int:
    """Count the calls that a check makes."""
    go, count = check(name, size), 0

    def heard(_frame: Any, event: str, _said: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        go()
    finally:
        sys.setprofile(before)
    return count


def main() -> None:
    """Print what each way of growing costs at one, two, four and eight times its size."""
    for name, (_, _, size) in GROWTHS.items():
        check(name, size)()
        spent = [seconds(name, size * times) for times in (1, 2, 4, 8)]
        told = "  ".join(f"{one:6.3f}" for one in spent)
        steps = [b / a for a, b in pairwise(spent)]
        sys.stdout.write(f"{name:26}{told}   x{steps[-1]:.1f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
