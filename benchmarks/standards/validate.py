"""Ask veraPDF and EPUBCheck about files: validate.py FILE..., after `setup`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pressday.press.validators import ask

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / "verapdf"
PROFILES = {".pdf": "screen", ".epub": "epub"}  # as whose file one is judged


def is_ready() -> bool:
    """Tell whether `setup` has been run."""
    return (CACHE / "verapdf").is_file()


def validate(*files: Path) -> list[str]:
    """Return what the validators find in PDF and EPUB files, a line each."""
    os.environ["PATH"] = f"{CACHE}{os.pathsep}{os.environ['PATH']}"
    lines = []
    for file in files:
        findings, absent = ask(PROFILES[file.suffix], file)
        lines += [f"{file}: {f.message} ({f.place})" for f in findings]
        lines += [f"{file}: {absent} is not there"] * bool(absent)
    return lines


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]]
    broken = validate(*files)
    print(*broken, sep="\n", end="\n" * bool(broken))
    print(f"{len(files)} files, {len(broken)} findings")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
