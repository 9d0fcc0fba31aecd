from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.body import NOTHING
from pressday.errors import ConfigError, ExtractError
from pressday.extract import clean_fragment, extract_markdown

if TYPE_CHECKING:
    from pressday.model import Draft

BASE = "file:///home/jo/articles"


def read(text: str, name: str = "night-shift.md") -> Draft:
    return extract_markdown(text, identity=f"articles/{name}", name=name, base=BASE)


def test_front_matter_fills_the_draft() -> None:
    draft = read(
        "---\ntitle: Night shift\nsubtitle: What the town hears\nauthor: [Ana Lopez, Jo Dee]\n"
        "date: 2026-11-27\nsource: Dock Street Post\nurl: https://example.org/n\nsection: News\n"
        "tags: print, night\nlang: en-gb\nlicense: CC BY 4.0\nweight: lead\n---\nThe text.\n"
    )
    assert draft.title == "Night shift"
    assert draft.standfirst == "What the town hears"
    assert draft.bylines == ("Ana Lopez", "Jo Dee")
    assert draft.published == datetime(2026, 11, 27, tzinfo=UTC)
    assert (draft.site, draft.section, draft.licence) == (
        "Dock Street Post",
        "News",
        "CC BY 4.0",
    )
    assert (draft.tags, draft.language, draft.weight) == (("print", "night"), "en-GB", "lead")
    assert draft.url == "https://example.org/n"
    assert set(draft.provenance.values()) == {"declared"}
    assert draft.warnings == ()


def test_the_first_heading_is_the_title_where_the_head_has_none() -> None:
    draft = read("# Night *shift*\n\nThe text.\n\n## Part\n\nMore.")
    assert draft.title == "Night shift"
    assert draft.body.html == "<p>The text.</p><h2>Part</h2><p>More.</p>"


def test_a_heading_that_repeats_the_title_leaves_the_text_and_another_stays() -> None:
    head = "---\ntitle: Night shift\n---\n"
    assert read(f"{head}# Night Shift\n\nText.").body.html == "<p>Text.</p>"
    assert read(f"{head}# Day shift\n\nText.").body.html == "<h2>Day shift</h2><p>Text.</p>"


def test_without_any_title_the_files_name_serves() -> None:
    draft = read("Text.")
    assert (draft.title, draft.provenance["title"]) == ("Night shift", "guessed")


