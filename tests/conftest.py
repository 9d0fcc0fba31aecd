"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Tests assert what is done, not how long a busy machine took for it.
settings.register_profile("pressday", deadline=None)
settings.load_profile("pressday")


@pytest.fixture
def without_validators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let neither veraPDF nor EPUBCheck be installed: Java takes seconds."""
    monkeypatch.setattr("pressday.press.validators.shutil.which", lambda _: None)
    monkeypatch.setattr("pressday.press.validators.find_spec", lambda _: None)
