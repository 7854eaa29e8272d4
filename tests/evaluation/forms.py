"""Whole forms against a reviewer's reading: ``python -m tests.evaluation.forms FOLDER``.

FOLDER holds pairs ``KEY.yaml`` and ``KEY.expected.yaml`` (findings with row or field, defect,
must, accept; rows in order; form-level findings that would be wrong). Prints the share of what
every competent reviewer would raise that was found at the right place, and the share of the
rows in order that were disturbed at warning or error.
"""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import targetlint
from targetlint import Finding, Severity

DEFECTS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "defects.yaml").read_text("utf-8")
)


class Score(NamedTuple):
    """Counts over forms: wanted, found, rows in order, disturbed, wrong at form level."""

    must: int = 0
    found: int = 0
    optional: int = 0
    optional_found: int = 0
    clean: int = 0
    disturbed: int = 0
    forbidden: int = 0

    def __add__(self, other: object) -> "Score":
        """Add up."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def _row(finding: Finding) -> int | None:
    parts = finding.pointer.split("/")
    if len(parts) > 2 and parts[1] == "indicators" and parts[2].isdigit():
        return int(parts[2]) + 1
    return None


def _answers(finding: Finding, wanted: dict[str, Any]) -> bool:
    """Whether a finding says what the reviewer says, at the same place."""
    codes = {wanted["defect"], *wanted.get("accept", ())}
    if not codes & set(DEFECTS.get(finding.rule, ())):
        return False
    if "row" in wanted:
        return bool(_row(finding) == wanted["row"])
    field = str(wanted["field"]).replace(".", "/")
    return field == "indicators" or finding.pointer.startswith(f"/{field}")


def _score(form: Path, *, show: bool) -> Score:
    report = targetlint.check(form, lang="zh")
    expected = yaml.safe_load(form.with_suffix("").with_suffix(".expected.yaml").read_text("utf-8"))
    findings = [entry for entry in report.findings if entry.suppressed is None]
    loud = [entry for entry in findings if entry.severity is not Severity.INFO]
    must = found = optional = optional_found = 0
    for wanted in expected["findings"]:
        hit = any(_answers(entry, wanted) for entry in findings)
        if wanted["must"]:
            must, found = must + 1, found + hit
        else:
            optional, optional_found = optional + 1, optional_found + hit
        if show and not hit:
            where = wanted.get("row", wanted.get("field"))
            kind = "MISSED" if wanted["must"] else "missed"
            print(f"  {kind} {where} {wanted['defect']}: {wanted['why']}")
    clean = [entry["row"] for entry in expected["clean"]]
    disturbed = {_row(entry) for entry in loud} & set(clean)
    if show:
        for entry in loud:
            if _row(entry) in disturbed:
                print(f"  WRONG {_row(entry)} {entry.rule} {entry.message}")
    unwanted = {entry["defect"] for entry in expected.get("not_expected") or ()}
    forbidden = [e for e in loud if _row(e) is None and unwanted & set(DEFECTS.get(e.rule, ()))]
    if show:
        for entry in forbidden:
            print(f"  FORBIDDEN {entry.rule} {entry.message}")
    return Score(must, found, optional, optional_found, len(clean), len(disturbed), len(forbidden))


def evaluate(folder: Path, *, show: bool = False) -> Score:
    """Add up the scores of every form in a folder."""
    total = Score()
    for expected in sorted(folder.glob("*.expected.yaml")):
        form = expected.with_name(expected.name.replace(".expected", ""))
        if show:
            print(form.name)
        total += _score(form, show=show)
    return total


def main() -> int:
    """Print the figures."""
    score = evaluate(Path(sys.argv[1]), show="--rows" in sys.argv)
    print(f"must      {score.found}/{score.must} = {score.found / max(score.must, 1):.1%}")
    print(f"optional  {score.optional_found}/{score.optional}")
    print(
        f"disturbed {score.disturbed}/{score.clean} = {score.disturbed / max(score.clean, 1):.1%}"
    )
    print(f"forbidden {score.forbidden}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
