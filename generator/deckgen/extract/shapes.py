"""What labels and short answers look like: products, effects, hints, lists, tasks, decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile
from textwrap import dedent
from typing import Final

from deckgen.code.grammars import DATA_LANGUAGES
from deckgen.code.hollow import is_plumbing
from deckgen.extract.naming import VERBS, is_identifier
from deckgen.extract.topic import Topic
from deckgen.inline import Form, Inline
from deckgen.model import Code, Content
from deckgen.words import bids, is_generic, is_plural, is_question

_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"^\w+ \w+ (?:has|have|is|are|was|were|must|can|may|will)\b")
"""How a sentence begins whose first words are its subject: `route table has`."""

_COMMAND: Final = re.compile(r"^(?:[a-z][\w.-]*(?: .+)|[\w.]+\(.*\))$")
NAME_WORDS: Final = 3
_EFFECTS: Final = frozenset(
    "allow contain describe give hold identify improve let lower manage offer provide reduce say"
    " simplify support tell".split()
)
"""Verbs that tell, with those of code, what a thing does."""
_AFTER_NOUNS: Final = (
    "of ",
    "for ",
    "in ",
    "is ",
    "are ",
    "and ",
    "or ",
    "- ",
    "+ ",
    "key ",
    "keys ",
    "name ",
    "size ",
    "only",
)
_DATA: Final = re.compile(
    r"^(?:[\w-]+ )?(?:images?|videos?|audio|documents?|texts?|files?|logs?|metrics?|data|records?|events?|messages?|uploads?)$",
    re.IGNORECASE,
)
_TASK: Final = re.compile(
    r"^(?:handle|scale|build|serve|migrate|reduce|support|process|ingest|deliver|store|run|create|secure|protect|prevent)"
    r" (?:an?|the|to|from|up|\d\S*|millions|billions)\b",
    re.IGNORECASE,
)
_RETURNS: Final = re.compile(r"^\s*return\s+[\"'][^\"'{}]+[\"'],?;?\s*(?:[#/].*)?$", re.MULTILINE)
_ASSIGNED: Final = re.compile(r"^(?:const |let |var )?\w+ ?= ?\S|^\s*(?:#|//)")
_RESULT: Final = re.compile(r"=[^#]*[*/+-][^#]*(?:#|//)\s*[~≈$€]?\d")
_LITERAL: Final = re.compile(
    r"^(?:(?:const|let|var|export) )?[\w\"']+(?: ?[:=]| =) ?(?:new )?[\[{]\s*(?:\n|$)|^\{\s*\n"
)
_BRACED: Final = frozenset({"typescript", "javascript"})
_PROPERTY: Final = re.compile(r"^(?:[\w$]+: .*[^;]$|[\w$]+: *$|\s|//|[)\]}]+,?$)")
_CONSTRUCT: Final = re.compile(
    r"^(?:(?:const|let|var) \w+ = )?new [\w.]+\((?:this|scope|stack|self), "
)
"""How a resource is made in the code of an infrastructure."""

_ENVIRONMENT: Final = re.compile(
    r"^\s*[\"']?(?:environment|env|environment_variables)[\"']?\s*[:=]\s*[{\[]?\s*\n"
)
_ACTIONS: Final = re.compile(r"^\s*[\"']?actions?[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
_RESOURCES: Final = re.compile(r"^\s*[\"']?resources?[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
_PRINCIPALS: Final = re.compile(r"^\s*[\"']?principals?[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
_CONDITIONS: Final = re.compile(r"^\s*[\"']?conditions?[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
_ALGORITHM: Final = re.compile(
    r"^\s*(?:(?:export |default |public |private |protected |static |async |final |override )*"
    r"(?:def|function|func|fn|fun|sub)\s+\w|(?:if|for|while|switch|match|elif)\b.*[:{]\s*$)|=>\s*\{\s*$",
    re.MULTILINE,
)
"""What a program has that does something by itself."""

_BEGINS: Final = re.compile(r"^[^\s#/)\]}]")
_MAKES: Final = re.compile(r"(?:^import |^from |\bclient\(|\bresource\(|= new \w+Client\()")
_CALLS: Final = re.compile(
    r"^(?:(?:const|let|var) )?(?:[\w{}, ]+ = )?(?:await )?(?!log|console)\w+(?:\.\w+)+\("
)
_KEYED: Final = re.compile(r"^\s+[\"'][\w-]+[\"']\s*:", re.MULTILINE)
_FEWEST_FIELDS: Final = 3
_CHOICES: Final = 3
_NAME: Final = re.compile(r"\d|[A-Z]\S*[A-Z]|^[A-Z][a-z]+ [A-Z]|^[A-Z]{2,}$")
_PRODUCT: Final = re.compile(
    r"^(?:Amazon|AWS|Google|Azure|Apache) [A-Z]|^[A-Z]\w*[A-Z0-9]\w*(?= |$)|^[A-Z]{2,}(?= |$)|^[A-Z]\w+ [A-Z]\w+"
)
NAMED_WORDS: Final = 8
_COLLECTS: Final = re.compile(
    r"\b(?:storage|mode|tiering|encryption|support|integration|set|list)$", re.IGNORECASE
)
_AGAINST: Final = re.compile(r"\S vs\.? \S")
_STEM: Final = 5
_STARTERS: Final = frozenset("a an the it this these they one each every when where это".split())
MOST_LETTERS: Final = 8


def is_command(label: Inline) -> bool:
    """Tell whether a label is a command or call as one types it."""
    typed = all(run.form is Form.CODE for run in label.runs)
    return typed and bool(_COMMAND.match(label.text))


def is_product(text: str) -> bool:
    """Tell whether a text names a product first: `DynamoDB for carts`, `Amazon API Gateway`."""
    return bool(_PRODUCT.match(text)) and len(text.split()) <= NAMED_WORDS


def is_name(label: str) -> bool:
    """Tell whether a label is the name of a thing, not a word of the language: `ALB`, `Savings Plans`."""
    return bool(_NAME.search(label))


def is_key(topic: Topic) -> bool:
    """Tell whether a label is a key of a literal: `full_text_search`."""
    return is_identifier(topic.raw) and topic.raw.islower()


def tells_effect(text: str) -> bool:
    """Tell whether a text begins with a verb: `Reduces cost`, `Route requests to the best model`."""
    first, _, rest = text.partition(" ")
    stem = first.removesuffix("s")
    forms = {form.lower() for form in (first, stem, stem.removesuffix("e"))}
    verb = not forms.isdisjoint(VERBS | _EFFECTS)
    if _CYRILLIC.search(text):
        return False
    typed = (len(first) > 1 and first.isupper()) or bool(_CLAUSE.match(text))
    return bool(rest) and verb and not typed and not rest.startswith(_AFTER_NOUNS)


def is_data(label: str) -> bool:
    """Tell whether a label names what is worked on, and does nothing itself: `Audio files`."""
    return bool(_DATA.match(label))


def spells_out(text: str, label: str) -> bool:
    """Tell whether a text is what the letters of an abbreviation stand for."""
    letters = re.sub(r"[^A-Za-z]", "", label)
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", text))
    abbreviated = letters.isupper() and 2 < len(letters) <= MOST_LETTERS
    abbreviated = abbreviated and len(initials) <= 2 * len(letters)
    rest = iter(initials.upper())
    return abbreviated and initials[:1].upper() == letters[0] and all(c in rest for c in letters)


def tells_of_another(text: str, label: str) -> bool:
    """Tell whether a sentence has another subject than its label: it defines nothing."""
    first = text.split(" ", maxsplit=1)[0]
    known = first.lower() in _STARTERS or first.casefold()[:_STEM] in label.casefold()
    return text.endswith(".") and first[:1].isupper() and not known


def applies_it(text: str, label: str) -> bool:
    """Tell whether a sentence tells who does what a label names, and does not define it."""
    first = text.removeprefix("The ").split(" ", maxsplit=1)[0].lower()
    defines = first in _STARTERS or first in label.lower() or tells_effect(text)
    return text.endswith(".") and not defines


def is_gist(text: str) -> bool:
    """Tell whether a text only hints at what a thing is: a few words, no sentence."""
    words = text.split()
    return len(words) <= NAMED_WORDS and words[0].lower() not in _STARTERS and text[-1:] != "."


def _enumerates(text: str) -> bool:
    """Tell whether a text only lists a few names: `gp2, gp3, io1`."""
    items = re.split(r",\s+(?:and |or )?|\s+(?:and|or)\s+", text)
    return "," in text and text[-1:] != "." and all(len(i.split()) <= NAME_WORDS for i in items)


def lists(label: str, text: str) -> bool:
    """Tell whether a text names what a plural counts, or at least three things."""
    if is_plural(label) and _AGAINST.search(text):
        return text[-1:] != "." and len(text.split()) <= NAMED_WORDS
    return _enumerates(text) and (is_plural(label) or bool(_COLLECTS.search(label)))


def is_kind(label: str) -> bool:
    """Tell whether a label only says of what kind its points are: `Benefits`, `Key limitations`."""
    return is_generic(label) and is_plural(label)


def decides(contents: Sequence[Content]) -> bool:
    """Tell whether code only chooses one of several texts: a decision table."""
    code = [content.text for content in contents if isinstance(content, Code)]
    return len(code) == 1 and len(_RETURNS.findall(code[0])) >= _CHOICES


def works_out(contents: Sequence[Content]) -> bool:
    """Tell whether code only works out figures: assignments, one with its result as a comment."""
    texts = [content.text for content in contents if isinstance(content, Code)]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return all(map(_ASSIGNED.match, lines)) and any(map(_RESULT.search, lines))


def configures(contents: Sequence[Content]) -> bool:
    """Tell whether code is configuration: a data language, or a literal that is assigned."""
    code = [content for content in contents if isinstance(content, Code)]
    data = all(piece.language in DATA_LANGUAGES for piece in code)
    return data or all(
        _LITERAL.match(_without_plumbing(piece.text))
        or _CONSTRUCT.match(piece.text)
        or _are_properties(piece)
        for piece in code
    )


def _are_properties(code: Code) -> bool:
    """Tell whether code is what stands within an object: `tracing: Tracing.ACTIVE,`."""
    lines = [line for line in code.text.split("\n") if line.strip()]
    return code.language in _BRACED and all(map(_PROPERTY.match, lines))


def sets_variables(contents: Sequence[Content]) -> bool:
    """Tell whether code is the variables of an environment: `environment: {`."""
    code = [content.text for content in contents if isinstance(content, Code)]
    return bool(code) and all(map(_ENVIRONMENT.match, code))


def permits(contents: Sequence[Content]) -> bool:
    """Tell whether code is statements of a policy: actions on resources."""
    code = [content.text for content in contents if isinstance(content, Code)]
    return bool(code) and all(_ACTIONS.search(text) and _RESOURCES.search(text) for text in code)


def grants(contents: Sequence[Content]) -> bool:
    """Tell whether a policy names who may do something, and on which condition."""
    code = [content.text for content in contents if isinstance(content, Code)]
    return any(_PRINCIPALS.search(text) and _CONDITIONS.search(text) for text in code)


def holds_record(contents: Sequence[Content]) -> bool:
    """Tell whether code shows a mapping with its keys and does nothing else with it."""
    code = [content for content in contents if isinstance(content, Code)]
    return bool(code) and all(
        len(_KEYED.findall(piece.text)) >= _FEWEST_FIELDS
        and not _ALGORITHM.search(piece.text)
        and piece.language not in DATA_LANGUAGES - {"json"}
        for piece in code
    )


def implements(contents: Sequence[Content]) -> bool:
    """Tell whether code does something by itself: it defines a function, or branches or loops."""
    code = [content for content in contents if isinstance(content, Code)]
    return bool(code) and all(
        piece.language not in DATA_LANGUAGES and _ALGORITHM.search(piece.text) for piece in code
    )


def calls_once(contents: Sequence[Content]) -> bool:
    """Tell whether code is one call of a library, after what makes its client."""
    code = [content.text for content in contents if isinstance(content, Code)]
    begun = [line for line in "\n".join(code).split("\n") if _BEGINS.match(line)]
    said = [line for line in begun if not _MAKES.search(line)]
    return len(code) == len(said) == 1 and bool(_CALLS.match(said[0]))


def _without_plumbing(text: str) -> str:
    """Take off the lines before a literal that only lead to it: `for region in regions:`."""
    lines = dropwhile(lambda line: is_plumbing(line) or not line.strip(), text.split("\n"))
    return dedent("\n".join(lines))


def is_task(subject: str) -> bool:
    """Tell whether a heading sets a task: `Design a shop`, `Handle a billion events`."""
    return bool(bids(subject) or _TASK.match(subject)) and not is_question(subject)
