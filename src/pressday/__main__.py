"""`python -m pressday`, and the command `pressday`: the rest is loaded inside."""

import os
import sys
import time

_INTERRUPTED = 130  # exit code
_FLUSH_S = 0.05  # after sending the signal a terminal throws away what is written at once


def main() -> None:
    """Run the command line; an interruption while it is still being loaded ends it quietly.

    Python itself would end by the signal where one came inside `exec`, as dataclasses
    are made, even though it was caught: so the exit code is given without it.
    """
    try:
        from pressday import cli

        cli.main()
    except KeyboardInterrupt:
        time.sleep(_FLUSH_S)
        os.write(2, b"interrupted\n")
        os._exit(_INTERRUPTED)
    except SystemExit as end:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done: nothing is left to interrupt
        if end.code != _INTERRUPTED:
            raise
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
