"""The short forms of editing: take, move, cut, uncut, hold, dismiss, retitle, weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pressday.cli.completion import edition_names
from pressday.cli.root import Command, State, app
from pressday.console import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressday import Deed, Editing

Pieces = Annotated[list[str], typer.Argument(metavar="ID|N...", show_default=False)]
One = Annotated[str, typer.Argument(metavar="ID|N", show_default=False)]
EditionOption = Annotated[
    str,
    typer.Option(
        "--edition",
        metavar="EDITION",
        help="Else the open one.",
        autocompletion=edition_names,
    ),
]


def _editing(ctx: typer.Context, edition: str) -> Editing:
    state: State = ctx.obj
    return state.library_paper().editing(edition)


def _show(ctx: typer.Context, deeds: Iterable[Deed]) -> None:
    state: State = ctx.obj
    for deed in deeds:
        state.console.data(one_line(deed.said))
        if deed.undo:
            state.console.paste("undo", deed.undo)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday take 3fa9c2d81b7e
  pressday take 3fa9 --to Craft:1
  pressday take --undo 3fa9
""",
)
def take(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    *,
    to: Annotated[
        str, typer.Option("--to", metavar="SECTION[:N]", help="Where; else where it belongs.")
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take it out of the sheet again.")] = False,
    edition: EditionOption = "",
) -> None:
    """Put an article of the library into the run sheet.

    One that is cut or held comes back; a copy of a piece takes its place.
    """
    editing = _editing(ctx, edition)
    _show(ctx, [editing.untake(article) if undo else editing.take(article, to)])


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday move 7 --to Craft:1
  pressday move 3fa9c2d81b7e --to News
""",
)
def move(
    ctx: typer.Context,
    piece: One,
    *,
    to: Annotated[
        str,
        typer.Option("--to", metavar="SECTION[:N]", help="The section, and the place in it."),
    ],
    edition: EditionOption = "",
) -> None:
    """Move a piece to another place or section."""
    _show(ctx, [_editing(ctx, edition).move(piece, to)])


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday cut 3fa9c2d81b7e
  pressday cut 4 7
""",
)
def cut(ctx: typer.Context, pieces: Pieces, *, edition: EditionOption = "") -> None:
    """Leave pieces out of the paper; they are not offered again."""
    _show(ctx, _editing(ctx, edition).cut(*pieces))


@app.command(
    cls=Command,
    epilog="""\b
Example:
  pressday uncut 3fa9c2d81b7e
""",
)
def uncut(ctx: typer.Context, pieces: Pieces, *, edition: EditionOption = "") -> None:
    """Put pieces back into the paper that were cut or held."""
    _show(ctx, _editing(ctx, edition).uncut(*pieces))


@app.command(
    cls=Command,
    epilog="""\b
Example:
  pressday hold 3fa9c2d81b7e
""",
)
def hold(ctx: typer.Context, pieces: Pieces, *, edition: EditionOption = "") -> None:
    """Leave pieces out of this paper, and offer them first for the next."""
    _show(ctx, _editing(ctx, edition).hold(*pieces))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday dismiss 3fa9c2d81b7e 77b0
  pressday dismiss --undo 3fa9c2d81b7e
""",
)
def dismiss(
    ctx: typer.Context,
    articles: Pieces,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Offer them again.")] = False,
) -> None:
    """Take articles from the offer for good; pieces of the open edition are cut as well."""
    editing = _editing(ctx, "")
    _show(ctx, editing.readmit(*articles) if undo else editing.dismiss(*articles))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  pressday retitle 3fa9c2d81b7e "Sixty papers in one night"
  pressday retitle 2 'Sixty papers,\\none night'
  pressday retitle 2 ""
""",
)
def retitle(
    ctx: typer.Context,
    piece: One,
    headline: Annotated[str, typer.Argument(metavar="HEADLINE", show_default=False)],
    *,
    edition: EditionOption = "",
) -> None:
    r"""Set the headline of a piece; an empty one is the article's own again.

    \n in it begins a line on paper, as in the sheet.
    """
    _show(ctx, [_editing(ctx, edition).retitle(piece, headline)])


@app.command(
    cls=Command,
    epilog="""\b
Example:
  pressday weight 3fa9c2d81b7e lead
""",
)
def weight(
    ctx: typer.Context,
    piece: One,
    value: Annotated[
        Literal["lead", "feature", "brief", "auto"],
        typer.Argument(metavar="lead|feature|brief|auto", show_default=False),
    ],
    *,
    edition: EditionOption = "",
) -> None:
    """Say how much room a piece deserves; with auto its length decides."""
    _show(ctx, [_editing(ctx, edition).weigh(piece, value)])