def test_unknown_keys_are_warned_of_with_line_and_nearest() -> None:
    draft = read("---\ntitle: x\nautor: Jo\nzzz: 1\n---\nText.")
    assert draft.warnings == (
        "night-shift.md:3: unknown key autor, did you mean author?",
        "night-shift.md:4: unknown key zzz",
    )


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: a: b", 2),
        ("title: x\nauthor: [Jo", 3),
        ("title: x\nkind: intervew", 3),
        ("title: x\ndate: [1, 2]", 3),
        ("title: x\n\ntags: {a: 1}", 4),
        ("- a\n- b", 2),
        ("title: x\ndate: 2026-13-40", 2),
        ("title: x\n\ndate: soon", 4),
        ("title: x\nimage: ../up.jpg", 3),
        ("title: x\nlang: jp", 3),
    ],
)
def test_wrong_front_matter_is_refused_with_its_line(head: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        read(f"---\n{head}\n---\nText.")
    assert caught.value.where == f"night-shift.md:{line}"


def test_a_wrong_choice_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        read("---\nweight: featur\n---\nText.")
    assert caught.value.hint == "did you mean feature?"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\nText.\n\n---\n\nMore.").title


def test_footnotes_have_the_form_every_room_knows() -> None:
    body = read("Ink[^a] and ink[^a].\n\n[^a]: It is *wet*.\n").body.html
    assert body == (
        '<p>Ink<a class="noteref" href="#fn-1" id="fnref-1">1</a> and ink'
        '<a class="noteref" href="#fn-1" id="fnref-1-2">1</a>.</p><aside class="footnotes"><ol>'
        '<li class="footnote" id="fn-1"><p>It is <em>wet</em>.</p></li></ol></aside>'
    )


def test_tables_terms_and_strikethrough() -> None:
    body = read("| a | b |\n|---|---|\n| ~~1~~ | 2 |\n\nInk\n: Wet\n").body.html
    assert "<thead><tr><th" in body
    assert "<td><del>1</del></td>" in body
    assert "<dl><dt>Ink</dt><dd>Wet</dd></dl>" in body


def test_html_in_markdown_is_text() -> None:
    assert read("A <script>alert(1)</script> & <b>b</b>").body.html == (
        "<p>A &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;b&lt;/b&gt;</p>"
    )


def test_a_pictures_title_is_its_caption_and_credit() -> None:
    draft = read('Text.\n\n![The hall](pics/hall.jpg "The hall at ten | Jo Dee")\n')
    image = draft.images[0]
    assert image.url == f"{BASE}/pics/hall.jpg"
    assert (image.alt, image.caption, image.credit) == ("The hall", "The hall at ten", "Jo Dee")
    assert (
        '<figcaption>The hall at ten <span class="credit">Jo Dee</span></figcaption>'
        in draft.body.html
    )


@pytest.mark.parametrize(
    "path", ["../up.jpg", "/etc/hosts.jpg", "pics/../../up.jpg", "..%2fup.jpg"]
)
def test_a_picture_outside_the_folder_is_left_out_with_a_warning(path: str) -> None:
    draft = read(f"Text ![x]({path}).")
    assert draft.images == ()
    assert draft.warnings == (
        f"the picture {path} does not lie in the file's folder and was left out",
    )


def test_the_heads_picture_leads_and_does_not_stand_twice() -> None:
    draft = read(
        "---\nimage: hall.jpg\nimage_alt: A hall\nimage_caption: The hall\nimage_credit: Jo\n"
        "---\nText.\n\n![](hall.jpg)\n\n![](b.jpg)\n"
    )
    assert draft.lead == f"{BASE}/hall.jpg"
    assert [i.url for i in draft.images] == [f"{BASE}/hall.jpg", f"{BASE}/b.jpg"]
    assert (draft.images[0].alt, draft.images[0].caption, draft.images[0].credit) == (
        "A hall", "The hall", "Jo",
    )  # fmt: skip
    assert "hall.jpg" not in draft.body.html


def test_a_lead_picture_outside_the_folder_is_a_mistake_of_the_head() -> None:
    with pytest.raises(ConfigError, match="does not lie in the file's folder"):
        read("---\nimage: ../hall.jpg\n---\nText.")


def test_boxes_are_quotations_with_a_sign() -> None:
    body = read(
        "> [!pull] Ink has a memory.\n> — Jo Dee\n\n> [!fact] The press\n> - old\n> - loud\n\n"
        "> said she\n"
    ).body.html
    assert body == (
        '<aside class="pullquote"><p>Ink has a memory.</p><p class="credit">— Jo Dee</p></aside>'
        '<aside class="factbox"><h3>The press</h3><ul><li>old</li><li>loud</li></ul></aside>'
        "<blockquote><p>said she</p></blockquote>"
    )


def test_the_heads_pull_quote_stands_before_the_paragraph_that_says_it() -> None:
    body = read(
        "---\npull_quote: ink has a memory\n---\nOne.\n\nAs Ink has a memory, so."
    ).body.html
    assert body.startswith(
        '<p>One.</p><aside class="pullquote"><p>ink has a memory</p></aside><p>As'
    )


def test_a_declared_interview_is_grouped() -> None:
    draft = read("---\nkind: interview\n---\nIntro.\n\n**Who *are* you?**\n\nNobody.\n\nTruly.\n")
    assert draft.kind == "interview"
    assert draft.body.html == (
        '<p>Intro.</p><div class="question"><p>Who <em>are</em> you?</p></div>'
        '<div class="answer"><p>Nobody.</p><p>Truly.</p></div>'
    )


def test_four_bold_questions_make_an_interview_by_guess() -> None:
    text = "\n\n".join(f"**Why {n}?**\n\nBecause." for n in range(4))
    draft = read(text)
    assert (draft.kind, draft.provenance["kind"]) == ("interview", "guessed")
    assert draft.body.html.count('<div class="answer">') == 4
    assert read(text.replace("Why 3?", "Why not.")).kind == "article"


def test_nothing_behind_the_head_is_refused() -> None:
    with pytest.raises(ExtractError, match="no text"):
        read("---\ntitle: x\n---\n")


def test_a_picture_alone_is_an_article() -> None:
    draft = read('![The hall](hall.jpg "At ten | Jo")')
    assert (draft.kind, draft.provenance["kind"], draft.body) == ("picture", "guessed", NOTHING)
    assert draft.lead == f"{BASE}/hall.jpg"
    assert draft.images[0].caption == "At ten"
    assert read("---\nkind: article\n---\n![x](hall.jpg)").kind == "article"
    assert read("![x](hall.jpg)\n\nText.").kind == "article"


def test_the_head_holds_no_character_that_xml_forbids() -> None:
    assert read('---\ntitle: "Night \\uD800\\e shift"\n---\nText.').title == "Night shift"


@given(st.text(alphabet="ab #*_`[]()!>|-\n:~^1.\\<&\"'", max_size=120))
@settings(deadline=None, max_examples=200)
def test_any_markdown_gives_a_clean_body(text: str) -> None:
    try:
        body = read(f"Text.\n\n{text}").body
    except ConfigError:
        return
    assert clean_fragment(body.html, base=f"{BASE}/")[0] == body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ink <!-- check --> dries.", "<p>Ink dries.</p>"),
        ("Ink\n<!-- one\n\ntwo -->\ndries", "<p>Ink</p><p>dries</p>"),
        ("<!-- a --> Ink <!-- b -->", "<p>Ink</p>"),
        ("- Ink\n  <!-- a -->\n- dries", "<ul><li>Ink</li><li>dries</li></ul>"),
        ("> Ink\n<!-- a -->", "<blockquote><p>Ink</p></blockquote>"),
    ],
)
def test_a_comment_vanishes(text: str, expected: str) -> None:
    assert read(text).body.html == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>"),
        ("Ink\n\n    <!-- a -->", "<p>Ink</p><pre><code>&lt;!-- a --&gt;</code></pre>"),
        ("<!-- never closed", "<p>&lt;!-- never closed</p>"),
    ],
)
def test_what_is_code_or_never_closed_stays_text(text: str, expected: str) -> None:
    assert read(text).body.html == expected
