"""Review histories survive: the real documents, edited in the ways people edit notes."""

from __future__ import annotations

import pytest

from deckgen.ledger import Entry
from deckgen.matching import match
from deckgen.sketch import hashes_of, shared, sketch
from tests.edits import EDITS, replay
from tests.making import seeds


@pytest.mark.parametrize("name", EDITS)
def test_notes_keep_their_guid_through_an_edit(name: str) -> None:
    result = replay(seeds(), name)
    assert result.notes > 500
    assert not result.wrong
    assert result.share >= 0.98


def entry(guid: str, question: str, answer: str, **rest: str) -> Entry:
    given = {"id": "", "document": "a.md", "labels": "Notes", "state": "", "key": question} | rest
    return Entry(
        guid=guid, mod=0, content="", deck="D", question=question, answer=sketch(answer), **given
    )


def found(new: list[Entry], old: list[Entry]) -> dict[str, str]:
    return {new[n].guid: old[o].guid for n, o in match(new, old).items()}


KEEP = "It keeps messages until a consumer deletes them, for up to fourteen days."
PUSH = "It pushes every message to all of its subscribers at once and keeps none."


def test_a_reworded_question_is_found_by_its_answer() -> None:
    old = [entry("old", "What is a queue?", KEEP)]
    assert found([entry("new", "How would you describe a queue?", KEEP)], old) == {"new": "old"}


def test_a_rewritten_answer_is_found_by_its_question() -> None:
    old = [entry("old", "What is a queue?", KEEP)]
    assert found([entry("new", "What is a queue?", PUSH)], old) == {"new": "old"}


def test_another_thing_in_the_same_sentence_is_another_note() -> None:
    old = [entry("old", "gp2 — how many IOPS?", "3 a GB, up to 16,000, with bursts to 3,000")]
    new = [entry("new", "gp3 — how many IOPS?", "3,000 at first, up to 80,000 for a price")]
    assert found(new, old) == {}


def test_the_greatest_sum_is_assigned_and_not_what_comes_first() -> None:
    old = [entry("queue", "What is a queue?", KEEP), entry("topic", "What is a topic?", PUSH)]
    new = [entry("b", "A topic: what is it?", PUSH), entry("a", "A queue: what is it?", KEEP)]
    assert found(new, old) == {"a": "queue", "b": "topic"}


def test_a_split_note_goes_to_the_part_that_kept_most() -> None:
    old = [entry("old", "What are queues and topics?", f"{KEEP} {PUSH}")]
    new = [entry("few", "Queues and topics: a name?", "Messaging."), entry("most", "Queues?", KEEP)]
    assert found(new, old) == {"most": "old"}


def test_an_explicit_id_goes_before_everything() -> None:
    old = [entry("old", "What is a queue?", KEEP, id="q"), entry("same", "What is it?", PUSH)]
    new = [entry("new", "What is it?", PUSH, id="q")]
    assert found(new, old) == {"new": "old"}


def test_two_ids_are_two_notes() -> None:
    old = [entry("old", "What is a queue?", KEEP, id="q")]
    assert found([entry("new", "What is a queue?", KEEP, id="r")], old) == {}


def test_a_live_note_goes_before_a_retired_one() -> None:
    old = [
        entry("gone", "What is a queue?", KEEP, state="retired"),
        entry("live", "What is a queue?", KEEP),
    ]
    assert found([entry("new", "What is a queue?", KEEP)], old) == {"new": "live"}


def test_half_an_answer_is_still_most_of_it() -> None:
    half, whole = (hashes_of(sketch(text)) for text in (KEEP, f"{KEEP} {PUSH}"))
    assert shared(half, whole) > 0.75
    assert shared(half, hashes_of(sketch(PUSH))) < 0.5
    assert shared(half, frozenset()) == 0


def test_a_long_text_is_compared_by_a_sample_of_it() -> None:
    text = " ".join(f"word{n}" for n in range(400))
    one, other = hashes_of(sketch(text)), hashes_of(sketch(f"{text} more"))
    assert len(one) == len(other) < 100
    assert shared(one, other) > 0.95
