"""Mends: only what is meant to change changes."""

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targetlint.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    Outcome,
    Place,
    Severity,
    Unreadable,
)
from targetlint.fixes import edited, mend, says_the_same


def safely(form: str) -> str:
    """The form as ``--fix`` leaves it."""
    return form.replace("＞＝９５％", ">=95%")


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("gb18030", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encoding_mark_and_line_ends_are_kept(
    run: Any, form: str, tmp_path: Path, codec: str, mark: bytes, ends: str
) -> None:
    text = form.replace("\n", ends).replace("projects:", "projects:  # 说明")
    path = tmp_path / "form.yaml"
    path.write_bytes(mark + text.encode(codec))

    done = run("form.yaml", "--fix")

    assert path.read_bytes() == mark + safely(text).encode(codec)
    assert "mended form.yaml: 1" in done.err
    assert done.code == 1  # what is left fails


def test_a_diff_shows_and_writes_nothing(run: Any, write: Any, form: str) -> None:
    path = write("sub/form.yaml", form)

    done = run("sub/form.yaml", "--fix", "--diff")

    assert path.read_text(encoding="utf-8") == form
    assert done.code == 1
    assert '-    target: "＞＝９５％"\n+    target: ">=95%"\n' in done.out
    assert done.out.startswith("--- a/sub/form.yaml\n+++ b/sub/form.yaml\n@@ -19,7 +19,7 @@")


def test_a_second_run_changes_nothing_more(run: Any, write: Any, form: str) -> None:
    path = write("form.yaml", form)
    run("form.yaml", "--fix")
    before = path.stat()

    done = run("form.yaml", "--fix")

    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert done.err == ""


def test_what_yaml_cannot_read_is_quoted_then_mended(run: Any, write: Any, form: str) -> None:
    broken = form.replace('">=3公里"', ">=3公里").replace('">=90%"', ">=90%  # 入户")
    path = write("form.yaml", broken)

    done = run("form.yaml", "--fix")

    right = safely(form).replace('">=90%"', '">=90%"  # 入户')
    assert path.read_text(encoding="utf-8") == right
    assert done.code == 1


def test_standard_input_comes_out_mended(run: Any, form: str) -> None:
    done = run("-", "--fix", stdin=form.encode())

    assert done.out == safely(form)


def test_what_is_not_listed_is_mended_too(run: Any, write: Any, form: str) -> None:
    path = write("form.yaml", form)

    run("form.yaml", "--fix", "--profile", "ci")

    assert path.read_text(encoding="utf-8") == safely(form)


def test_a_diff_says_what_cannot_be_read(run: Any, write: Any) -> None:
    write("form.yaml", "只有说明文字\n")

    broken, missing = run("form.yaml", "--diff"), run("none.yaml", "--diff")

    assert (broken.code, missing.code) == (2, 2)
    assert "targetlint: form.yaml:" in broken.err
    assert "targetlint: none.yaml: " in missing.err


def test_documents_are_never_touched(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "form.html"
    page = "<table><tr><td>项目名称</td><td>培训</td></tr><tr><td>三级指标</td><td>指标值</td></tr><tr><td>人数</td><td>＞＝９０％</td></tr></table>"
    path.write_text(page, encoding="utf-8")

    run("form.html", "--fix", "--suggested")

    assert path.read_text(encoding="utf-8") == page


def test_what_needs_a_look_is_mended_on_request_only(run: Any, write: Any, form: str) -> None:
    with_placeholder = form.replace("＞＝９５％", "95%")
    path = write("form.yaml", with_placeholder)

    run("form.yaml", "--fix", "--select", "TL206")
    assert path.read_text(encoding="utf-8") == with_placeholder
    assert run("form.yaml", "--diff", "--suggested", "--select", "TL206").out.count("\n+ ") <= 1


def test_mode_and_links_are_kept(run: Any, write: Any, form: str, tmp_path: Path) -> None:
    path = write("real/form.yaml", form)
    path.chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(path)

    run("link.yaml", "--fix")

    assert (tmp_path / "link.yaml").is_symlink()
    assert path.read_text(encoding="utf-8") == safely(form)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["form.yaml"]


def test_a_read_only_file_is_told_and_left(run: Any, write: Any, form: str) -> None:
    path = write("form.yaml", form)
    path.chmod(0o444)

    done = run("form.yaml", "--fix")

    assert path.read_text(encoding="utf-8") == form
    assert done.code == 2
    assert "form.yaml is left as it is: the file is read-only" in done.err
    assert "[TL501]" in done.out


def test_waived_findings_are_left_alone(run: Any, write: Any, form: str) -> None:
    waived = form.replace('＞＝９５％"', '＞＝９５％"  # targetlint: ignore[TL215] 原文如此')
    path = write("form.yaml", waived)

    run("form.yaml", "--fix")

    assert path.read_text(encoding="utf-8") == waived


BASE = """\
project: {name: 培训项目}  # 一
indicators:
  - level3: 人数
    target: "60人"  # 二
  - level3: 场次
    target: "5场"
"""


def finding(rule: str, edits: list[tuple[int, int, str]], severity: str = "info") -> Finding:
    """A finding with a safe fix."""
    where = Place(1, 1, 1, 1)
    fix = Fix("safe", "mend", tuple(Edit(*edit, where) for edit in edits))
    return Finding(
        rule, rule.lower(), Severity(severity), Outcome.FAIL, "a.yaml", 1, f"/{rule}", None,
        where, "", "", None, None, "", (), (fix,), None, rule,
    )  # fmt: skip


def offering(*findings: Finding) -> Any:
    """A check that finds these in the untouched text and nothing in any other."""

    def check(data: bytes) -> FileReport:
        return FileReport("a.yaml", findings=list(findings) if data == BASE.encode() else [])

    return check


def test_a_mend_that_reaches_into_another_is_left_for_the_next_round() -> None:
    at = BASE.index("60人")
    one, two = finding("A", [(at, at + 3, "≥60人")]), finding("B", [(at + 2, at + 3, "名")])

    done = mend(BASE.encode(), "a.yaml", offering(one, two), frozenset({"safe"}))

    assert done.data.decode() == BASE.replace("60人", "≥60人")
    assert done.skipped == ()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"60人"', '"60人', "unreadable"),
        ("  - level3: 场次\n", "", "elsewhere"),
    ],
)
def test_a_mend_that_does_harm_is_taken_back_and_the_others_stay(
    old: str, new: str, why: str
) -> None:
    at, good = BASE.index(old), BASE.index("培训")
    harm = finding("BAD", [(at, at + len(old), new)])
    help_ = finding("GOOD", [(good, good + 2, "会议")])

    def check(data: bytes) -> FileReport:
        text = data.decode()
        if data.count(b'"') % 2:
            return FileReport("a.yaml", unreadable=[Unreadable("a.yaml", "open quote")])
        if text == BASE:
            return FileReport("a.yaml", findings=[help_, harm])
        start = text.find(old)
        still = [finding("BAD", [(start, start + len(old), new)])] if start >= 0 else []
        return FileReport("a.yaml", findings=still)

    done = mend(BASE.encode(), "a.yaml", check, frozenset({"safe"}))

    assert done.data.decode() == BASE.replace("培训", "会议")
    assert [(skip.mend.rule, skip.why) for skip in done.skipped] == [("BAD", why)]


