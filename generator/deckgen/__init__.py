"""deckgen compiles notes as people write them into Anki decks."""

__version__ = "0.1.0"
