"""Make the bundle for a desk without a network: every wheel, checksums, an inventory, instructions.

    python tools/bundle.py [--python 3.11] [--platform win_amd64] [--extras documents] [--out dist]

Without --python and --platform it is for the machine it is made on. The result is one zip file.
The inventory (SBOM) is written by cyclonedx-bom; where that is not installed, the bundle has none.
"""

import argparse
import hashlib
import importlib.util
import platform
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
# One name for the systems of a kind, for which wheels carry different tags.
_TAGS = {
    "linux_x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux_aarch64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
}
# pip judges conditions such as "on Windows" by the machine it runs on, so these are named here.
_NEEDED_THERE = {"win": ("colorama",)}
_NO_INVENTORY = """\
bundle.py: without the inventory sbom.json, which needs cyclonedx-bom: pip install cyclonedx-bom
"""
_INSTRUCTIONS = Path(__file__).with_name("offline.zh-CN.txt")
# The date that every entry of the zip file gets, so that the same wheels give the same bytes.
_DATE = (2020, 2, 2, 0, 0, 0)


def main() -> None:
    """Make a bundle and say where it is."""
    parser = argparse.ArgumentParser(description="Make the bundle for a desk without a network.")
    parser.add_argument("--python", default="", metavar="X.Y", help="the Python there")
    parser.add_argument("--platform", default="", help="the system there, as wheels name it")
    parser.add_argument("--extras", default="documents", help="extras to take along")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            made = bundle(Path(scratch), asked.out, asked.python, asked.platform, asked.extras)
        except subprocess.CalledProcessError as error:
            said = f": {error.stderr.strip()}" if error.stderr else ""
            sys.exit(f"bundle.py: failed: {' '.join(error.cmd[1:4])}{said}")
    print(made)


def bundle(scratch: Path, out: Path, python: str, system: str, extras: str) -> Path:
    """Gather what a bundle holds in a scratch folder, and pack it."""
    own = _own_wheel(scratch / "own")
    wheels = scratch / "wheels"
    _pip("download", "-q", "-d", str(wheels), *_options(python, system), f"{own}[{extras}]")
    for prefix, names in _NEEDED_THERE.items():
        if system.startswith(prefix):
            _pip("download", "-q", "-d", str(wheels), *_options(python, system), *names)
    inventory = _inventory(scratch, wheels)
    version = own.name.split("-")[1]
    python = python or platform.python_version().rpartition(".")[0]
    name = f"targetlint-{version}-py{python}-{system or _here()}"
    text = _INSTRUCTIONS.read_text(encoding="utf-8")
    text = text.format(version=version, python=python, system=system or _here(), extras=extras)
    (scratch / "安装说明.txt").write_text(
        text.replace("\n", "\r\n"), encoding="utf-8-sig", newline=""
    )
    found = sorted([*wheels.iterdir(), scratch / "安装说明.txt", *inventory])
    sums = "".join(f"{_sum(path)}  {path.relative_to(scratch).as_posix()}\n" for path in found)
    (scratch / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    return _packed(out / f"{name}.zip", name, scratch, [*found, scratch / "SHA256SUMS"])


def _own_wheel(folder: Path) -> Path:
    _pip("wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return wheel


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", *words], check=True)


def _options(python: str, system: str) -> list[str]:
    options = ["--only-binary", ":all:"]
    if python:
        options += ["--python-version", python, "--implementation", "cp"]
    for tag in _TAGS.get(system, (system,) if system else ()):
        options += ["--platform", tag]
    return options


def _here() -> str:
    return f"{platform.system().lower()}_{platform.machine().lower()}"


def _inventory(scratch: Path, wheels: Path) -> list[Path]:
    """Have CycloneDX write down what the bundle holds, with its checksums; give the file."""
    if importlib.util.find_spec("cyclonedx_py") is None:
        sys.stderr.write(_NO_INVENTORY)
        return []
    listed = scratch / "requirements.txt"
    lines = []
    for wheel in sorted(wheels.iterdir()):
        name, version, *_ = wheel.name.split("-")
        lines.append(f"{name.replace('_', '-')}=={version} --hash=sha256:{_sum(wheel)}\n")
    listed.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(listed)]
    made = scratch / "sbom.json"
    options = ["--of", "JSON", "--output-reproducible", "-o", str(made)]
    subprocess.run([*command, *options], check=True, stderr=subprocess.PIPE, encoding="utf-8")
    return [made]


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _packed(target: Path, top: str, scratch: Path, files: list[Path]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(scratch).as_posix()}", _DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


if __name__ == "__main__":
    main()
