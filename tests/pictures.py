"""Take the README's pictures of a card: `python -m tests.pictures`.

The card is looked up by its question; docs/card-day.png and docs/card-night.png are as wide as a
phone, in twice its resolution.
"""

from __future__ import annotations

from typing import Final

from deckgen.pipeline import compile_
from tests.browser import running
from tests.making import ROOT
from tests.pages import ANKIDROID, page

DOCUMENT: Final = ROOT / "sources" / "aws-core-services-sdk.md"
QUESTION: Final = "How do you configure an SDK v3 client"


def main() -> None:
    """Write both pictures."""
    compiled = compile_([DOCUMENT])
    card = next(card for card in compiled.cards if card.question.startswith(QUESTION))
    with running() as browser, browser.tab(ANKIDROID.width, 300, scale=2, mobile=True) as tab:
        for mode, night in (("day", False), ("night", True)):
            tab.open(
                page(
                    card,
                    compiled.note_types[card.note_type],
                    compiled.media,
                    ANKIDROID,
                    back=True,
                    night=night,
                )
            )
            tab.screenshot(ROOT / "docs" / f"card-{mode}.png", whole=True)


if __name__ == "__main__":
    main()
