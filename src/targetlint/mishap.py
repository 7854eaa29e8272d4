"""A fault of the tool itself, told in a line: what it was, and where."""

from pathlib import Path
from traceback import extract_tb

_PACKAGE = Path(__file__).parent


def told(error: BaseException) -> dict[str, str]:
    """Give what the wording ``tool-fault`` asks for."""
    steps = extract_tb(error.__traceback__)
    own = [step for step in steps if Path(step.filename).is_relative_to(_PACKAGE)]
    last = own[-1] if own else steps[-1]
    name = last.filename.replace("\\", "/").rpartition("/")[2]
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return {"text": text, "where": f"{name}:{last.lineno}"}
