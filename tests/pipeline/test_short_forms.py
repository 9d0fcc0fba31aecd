"""Short forms: each does what it says, says how to undo it, and loses nothing of the sheet."""

from __future__ import annotations

import shlex
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from pressday.edition import change_piece, read_dismissed, read_sheet
from pressday.errors import ConfigError, NothingToBuild, UsageError
from pressday.pipeline.short_forms import Editing

if TYPE_CHECKING:
    from pressday.edition import Sheet
    from pressday.pipeline.run_sheets import Deed


class Hand:
    """An editor at the sheet of three pieces in one section, and a comment of theirs."""

    def __init__(self, week: Any) -> None:
        week.keep("A third", "2026-11-25", other(1))
        week.keep("Sixty papers", "2026-11-24", other(3))
        week.keep("The quiet street", "2026-11-23", other(4))
        self.week, self.path = week, week.plan().sheet.path
        self.path.write_text(f"# mine\n{self.path.read_text()}# and mine\n")
        self.before = self.path.read_text()
        self.editing = Editing(publication=week.publication())

    @property
    def sheet(self) -> Sheet:
        return read_sheet(self.path)

    @property
    def ids(self) -> list[str]:
        return [piece.article for piece in self.sheet.pieces]

    def undo(self, deed: Deed) -> None:
        """Do what a deed says of its undoing."""
        first, _, then = deed.undo.partition(" && ")
        _, name, *words = shlex.split(first)
        if name == "take" and words[0] == "--undo":
            self.editing.untake(words[1])
        elif name == "move":
            self.editing.move(words[0], words[2])
        elif name == "dismiss":
            undone = words[0] == "--undo"
            self.editing.readmit(words[1]) if undone else self.editing.dismiss(words[0])
        else:
            getattr(self.editing, {"weight": "weigh"}.get(name, name))(*words)
        if then:
            self.editing.dismiss(shlex.split(then)[2])


def other(number: int) -> str:
    return " ".join(f"w{number}x{word}" for word in range(300))


@pytest.fixture
def hand(week: Any) -> Hand:
    return Hand(week)


@pytest.mark.parametrize(
    ("name", "words", "key", "value"),
    [
        ("cut", ["2"], "cut", True),
        ("hold", ["2"], "hold", True),
        ("retitle", ["2", "Anew"], "headline", "Anew"),
        ("weigh", ["2", "feature"], "weight", "feature"),
    ],
)
def test_a_short_form_changes_one_piece_and_its_undoing_leaves_every_byte(
    hand: Hand, name: str, words: list[str], key: str, value: object
) -> None:
    done = getattr(hand.editing, name)(*words)
    (deed,) = done if isinstance(done, tuple) else (done,)
    assert [getattr(piece, key) == value for piece in hand.sheet.pieces] == [False, True, False]
    assert deed.subject == hand.ids[1]
    hand.undo(deed)
    assert hand.path.read_text() == hand.before


def test_a_headline_of_two_lines_comes_back_from_one_line(hand: Hand) -> None:
    hand.editing.retitle("2", "Sixty papers,\\none night")
    assert hand.sheet.pieces[1].lines == ("Sixty papers,", "one night")
    before = hand.path.read_text()
    deed = hand.editing.retitle("2", "Anew")
    assert "\n" not in deed.undo
    hand.undo(deed)
    assert hand.path.read_text() == before


def test_what_was_taken_is_out_of_the_sheet_again_and_dismissed_if_it_was(hand: Hand) -> None:
    fourth = hand.week.keep("A fourth", "2026-11-24", other(2))
    hand.editing.dismiss(fourth)
    deed = hand.editing.take(fourth)
    hand.editing.retitle(fourth, "Mine")
    with pytest.raises(UsageError, match="more than its article"):
        hand.undo(deed)
    hand.editing.retitle(fourth, "")
    hand.undo(deed)
    assert hand.path.read_text() == hand.before
    assert read_dismissed(hand.week.folder / "editions") == {fourth: "A fourth"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[[section.piece]]\narticle = "{0}', '# mine, above\n[[section.piece]]\narticle = "{0}'),
        ('weight = "lead"\n', 'weight = "lead"\n# mine, below\n'),
        ('weight = "lead"\n', 'weight = "lead"  # mine, behind\n'),
    ],
)
def test_a_piece_with_comments_of_the_editor_is_not_taken_out(
    hand: Hand, old: str, new: str
) -> None:
    hand.editing.weigh("2", "lead")
    bare, key = hand.path.read_text(), hand.ids[1]
    written = bare.replace(old.format(key), new.format(key))
    hand.path.write_text(written)
    with pytest.raises(UsageError, match="comments of yours"):
        hand.editing.untake("2")
    assert hand.path.read_text() == written != bare


