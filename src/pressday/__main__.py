"""`python -m pressday`."""

from pressday.cli import main

main()
