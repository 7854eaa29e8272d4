"""Words of an office, added to the classes by which targets are read."""

from typing import Any


def test_a_word_is_added_to_a_class_for_the_files_it_is_said_for(
    check: Any, write: Any, form: str
) -> None:
    ours = form.replace("支撑作用明显", "支撑作用给力")
    write("a/form.yaml", ours)
    write("b/form.yaml", ours)
    write("a/.targetlint.yaml", "words: {degree: [给力]}\n")

    done = check("a", "b", "a/form.yaml")

    found = [f["path"] for f in done.report["findings"] if f["rule"] == "TL202"]
    assert found == ["a/form.yaml"]
    assert "给力" in done.finding("TL202")["message"]
    assert "TL202" not in check("b").rules
    assert "TL202" in check("a").rules


def test_a_word_can_be_told_to_mean_nothing(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form.replace("支撑作用明显", "设于明显处"))
    assert "TL202" in check("form.yaml").rules
    write(".targetlint.yaml", "words: {nothing: 明显处}\n")

    assert "TL202" not in check("form.yaml").rules


def test_an_unknown_class_is_a_fault(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "words: {degre: [给力]}\n")

    done = run("form.yaml")

    assert done.code == 2
    assert ".targetlint.yaml:1:9: unknown key “degre”; did you mean “degree”?" in done.err