def test_a_section_that_is_nowhere_is_not_made(hand: Hand) -> None:
    fourth = hand.week.keep("A fourth", "2026-11-24", other(2))
    hand.editing.dismiss(fourth)
    for wrong in ("Craft", "Craft:1"):
        with pytest.raises(ConfigError, match='no section "Craft"') as caught:
            hand.editing.take(fourth, wrong)
        assert caught.value.hint == "known are News"
    assert hand.path.read_text() == hand.before
    assert fourth in read_dismissed(hand.week.folder / "editions")


def test_what_is_held_and_then_cut_is_cut_alone_and_held_again(hand: Hand) -> None:
    hand.editing.hold("1")
    held = hand.path.read_text()
    (deed,) = hand.editing.cut("1")
    assert (hand.sheet.pieces[0].cut, hand.sheet.pieces[0].hold) == (True, False)
    hand.undo(deed)
    assert hand.path.read_text() == held


@pytest.mark.parametrize("name", ["cut", "hold"])
def test_what_is_dismissed_stands_afterwards_as_it_stood(hand: Hand, name: str) -> None:
    (marked,) = getattr(hand.editing, name)("2")
    before = hand.path.read_text()
    (deed,) = hand.editing.dismiss("2")
    dismissed = hand.path.read_text()
    hand.undo(deed)
    assert hand.path.read_text() == before
    assert read_dismissed(hand.week.folder / "editions") == {}
    hand.editing.dismiss("2")
    hand.undo(hand.editing.take(marked.subject))
    assert hand.path.read_text() == dismissed
    assert list(read_dismissed(hand.week.folder / "editions")) == [marked.subject]


def test_a_piece_is_moved_to_a_place_and_to_a_section_that_the_sheet_lacks(hand: Hand) -> None:
    first, second, third = hand.ids
    deed = hand.editing.move("3", "News:1")
    assert (hand.ids, deed.undo) == ([third, first, second], f"pressday move {third} --to News:3")
    hand.undo(deed)
    assert hand.ids == [first, second, third]
    named = '[[section]]\nname = "News"\n[[section]]\nname = "Craft"\n'
    hand.week.settings(hand.week.head + named + hand.week.source)
    Editing(publication=hand.week.publication()).move(second[:6], "Craft:9")
    assert [(s.name, len(s.pieces)) for s in hand.sheet.sections] == [("News", 2), ("Craft", 1)]
    with pytest.raises(ConfigError, match='no section "Nowhere"'):
        hand.editing.move("1", "Nowhere")
    with pytest.raises(UsageError, match="no place"):
        hand.editing.move("1", "News:first")


def test_what_is_dismissed_is_on_offer_no_more_until_that_is_undone(hand: Hand) -> None:
    week = hand.week
    fourth = week.keep("A fourth", "2026-11-24", other(2))
    (deed,) = hand.editing.dismiss(fourth)
    assert read_dismissed(week.folder / "editions") == {fourth: "A fourth"}
    assert not any(row.new for row in week.plan().rows)
    hand.undo(deed)
    assert [row.piece.article for row in week.plan().rows if row.new] == [fourth]
    (deed,) = hand.editing.dismiss("1")
    assert hand.sheet.pieces[0].cut
    hand.undo(deed)
    assert not hand.sheet.pieces[0].cut
    assert read_dismissed(week.folder / "editions") == {}


