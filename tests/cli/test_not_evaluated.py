"""What could not be evaluated is not only counted."""

from typing import Any


def test_a_report_says_how_to_see_what_could_not_be_evaluated(
    run: Any, write: Any, form: str
) -> None:
    write("a.yaml", form.replace("  start_date: 2027-01-01\n", ""))
    hint = "Which requirements were not evaluated, and why: --outcomes all"

    assert hint in run("a.yaml").out.splitlines()
    assert hint not in run("a.yaml", "--outcomes", "all").out
