"""A fault of the tool itself, told in a line: what it was, and where."""

from traceback import extract_tb


def told(error: BaseException) -> dict[str, str]:
    """Give what the wording ``tool-fault`` asks for."""
    steps = extract_tb(error.__traceback__)
    own = [step for step in steps if "targetlint" in step.filename.replace("\\", "/").split("/")]
    last = own[-1] if own else steps[-1]
    name = last.filename.replace("\\", "/").rpartition("/")[2]
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return {"text": text, "where": f"{name}:{last.lineno}"}
