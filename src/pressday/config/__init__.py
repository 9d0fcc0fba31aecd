"""`pressday.toml` to a `Publication`: every fault named with file, line, key and what to try.

`read_toml`, `locate` and `check` serve the run sheet as well.
"""

from pressday.config.faults import check, did_you_mean
from pressday.config.fields import Address, Line, Table
from pressday.config.patterns import title_test
from pressday.config.profiles import file_name, profile_of, profiles
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
from pressday.config.toml import (
    SCHEMA,
    check_schema,
    extent,
    last_line,
    locate,
    parse_toml,
    read_toml,
)

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
    "file_name",
    "last_line",
    "load_publication",
    "locate",
    "parse_toml",
    "profile_of",
    "profiles",
    "read_toml",
    "title_test",
]