def test_the_list_of_the_dismissed_keeps_what_the_editor_wrote_in_it(hand: Hand) -> None:
    hand.editing.dismiss("1")
    path = hand.week.folder / "editions" / "dismissed.toml"
    path.write_text(path.read_text() + "# not again\n")
    before = path.read_text()
    deeds = hand.editing.dismiss("2")
    hand.editing.readmit(*(deed.subject for deed in deeds))
    assert path.read_text() == before
    path.write_text(f"{before}nonsense = 1\n")
    with pytest.raises(ConfigError, match='"nonsense" is no article') as caught:
        hand.week.plan()
    assert str(caught.value.where).endswith("dismissed.toml:7")


def test_a_copy_is_taken_instead_of_the_article_and_the_keys_stay(hand: Hand) -> None:
    week = hand.week
    copy = week.keep("A third, shorter", "2026-11-25", " ".join(other(1).split()[:240]))
    whole = hand.ids[0]
    hand.editing.retitle("1", "Mine")
    deed = hand.editing.take(copy)
    assert hand.ids[0] == copy
    assert hand.sheet.pieces[0].headline == "Mine"
    assert "A third, shorter" in hand.path.read_text()
    hand.undo(deed)
    assert hand.ids[0] == whole


def test_an_article_of_an_earlier_edition_is_taken_and_that_is_said(hand: Hand) -> None:
    ran = hand.ids[0]
    hand.week.freeze()
    with pytest.raises(NothingToBuild, match="no edition is open"):
        hand.editing.cut("1")
    with pytest.raises(ConfigError, match="2026-W48 is not open"):
        Editing(publication=hand.week.publication(), name="2026-W48").cut("1")
    hand.week.keep("A fourth", "2026-11-26", other(2))
    following = hand.week.plan(today=hand.week.now.date().replace(day=30)).sheet.path
    deed = hand.editing.take(ran, "News:1")
    assert deed.said.endswith("taken, News:1; it ran in 2026-W48")
    assert read_sheet(following).pieces[0].article == ran


def test_two_commands_at_once_lose_no_change(hand: Hand) -> None:
    with ThreadPoolExecutor(6) as hands:
        list(hands.map(lambda n: hand.editing.retitle(str(n % 3 + 1), f"T{n}"), range(3)))
        list(hands.map(lambda n: hand.editing.weigh(str(n % 3 + 1), "brief"), range(3)))
    assert {(p.headline, p.weight) for p in hand.sheet.pieces} == {
        ("T0", "brief"), ("T1", "brief"), ("T2", "brief"),
    }  # fmt: skip


def test_what_is_held_is_dismissed_no_longer(hand: Hand) -> None:
    (article, *_) = hand.ids
    hand.editing.dismiss("1")
    assert article in read_dismissed(hand.week.publication().editions)
    hand.editing.hold("1")
    assert article not in read_dismissed(hand.week.publication().editions)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("retitle", ["2", ""]),
        ("retitle", ["2", "   "]),
        ("weigh", ["2", "auto"]),
        ("uncut", ["2"]),
        ("take", []),
        ("move", ["2", "News:2"]),
    ],
)
def test_what_changes_nothing_says_so_and_has_no_undoing(
    hand: Hand, name: str, words: list[str]
) -> None:
    hand.editing.weigh("2", "auto")
    before = hand.path.read_text()
    done = getattr(hand.editing, name)(*(words or [hand.ids[1]]))
    (deed,) = done if isinstance(done, tuple) else (done,)
    assert (deed.said.rpartition(": ")[2], deed.undo) == ("nothing to change", "")
    assert hand.path.read_text() == before


def test_what_is_dismissed_twice_is_dismissed_once(hand: Hand) -> None:
    hand.editing.dismiss("2")
    (deed,) = hand.editing.dismiss("2")
    assert (deed.said.rpartition(": ")[2], deed.undo) == ("nothing to change", "")


def test_quotation_marks_of_a_headline_are_told_apart_from_those_around_it(hand: Hand) -> None:
    deed = hand.editing.retitle("2", 'The "quiet" street')
    assert deed.said.endswith(r': headline "The \"quiet\" street"')
    assert r'"The \"quiet\" street": ' in hand.editing.weigh("2", "feature").said


def test_a_wrong_value_is_refused_without_a_line_that_was_never_written(hand: Hand) -> None:
    with pytest.raises(ConfigError) as caught:
        change_piece(hand.path, hand.ids[1], {"headline": "  "})
    assert caught.value.where == str(hand.path)
