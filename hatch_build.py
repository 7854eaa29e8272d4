"""What a wheel gets beyond the files of the tree: rules and grammar prepared as plain data.

Reading the prepared data spares every start the reading of YAML and the making of parser
tables. Nothing is written into the tree, and an editable install gets none of it: there the
files themselves count, and what is prepared from them lies in the user's cache.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("rules", "grammar")


class PreparedData(BuildHookInterface):
    """Adds ``prepared.json`` to both data folders of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the data of a standard wheel, in a folder of its own."""
        if version == "editable":
            return
        self._scratch = Path(tempfile.mkdtemp(prefix="targetlint-build-"))
        # In a process of its own, so that the tree's modules are not left in the builder's.
        command = [sys.executable, "-B", __file__, self.root, str(self._scratch)]
        subprocess.run(command, check=True)  # noqa: S603 - this file
        for name in FOLDERS:
            made = self._scratch / name / "prepared.json"
            build_data["force_include"][str(made)] = f"targetlint/{name}/prepared.json"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Take the folder away again."""
        if version != "editable":
            shutil.rmtree(self._scratch, ignore_errors=True)


def prepare(root: Path, scratch: Path) -> None:
    """Write the prepared data beside copies of both folders."""
    sys.path.insert(0, str(root / "src"))
    from targetlint import prepared, resources  # noqa: PLC0415 - the tree being built
    from targetlint.targets import grammar  # noqa: PLC0415 - as above

    for name in FOLDERS:
        shutil.copytree(root / name, scratch / name)
    prepared.ship(scratch / "rules", (".yaml",), resources.make())
    prepared.ship(scratch / "grammar", grammar.SUFFIXES, grammar.prepare())


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), Path(sys.argv[2]))
