"""A deck is studied, its notes are edited, the deck is imported again and synced to a phone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from anki.collection import Collection

from deckgen.changes import changes_of
from deckgen.pipeline import compile_
from tests.backend import answer_next, collection, import_
from tests.making import built, write

if TYPE_CHECKING:
    from anki.cards import CardId

QUESTIONS = "\n".join(
    f"## Question {n}: what does service {word} keep?\n\n"
    f"Service {word} keeps {word} records for {n + 3} days in {word} storage.\n"
    for n, word in enumerate(("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"))
)
MOVED = "## Where do moved notes go?\n\nThey go to another file, with all of their history.\n"


class State(NamedTuple):
    """What a person would miss."""

    reviews: int
    due: int
    queue: int
    flag: int
    deck: int
    log: tuple[int, ...]


def states(col: Collection) -> dict[str, State]:
    """Take the state of every card, by its note's guid."""
    found = {}
    for card_id in col.find_cards(""):
        card = col.get_card(card_id)
        log = tuple(col.db.list("select id from revlog where cid = ? order by id", card_id))  # type: ignore[union-attr]
        found[card.note().guid] = State(card.reps, card.due, card.queue, card.flags, card.did, log)
    return found


@contextmanager
def sync_server(folder: Path) -> Iterator[str]:
    """Run Anki's own server; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"SYNC_USER1": "u:p", "SYNC_BASE": str(folder), "SYNC_HOST": "127.0.0.1"}
    environment = {**os.environ, **settings, "SYNC_PORT": str(port)}
    server = subprocess.Popen([sys.executable, "-m", "anki.syncserver"], env=environment)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Anki's sync server did not start")


def sync(col: Collection, server: str, *, upload: bool | None = None) -> None:
    """Sync, the first time with a full upload or download."""
    auth = col.sync_login("u", "p", server)
    output = col.sync_collection(auth, sync_media=False)
    if output.required in (output.NO_CHANGES, output.NORMAL_SYNC):
        return
    assert upload is not None, "a full sync would lose what one side has"
    auth.endpoint = output.new_endpoint or auth.endpoint
    col.close_for_full_sync()
    col.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    col.reopen(after_full_sync=True)


def answer_all(col: Collection, deck: str) -> None:
    while answer_next(col, deck) is not None:
        pass


def card_of(col: Collection, words: str) -> CardId:
    (card,) = col.find_cards(f'"{words}"')
    return card


def test_nothing_of_a_history_is_lost(tmp_path: Path) -> None:
    notes = write(
        tmp_path / "study", one=f"# One\n\n{QUESTIONS}\n{MOVED}", two="# Two\n\n## A?\n\nB.\n"
    )
    (package,) = built(notes, tmp_path / "out")
    with (
        sync_server(tmp_path / "server") as server,
        collection(tmp_path / "desktop") as desktop,
        collection(tmp_path / "phone") as phone,
    ):
        import_(desktop, package.path)
        answer_all(desktop, "study")
        desktop.sched.suspend_cards([card_of(desktop, "service alpha")])
        desktop.set_user_flag_for_cards(3, [card_of(desktop, "service bravo")])
        tagged = desktop.get_card(card_of(desktop, "service golf")).note()
        tagged.add_tag("mine")
        desktop.update_note(tagged)
        desktop.set_deck([card_of(desktop, "service echo")], desktop.decks.id("Own") or 1)
        sync(desktop, server, upload=True)
        sync(phone, server, upload=False)
        before = states(desktop)
        assert states(phone) == before
        assert all(state.log for state in before.values())

        edited = QUESTIONS.replace("what does service bravo keep", "service bravo stores what")
        edited = edited.replace("charlie records for 5 days", "charlie records for 50 days")
        edited = edited.replace("## Question 3: what does", "## 🚀 Question 3: What does")
        first, *rest = re.split(r"(?m)^(?=## )", edited)
        write(
            notes,
            one="# One\n\n" + first + "".join(reversed(rest)),
            two=f"# Two\n\n## A?\n\nB.\n\n{MOVED}",
        )
        found = changes_of(compile_([notes]))
        assert found.counts()["added"] == found.counts()["retired"] == 0
        changed = {kept.now.guid for kept in found.changed}
        assert changed < set(before)
        assert tagged.guid not in changed

        (package,) = built(notes, tmp_path / "out", now=int(time.time()) + 5)
        log = import_(desktop, package.path)
        assert (len(log.new), len(log.updated)) == (0, len(changed))
        assert states(desktop) == before
        assert "mine" in desktop.get_note(tagged.id).tags
        waiting = desktop.db.list("select guid from notes where usn = -1")  # type: ignore[union-attr]
        assert set(waiting) == changed
        sync(desktop, server)
        sync(phone, server)
        assert states(phone) == before
        contents = "select guid, flds, tags from notes order by guid"
        assert phone.db.all(contents) == desktop.db.all(contents)  # type: ignore[union-attr]
