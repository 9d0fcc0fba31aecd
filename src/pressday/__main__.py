"""`python -m pressday`, and the command `pressday`: the rest is loaded inside."""

import os


def main() -> None:
    """Run the command line; an interruption while it is still being loaded ends it quietly."""
    try:
        from pressday import cli

        cli.main()
    except KeyboardInterrupt:
        os.write(2, b"interrupted\n")
        os._exit(130)


if __name__ == "__main__":
    main()