def test_a_mend_that_brings_an_error_is_taken_back() -> None:
    at = BASE.index("60人")
    one = finding("A", [(at, at + 2, "0")])

    def check(data: bytes) -> FileReport:
        bad = [finding("NEW", [], "error")] if data != BASE.encode() else [one]
        return FileReport("a.yaml", findings=bad)

    done = mend(BASE.encode(), "a.yaml", check, frozenset({"safe"}))

    assert done.data == BASE.encode()
    assert [skip.why for skip in done.skipped] == ["new-error"]


def test_mends_that_undo_each_other_come_to_an_end() -> None:
    def check(data: bytes) -> FileReport:
        text = data.decode()
        at = text.index("60") if "60" in text else text.index("70")
        other = "70" if "60" in text else "60"
        return FileReport("a.yaml", findings=[finding("A" + other, [(at, at + 2, other)])])

    done = mend(BASE.encode(), "a.yaml", check, frozenset({"safe"}))

    assert [skip.why for skip in done.skipped] == ["circle"]


def test_more_mends_than_are_made_in_one_go_are_told_as_such() -> None:
    at = BASE.index("60人")

    def check(data: bytes) -> FileReport:
        more = str(int(data.decode()[at : at + 2]) + 1)
        return FileReport("a.yaml", findings=[finding("A", [(at, at + 2, more)])])

    done = mend(BASE.encode(), "a.yaml", check, frozenset({"safe"}))

    assert done.data.decode() == BASE.replace("60人", "80人")
    assert [skip.why for skip in done.skipped] == ["unfinished"]


def test_bytes_that_have_no_other_spelling_are_refused() -> None:
    odd = "目标".encode("gb18030") + b"\x84\x31\xa4\x37" + "值: 1\n".encode("gb18030")

    assert edited(odd, "a.yaml", [(0, 1, "指")]) in (
        None,
        "指标".encode("gb18030") + odd[4:],
    )


TEXT = st.text("目标值 abc≥:#'\"\n\r", min_size=1, max_size=60)


@settings(deadline=None, max_examples=200)
@given(text=TEXT, data=st.data())
def test_bytes_outside_of_edits_stay(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [(start, end, data.draw(st.text("新x", max_size=3))) for start, end in pairs]
    raw = ("值" + text).encode()

    done = edited(raw, "a.yaml", [(start + 1, end + 1, new) for start, end, new in edits])

    assert done is not None
    rest, at = done.decode(), 1
    for start, end, new in edits:
        outside = text[at - 1 : start]
        assert rest[len("值") if at == 1 else 0 :].startswith(outside + new) or rest.startswith(
            ("值" if at == 1 else "") + outside + new
        )
        rest = rest[len("值") * (at == 1) + len(outside + new) :]
        at = end + 1
    assert rest == text[at - 1 :]


def test_saying_the_same_looks_outside_of_the_edit_only() -> None:
    at = BASE.index("60人")
    edit = [(at, at + 3, "70人")]
    changed = edited(BASE.encode(), "a.yaml", edit) or b""

    assert says_the_same(BASE.encode(), changed, "a.yaml", edit)
    assert not says_the_same(BASE.encode(), changed.replace("5场".encode(), b"6"), "a.yaml", edit)
