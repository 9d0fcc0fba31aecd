"""`pressday.toml` to a `Publication`: every fault named with file, line, key and what to try.

`read_toml`, `locate` and `check` serve the run sheet as well.
"""

from pressday.config.faults import check, did_you_mean
from pressday.config.patterns import title_test
from pressday.config.profiles import profile_of, profiles
from pressday.config.publication import (
    FILE,
    LOCAL_KINDS,
    Cadence,
    Publication,
    SectionRule,
    Size,
    SourceRule,
    check_publication,
    load_publication,
)
from pressday.config.toml import SCHEMA, check_schema, extent, last_line, locate, read_toml
from pressday.config.values import Address, Line, Table

__all__ = [
    "FILE",
    "LOCAL_KINDS",
    "SCHEMA",
    "Address",
    "Cadence",
    "Line",
    "Publication",
    "SectionRule",
    "Size",
    "SourceRule",
    "Table",
    "check",
    "check_publication",
    "check_schema",
    "did_you_mean",
    "extent",
    "last_line",
    "load_publication",
    "locate",
    "profile_of",
    "profiles",
    "read_toml",
    "title_test",
]
