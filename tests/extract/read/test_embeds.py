from __future__ import annotations

import json
import re

import pytest

from pressday.extract import clean_fragment, extract_page

BASE = "https://example.org/a/"
POSTER = '<figure><img src="https://i.ytimg.com/vi/abc_DEF-123/hqdefault.jpg" alt=""/></figure>'
WATCH = "https://www.youtube.com/watch?v=abc_DEF-123"


def cleaned(html: str) -> str:
    return clean_fragment(html, base=BASE)[0].html


@pytest.mark.parametrize(
    "player",
    [
        '<lite-youtube videoid="abc_DEF-123" playlabel="The hall"></lite-youtube>',
        '<div class="youtube-player" data-id="abc_DEF-123" title="The hall"><b>Play</b></div>',
        '<div data-youtube-id="abc_DEF-123" data-title="The hall"></div>',
        '<amp-youtube data-videoid="abc_DEF-123" title="The hall"></amp-youtube>',
        '<iframe data-src="https://www.youtube.com/embed/abc_DEF-123" title="The hall"></iframe>',
        '<object data="https://www.youtube.com/v/abc_DEF-123" title="The hall"></object>',
        '<noscript><iframe src="//youtu.be/abc_DEF-123" title="The hall"></iframe></noscript>',
    ],
)
def test_a_video_that_waits_for_a_click_becomes_a_box_too(player: str) -> None:
    assert cleaned(player) == (
        f'<aside class="embed">{POSTER}<p><a href="{WATCH}">The hall</a></p></aside>'
    )


def test_a_player_without_a_title_of_its_own_is_called_by_its_site() -> None:
    html = '<iframe src="https://player.vimeo.com/video/123" title="video player"></iframe>'
    assert cleaned(html) == (
        '<aside class="embed"><p><a href="https://vimeo.com/123">Vimeo</a></p></aside>'
    )


def test_the_caption_of_a_player_goes_into_its_box() -> None:
    html = (
        '<figure><iframe src="https://vimeo.com/123" title="The hall"></iframe><figcaption>At ten.'
        "</figcaption></figure>"
    )
    assert cleaned(html) == (
        '<aside class="embed"><p><a href="https://vimeo.com/123">The hall</a></p><p>At ten.</p>'
        "</aside>"
    )


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="https://ads.example/banner" title="Advertisement" allowfullscreen></iframe>',
        '<iframe src="https://stats.example/x"></iframe>',
        '<iframe src="javascript:alert(1)" title="x" allowfullscreen></iframe>',
        '<div class="youtube" data-id="&quot;&gt;&lt;script&gt;"></div>',
        '<video src="file:///etc/passwd" poster="file:///etc/passwd"></video>',
        '<iframe src="https://player.acast.com/x"></iframe>',
    ],
)
def test_frames_that_show_nothing_of_their_own_go(frame: str) -> None:
    assert cleaned(frame) == ""


def test_what_json_says_of_a_video_goes_to_its_player() -> None:
    text = "<p>At ten in the evening the floor of the hall begins to hum and does not stop.</p>" * 8
    film = (
        '{"@type": "VideoObject", "name": "The hall", "thumbnailUrl": ["/still.jpg"],'
        ' "embedUrl": "https://cdn.example/player/9"}'
    )
    page = (
        f'<html><head><title>Ink</title><script type="application/ld+json">{film}</script></head>'
        f'<body><article>{text}<iframe src="https://cdn.example/player/9"></iframe>{text}</article>'
    )
    body = extract_page(page.encode(), identity="x", url="https://example.org/a").body.html
    assert (
        '<aside class="embed"><figure><img src="https://example.org/still.jpg" alt=""/></figure>'
        '<p><a href="https://cdn.example/player/9">The hall</a></p></aside>' in body
    )


def test_of_several_films_each_player_shows_its_own() -> None:
    films = [
        {
            "@type": "VideoObject",
            "name": f"The {name}",
            "embedUrl": f"https://cdn.example/player/{n}",
        }
        for n, name in enumerate(("hall", "yard"))
    ]
    text = "<p>" + "At night the hall hums, and nobody in the yard can sleep. " * 12 + "</p>"
    players = "".join(f"<iframe src='https://cdn.example/player/{n}'></iframe>" for n in (1, 0))
    page = (
        f"<html><head><title>Ink</title><script type='application/ld+json'>{json.dumps(films)}"
        f"</script></head><body><article>{text}{players}{text.replace('hall', 'shed')}"
        "</article></body></html>"
    )
    made = extract_page(page.encode(), identity="x", url="https://example.org/a").body.html
    boxes = re.findall(r'<a href="https://cdn.example/player/(.)">(.*?)</a>', made)
    assert boxes == [("1", "The yard"), ("0", "The hall")]


@pytest.mark.parametrize(
    ("post", "address", "source"),
    [
        (
            'instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Abc123/?utm_source=x',
            "https://www.instagram.com/p/Abc123/",
            "Instagram",
        ),
        (
            'bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3k',
            "https://bsky.app/profile/did:plc:abc/post/3k",
            "Bluesky",
        ),
        (
            'fb-post" data-href="https://www.facebook.com/jo/posts/12',
            "https://www.facebook.com/jo/posts/12",
            "Facebook",
        ),
        (
            'tiktok-embed" cite="https://www.tiktok.com/@jo/video/12',
            "https://www.tiktok.com/@jo/video/12",
            "TikTok",
        ),
    ],
)
def test_a_post_is_a_quotation_with_its_source(post: str, address: str, source: str) -> None:
    assert cleaned(f'<div class="{post}"><p>Wet.</p><script>x</script></div>') == (
        f'<blockquote cite="{address}"><p>Wet.</p><p><cite><a href="{address}">{source}</a></cite>'
        "</p></blockquote>"
    )


def test_a_post_without_words_leaves_its_address() -> None:
    html = (
        '<blockquote class="twitter-tweet"><a href="https://x.com/jo/status/12?ref_src=a"></a>'
        "</blockquote>"
    )
    assert cleaned(html) == (
        '<aside class="embed"><p><a href="https://x.com/jo/status/12">X</a></p></aside>'
    )


def test_a_post_names_its_source_once_and_says_nothing_of_its_platform() -> None:
    html = (
        '<div class="fb-post" data-href="https://www.facebook.com/jo/posts/12"><blockquote>'
        "<p>Wet.</p><p>View this post on Facebook</p><p>"
        '<a href="https://www.facebook.com/jo/posts/12">Jo, Monday</a></p></blockquote></div>'
    )
    assert cleaned(html) == (
        '<blockquote cite="https://www.facebook.com/jo/posts/12"><p>Wet.</p><p><cite>'
        '<a href="https://www.facebook.com/jo/posts/12">Jo, Monday</a></cite></p></blockquote>'
    )
