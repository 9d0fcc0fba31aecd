"""Names that programs give to an article, to readers' words, and to what stands around either."""

from __future__ import annotations

import re

# Alternatives of a regular expression, for class and id. What is offered to the reader instead of
# the text: other texts, letters, wares, company.
_OFFERED = (
    r"related\w*", r"recirc\w*", r"promo\w*", "share", "sharing", r"social\w*", "newsletters?",
    r"advert\w*", "ads?", r"sponsor\w*", "outbrain", "taboola", "most-?(?:read|popular)",
    "trending", "see-?also", "cookies?", "paywall", "author-?(?:bio|box)",
)  # fmt: skip
_AROUND = (*_OFFERED, "side-?bar", "breadcrumbs?", "tags?", "avatar")


def named(*names: str) -> re.Pattern[str]:
    """Return a pattern that finds one of these names as a word of a class."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names)})(?:[\s_-]|$)", re.IGNORECASE)


def named_around(*others: str) -> re.Pattern[str]:
    """Return a pattern for what stands around an article on its page, or is pasted into it."""
    return named(*_AROUND, *others)


FOREIGN = named_around(
    r"author-?(?:info|card)", r"recommend\w*", r"teasers?", r"subscri\w+", r"sign-?up", r"respond",
    r"popular", r"more-?(?:from|stories)", r"popup", r"modal", r"rail", r"carousel", r"slider",
    r"slides?", r"swiper", r"menu", r"nav\w*", r"pagination", r"pager", r"widgets?", r"footer",
    r"header", r"toolbar", r"banner", r"login", r"signature", r"sig", r"profile", r"user-?info",
    r"toc", "read-?more",
)  # fmt: skip
OFFERS = named(
    *_OFFERED, r"recommend\w*", r"subscri\w+", "sign-?up", "popular", "more-?(?:from|stories)",
    "author-?(?:card|info)", "about-?(?:the-?)?author", "carousel", "slider", "slides?",
    "slideshow", "swiper", "gallery",
)  # fmt: skip
TEXT = named(
    "article", "content", "body", "story", "post", "entry", "text", "main", "markdown", "prose",
    "rich-?text", "document", "doc", "page",
)  # fmt: skip
COMMENTS = named(r"comment\w*", r"disqus\w*", "respond", "repl(?:y|ies)", "responses")
TALK = named(
    "answers?",
    "messages?",
    "posts?",
    "threads?",
    "topics?",
    "forum",
    "discussion",
    "question",
)
ABOUT = named(
    "date", "datetime", "time", "timestamp", "byline", "dateline", "meta", "published", "updated",
    "posted", "author", r"user\w*", "member", "caption", "credit", "count", "score", "votes?",
    "actions?", "controls?", "buttons?", "btn", "label", "title",
)  # fmt: skip
BODY = named(
    r"(?:post|article|entry|story|blog|news|page|node|content|main|single|rich)s?[-_]{0,2}"
    r"(?:content|body|text|copy|entry|main|inner|article|post|detail)s?\w*",
    r"articlebody", r"postbody", r"storybody", r"entrytext", r"body-?(?:copy|text|content)",
)  # fmt: skip
