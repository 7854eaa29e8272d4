"""What a wheel gets beyond the files of the tree: rules and grammar prepared as plain data.

Reading the prepared data spares every start the reading of YAML and the making of parser
tables. Nothing is written into the tree, and an editable install gets none of it: there the
files themselves count, and what is prepared from them lies in the user's cache.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedData(BuildHookInterface):
    """Adds ``prepared.json`` to both data folders of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the data of a standard wheel, in a folder of its own."""
        if version == "editable":
            return
        self._scratch = Path(tempfile.mkdtemp(prefix="targetlint-build-"))
        for name, path in _prepare(Path(self.root), self._scratch).items():
            build_data["force_include"][str(path)] = f"targetlint/{name}/prepared.json"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Take the folder away again."""
        if version != "editable":
            shutil.rmtree(self._scratch, ignore_errors=True)


def _prepare(root: Path, scratch: Path) -> dict[str, Path]:
    """Write the prepared data beside copies of both folders; give where it lies, by folder."""
    kept = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(root / "src"))
    try:
        from targetlint import prepared, resources  # noqa: PLC0415 - the tree being built
        from targetlint.targets import grammar  # noqa: PLC0415 - as above

        made = {
            "rules": ((".yaml",), resources.make()),
            "grammar": (grammar.SUFFIXES, grammar.prepare()),
        }
        found = {}
        for name, (suffixes, data) in made.items():
            shutil.copytree(root / name, scratch / name)
            prepared.ship(scratch / name, suffixes, data)
            found[name] = scratch / name / "prepared.json"
        return found
    finally:
        sys.path.remove(str(root / "src"))
        sys.dont_write_bytecode = kept
