"""Names that programs give to what stands around an article on its page, or is pasted into it."""

from __future__ import annotations

import re

# Alternatives of a regular expression, for class and id.
_AROUND = (
    r"related\w*", r"recirc\w*", r"promo\w*", r"share", r"sharing", r"social\w*", r"newsletters?",
    r"sidebar", r"comments?", r"disqus", r"advert\w*", r"ads?", r"sponsor\w*", r"outbrain",
    r"taboola", r"breadcrumbs?", r"tags?", r"avatar", r"most-?(?:read|popular)", r"trending",
    r"read-?more", r"see-?also", r"cookies?", r"paywall", r"author-?(?:bio|box)",
)  # fmt: skip


def named(*others: str) -> re.Pattern[str]:
    """Return a pattern that finds one of these names as a word of a class, or one of `others`."""
    names = "|".join([*_AROUND, *others])
    return re.compile(rf"(?:^|[\s_-])(?:{names})(?:[\s_-]|$)", re.IGNORECASE)
