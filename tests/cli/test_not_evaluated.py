"""What could not be evaluated is named, not only counted."""

from pathlib import Path

from tests.conftest import FORM, Run


def test_one_form_names_what_could_not_be_evaluated_and_several_say_how_to_see_it(
    run: Run, tmp_path: Path
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(FORM, "utf-8")

    one = run(str(tmp_path / "a.yaml"), "--lang", "zh").out
    several = run(str(tmp_path), "--lang", "zh").out

    assert "\n未能评估：TL502 (没有分列资金来源)" in one
    assert "未能评估：TL502" not in several
    assert "加 --outcomes all" in several
