"""An editor's text and a new one of the source become one, and no word of either is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressday.edition.merging import CONFLICT, is_conflict, merge_blocks

BASE = (
    "## Low water",
    "The ferry lay at the old quay and nobody went aboard that evening.",
    "A dog slept on the ramp until the harbour master had counted his keys.",
    '![A ramp](pictures/ramp.jpg "The ramp at six.")',
    "Then the tide turned as it always does in this part of the world.",
)
CASES = ("none", "word", "paragraph", "moved", "deleted", "picture")
DISPUTED = {("word", "word"), ("word", "deleted"), ("deleted", "word"), ("picture", "picture")}
EDITED, SHOWN = 2, 3


def edit(case: str, who: str) -> list[str]:
    blocks = list(BASE)
    if case == "word":
        blocks[EDITED] = blocks[EDITED].replace("slept", who)
    elif case == "paragraph":
        blocks.insert(EDITED, f"Something that {who} alone has written.")
    elif case == "moved":
        blocks.append(blocks.pop(EDITED))
    elif case == "deleted":
        del blocks[EDITED]
    elif case == "picture":
        blocks[SHOWN] = blocks[SHOWN].replace("six", who)
    return blocks


def words(blocks: object) -> set[str]:
    return set(re.findall(r"\w+", str(blocks)))


@pytest.mark.parametrize("theirs", CASES)
@pytest.mark.parametrize("ours", CASES)
def test_every_edit_meets_every_change_of_the_source(ours: str, theirs: str) -> None:
    mine, source = edit(ours, "Ada"), edit(theirs, "Ben")
    made = merge_blocks(BASE, mine, source)
    assert made.conflicts == ((ours, theirs) in DISPUTED)
    assert sum(map(is_conflict, made.blocks)) == made.conflicts
    lost = words(BASE) - words(mine) | words(BASE) - words(source)
    assert words(made.blocks) >= (words(mine) | words(source)) - lost
    printed = [block for block in made.blocks if not is_conflict(block)]
    if theirs == "none":
        assert (list(made.blocks), made.taken) == (mine, 0)
    if ours == "none":
        assert list(made.blocks) == source
    if (ours, theirs) in DISPUTED:
        assert printed == mine
    if {ours, theirs} == {"moved", "word"}:
        assert printed[-1] == edit("word", "Ada" if ours == "word" else "Ben")[EDITED]


def test_a_conflict_says_what_the_source_says_and_the_editors_block_follows() -> None:
    made = merge_blocks(BASE, edit("word", "Ada"), edit("word", "Ben"))
    box, own = made.blocks[EDITED : EDITED + 2]
    assert box.split("\n") == [
        f"> {CONFLICT} The source has changed this too. It says now:",
        ">",
        "> A dog Ben on the ramp until the harbour master had counted his keys.",
    ]
    assert own == edit("word", "Ada")[EDITED]


def test_what_both_have_added_stands_once() -> None:
    assert list(merge_blocks(BASE, edit("paragraph", "we"), edit("paragraph", "we")).blocks) == (
        edit("paragraph", "we")
    )


def test_a_conflict_that_waits_gives_way_to_what_the_source_says_then() -> None:
    first = merge_blocks(BASE, edit("word", "Ada"), edit("word", "Ben"))
    again = merge_blocks(edit("word", "Ben"), first.blocks, edit("word", "Cem"))
    assert [block for block in again.blocks if is_conflict(block)] == [
        f"> {CONFLICT} The source has changed this too. It says now:\n>\n> "
        + edit("word", "Cem")[EDITED]
    ]
    rest = merge_blocks(edit("word", "Ben"), first.blocks, [*edit("word", "Ben"), "New."])
    assert rest.blocks == (*first.blocks, "New.")
    resolved = [block for block in first.blocks if not is_conflict(block)]
    assert list(merge_blocks(edit("word", "Ben"), resolved, edit("word", "Ben")).blocks) == resolved


def gone(mine: list[str]) -> list[str]:
    """Return an editor's blocks after the source has taken out what the editor had changed."""
    return list(merge_blocks(BASE, mine, edit("deleted", "")).blocks)


@pytest.mark.parametrize("own", ["Ada wrote this.", BASE[EDITED].replace("slept", "woke")])
def test_what_the_source_puts_back_meets_the_editors_again(own: str) -> None:
    mine = [own if block == BASE[EDITED] else block for block in BASE]
    without, waiting = edit("deleted", ""), gone(mine)
    assert sum(map(is_conflict, waiting)) == 1
    again = merge_blocks(without, waiting, [*without, "New."])
    assert (again.blocks, again.conflicts) == ((*waiting, "New."), 1)
    back = merge_blocks(without, waiting, BASE)
    assert (list(back.blocks), back.conflicts) == (mine, 0)
    (box,) = filter(is_conflict, merge_blocks(without, waiting, edit("word", "Ben")).blocks)
    assert box.startswith(f"> {CONFLICT} The source has changed this too.")
    assert "Ben" in box
    left = [block for block in waiting if block != own]
    assert list(merge_blocks(without, left, BASE).blocks) == list(BASE)


