"""What collecting does with a web in which everything goes wrong, and when it is killed.

    python benchmarks/faults.py [--articles 500] [--kills 20] [--seed 1]

The web is on loopback (tests/faults.py): real sockets, 50 hosts, the limits that hold
for everybody. Prints how many articles came, which of the planted faults were reported,
the peak of memory of the process and of all its processes together (shared pages
counted once), and the seconds of a first run, of one after the faults are healed and of
one with nothing new. Then `kill -9` as often as asked for, in another library.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

from tests import reports  # noqa: E402 - the folder is on the path only now
from tests.faults import EXPIRED, Web, web  # noqa: E402
from tests.killing import harm, kill_often  # noqa: E402
from tests.measure import measured  # noqa: E402

from pressday.library import Library  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.faults import Fault
    from tests.measure import Run

PROGRAM = Path(sys.executable).with_name("pressday")


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        _faults(top, options.articles)
        _kills(top, options.articles, options.kills, options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _faults(top: Path, articles: int) -> None:
    with web(top / "secret", articles) as there:
        paper = _paper(top / "paper", there)
        lasting = [fault for fault in there.faults if fault.lasting and fault.retried]
        print("run          seconds  requests  new  reported  not  unplanned  main MB  all MB")
        for name, planted in (("first", there.faults), ("healed", lasting), ("again", lasting)):
            run = _collected(paper)
            _tell(name, run, planted, there)
            there.heal()
        with Library.open(paper / "library") as library:
            print(f"\narticles in the library: {len(library.articles(copies=True))}")
            print(f"good ones that are missing: {len(reports.missing(there, library))}")
        print(f"requests for the secret server: {len(there.secret.asked)}")


def _tell(name: str, run: Run, planted: Sequence[Fault], there: Web) -> None:
    said = reports.said(run.lines)
    quiet, odd = reports.unreported(planted, said), reports.unexpected(planted, said)
    new = sum(line["new"] for line in run.lines)
    print(
        f"{name:10}  {run.seconds:8.1f}  {len(there.asked()):8}  {new:3}"
        f"  {len(planted) - len(quiet):8}  {len(quiet):3}  {len(odd):9}"
        f"  {run.own_mb:7.0f}  {run.all_mb:6.0f}"
    )
    for line in (*quiet, *odd, *run.errors.splitlines()[-1:]):
        print(f"    ! {line}")


def _kills(top: Path, articles: int, kills: int, seed: int) -> None:
    with web(top / "secret", articles, faults=False, pause_s=0.01) as there:
        paper = _paper(top / "killed", there)
        left = kill_often(there, paper, kills, seed=seed, step=max(1, articles // (kills or 1)))
        print(f"\nkilled {kills - left.ended} times; articles after each: {left.articles}")
        print(
            f"processes that outlived it: {len(left.orphans)}; files half written: {left.passing}"
        )
        run = _collected(paper)
        wrong = harm(there, paper)
        print(f"then {run.seconds:.1f} s to the end; lost, damaged or twice: {len(wrong)}")
        for line in wrong[:20]:
            print(f"    ! {line}")


def _paper(folder: Path, there: Web) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "pressday.toml").write_text(there.settings())
    return folder


def _collected(paper: Path) -> Run:
    command = [str(PROGRAM), "-C", str(paper), "collect", "--json"]
    return measured(command, SSL_CERT_FILE=str(EXPIRED))


if __name__ == "__main__":
    main()