def test_what_the_editor_has_kept_stays_where_the_source_has_none() -> None:
    without, mine = edit("deleted", ""), edit("word", "Ada")
    kept = [BASE[EDITED] if block in mine[EDITED] else block for block in gone(mine)]
    assert list(merge_blocks(without, kept, without).blocks) == kept
    assert list(merge_blocks(without, kept, BASE).blocks) == list(BASE)


def test_a_box_goes_when_the_source_agrees_at_last() -> None:
    mine = edit("word", "Ada")
    waiting = merge_blocks(BASE, mine, edit("word", "Ben")).blocks
    assert list(merge_blocks(edit("word", "Ben"), waiting, mine).blocks) == mine


def test_blanks_are_no_edit_but_in_code() -> None:
    wrapped = [BASE[1].replace(" and ", "\nand "), "```\na\n  b\n```"]
    base = [BASE[1], "```\na\nb\n```"]
    made = merge_blocks(base, wrapped, [edit("none", "")[1].upper(), base[1]])
    assert list(made.blocks) == [BASE[1].upper(), wrapped[1]]


def test_code_is_changed_by_a_blank() -> None:
    code = "```\na\nb\n```"
    assert merge_blocks([code], [code.replace("b", " b")], [code.replace("b", "c")]).conflicts == 1


def test_what_waits_is_not_taken_for_the_block_that_it_is_about() -> None:
    told = merge_blocks(BASE, edit("word", "Ada"), edit("word", "Ben")).blocks[EDITED]
    mine = [*BASE[:EDITED], told, "Quite another sentence.", *BASE[EDITED + 1 :]]
    made = merge_blocks(edit("word", "Ben"), mine, edit("word", "Cem"))
    assert [block for block in made.blocks if is_conflict(block)] == [told.replace("Ben", "Cem")]
    assert [block for block in made.blocks if not is_conflict(block)] == [
        block for block in mine if block != told
    ]


def test_what_stands_alone_between_the_same_neighbours_is_the_same_block() -> None:
    mine, source = (["## Quay", *BASE[1:]], ["## Harbour", *BASE[1:]])
    assert merge_blocks(BASE, mine, source).conflicts == 1


def test_what_has_moved_is_known_although_another_took_its_place() -> None:
    mine = [*BASE[:EDITED], "A new sentence stands here.", *BASE[EDITED + 1 :], BASE[EDITED]]
    made = merge_blocks(BASE, mine, edit("word", "Ben"))
    assert list(made.blocks) == [*mine[:-1], edit("word", "Ben")[EDITED]]


def test_of_texts_written_anew_both_stand_and_it_takes_no_time() -> None:
    base, mine, source = ([f"{who} same same same {n}" for n in range(201)] for who in "abc")
    made = merge_blocks(base, mine, source)
    assert (len(made.blocks), made.conflicts) == (402, 0)


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["word", "new", "delete", "move"]), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=5,
)


def changed(operations: list[tuple[str, int, int]], who: str) -> list[str]:
    blocks = [" ".join(f"w{block}x{word}" for word in range(6)) for block in range(8)]
    for number, (operation, place, to) in enumerate(operations):
        at = place % max(1, len(blocks))
        if operation == "new" or not blocks:
            blocks.insert(at, " ".join(f"{who}{number}x{word}" for word in range(6)))
        elif operation == "delete":
            del blocks[at]
        elif operation == "move":
            blocks.insert(to % len(blocks), blocks.pop(at))
        else:
            told = blocks[at].split()
            told[to % len(told)] = f"{who}{number}"
            blocks[at] = " ".join(told)
    return blocks


@given(OPERATIONS, OPERATIONS)
@settings(max_examples=200, deadline=None)
def test_no_word_disappears_that_neither_side_took_out(
    ours: list[tuple[str, int, int]], theirs: list[tuple[str, int, int]]
) -> None:
    base, mine, source = changed([], ""), changed(ours, "our"), changed(theirs, "their")
    made = merge_blocks(base, mine, source)
    gone = (words(base) - words(mine)) | (words(base) - words(source))
    assert words(made.blocks) >= (words(mine) | words(source)) - gone
    printed = {block for block in made.blocks if not is_conflict(block)}
    assert printed >= set(mine) - set(base)
    assert list(merge_blocks(base, mine, base).blocks) == mine
    assert list(merge_blocks(base, base, source).blocks) == source
    assert list(merge_blocks(source, made.blocks, source).blocks) == list(made.blocks)
