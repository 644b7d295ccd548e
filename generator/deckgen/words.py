"""What words say about the material they head: questions, numbering, labels, generic names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from deckgen.inline import STRONG, Inline

_EMOJI: Final = (
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\u2300-\u23ff\u25a0-\u25ff]"
)
_LEADING: Final = (
    re.compile(rf"^(?:\s|{_EMOJI}|\d?\d?[\d#*]\ufe0f?\u20e3|:[a-z][a-z0-9_+-]*:)+"),
    re.compile(r"^#+\s+"),
    re.compile(r"^\d{1,3}\s+[–—-]\s+(?=\S)"),
    re.compile(r"^(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}[.):]+|#\d{1,3}\b[.):]?)\s+"),
    re.compile(
        r"^\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[A-ZА-ЯЁ\u3040-\u9fff\"«“(`])(?![KMGTP]?i?[Bb](?:ps)?\b|[КМГТ]Б)"
    ),
    re.compile(
        r"^(?:q(?:uestion)?|problem|exercise|scenario|trap|mistake|pitfall|tip|rule|principle|myth|challenge|issue|approach|option|strategy|technique|case(?: study)?|pattern|example|topic|card|"
        r"section|chapter|part|task|module|lesson|pregunta|frage|вопрос|задача|пример|сценарий|"
        r"паттерн|глава|тема|часть|问题?)\s*[#№]?\s*(?:\d{1,3}|[IVX]{1,4})\s*"
        r"(?:[.:)\]–—-]+\s*|\s(?=\S))",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:q(?:uestion)?|вопрос|pregunta|问题?|interview question)\s*[:.)：]\s*", re.IGNORECASE
    ),
    re.compile(r"^(?:example|new|пример)(?:\s*:|\s+[–—-])\s+(?=\S+\s+\S)", re.IGNORECASE),
    re.compile(r"^(?:scenario|situation|case|сценарий|ситуация)\s*:\s+(?=[\"“«'])", re.IGNORECASE),
    re.compile(r"^[\"“”«'‘]+(?=.*[\"“”»'’]+[.?!]?$)"),
)
_TRAILING: Final = (
    re.compile(
        r"\s+(?:for|in) (?:L\d(?:\s*[/&,-]\s*L?\d)*\s+)?(?:interviews?|discussions?|candidates?)$",
        re.IGNORECASE,
    ),
    re.compile(r"\s*[(\[]\s*L\d(?:\s*[/,&+-]\s*L?\d)*(?:\s[^()\[\]]{0,24})?[)\]]$", re.IGNORECASE),
    re.compile(
        r"\s+[-–—]\s+(?:the|your|a|an|all|everything|complete|ultimate|essential|full)\s[^-–—]*$",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:\s|{_EMOJI}|:[a-z][a-z0-9_+-]*:)+$"),
    re.compile(rf"(?:\s|{_EMOJI})*{_EMOJI}\s*[A-Z][A-Z !-]{{4,}}$"),
    re.compile(
        r"\s*\((?:memori[sz]e|learn|know|remember|must[- ]know|important|critical|very (?:common|important)|frequently asked)\b[^()]*\)$",
        re.IGNORECASE,
    ),
    re.compile(r"\s*#+$"),
    re.compile(r"(?<=\?)\s*(?:explain(?: it| with examples?)?|how it works)\W*$", re.IGNORECASE),
    re.compile(r"\s*\{\s*#[\w-]+\s*\}$"),
    re.compile(r"\s*[(\[]\s*Q\s?\d+\s*[-–—]\s*Q?\s?\d+[^()\[\]]*[)\]]$", re.IGNORECASE),
    re.compile(r"\s*\(for\s(?![^()]*\bnot\b)(?:[^\s()]+\s+){3,}[^()]*\)$", re.IGNORECASE),
    re.compile(r"\s*\([^()]*\b(?:for|by|because|with|для)\)$", re.IGNORECASE),
    re.compile(r"\s*[:：]+$"),
    re.compile(
        r"\s*[(\[]\s*\d+\+?\s*(?:questions?|items?|topics?|cards?|problems?|вопрос\w*|пункт\w*|preguntas?)\s*[)\]]$",
        re.IGNORECASE,
    ),
    re.compile(r"(?<=[\w)][.?!])[\"“”»'’]+$|(?<=[\w)])[\"“”»’]+$"),
)
_ASKING_RU: Final = (
    r"(?:для|из|от|на|за|с|во?|к|при|о|по|через) (?:чего|чём|чем|что|чему|како\w+|каких|какие)|(?:можно|нужно|есть|бывает|стоит|\w+ет|\w+ют) ли|"
    r"объясни\w*|опиши\w*|расскажи\w*|сравни\w*"
)
"""How Russian asks with a preposition, with a particle, or by bidding."""

_INTERROGATIVE: Final = re.compile(
    r"^(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|should|"
    r"would|will|have|has|explain|describe|discuss|compare|contrast|design|implement|walk (?:me|us)|"
    r"tell (?:me|us)|name|list|give|define|differentiate|distinguish|outline|write|build|"
    r"что|какой|какая|какие|какое|каков\w*|кто|когда|где|почему|зачем|как|чем|сколько|в чём|в чем|"
    rf"{_ASKING_RU}|спроектируй\w*|назови\w*|"
    r"qué|cuál|cuáles|cómo|cuándo|dónde|por qué|explica|was|wie|warum|wann|welche[rs]?|"
    r"quel(?:le)?s?|comment|pourquoi|o que|qual|como|por que)\b(?!-)",
    re.IGNORECASE,
)
_STRICT_IMPERATIVE: Final = re.compile(
    r"^(?:explain|describe|discuss|compare|walk (?:me|us)|tell (?:me|us)|differentiate|distinguish|"
    r"what|which|why|how|when|where|who|can you|could you|would you|have you|do you|did you|are you|"
    r"что|какой|какая|какие|какое|каков\w*|когда|где|почему|зачем|как|чем|сколько|в чём|в чем|"
    rf"{_ASKING_RU})\b",
    re.IGNORECASE,
)
_QUOTES_ONE: Final = re.compile(r"\w[:：]\s*[\"“«][^\"”»]*[?？][\"”»]$|\w \([^()]*[?？][\"”»]?\)$")
"""A label with a question in quotation marks or brackets behind it: it asks nothing itself."""

_ASKING_LABEL: Final = re.compile(
    r"^(?:what|why|how|when|where|who|which|что|почему|зачем|как|когда|где)(?: (?:it|they|to|is|this|not) ?\w*){0,2}\s*[:：]\s",
    re.IGNORECASE,
)
"""An asking word as the label of what follows it: `Why: the system must not stall`."""

ANSWER: Final = re.compile(
    r"^\s*(?:(?:[\w-]+ ){0,2}answer(?: framework| outline| key| (?:&|and) explanation)?|ans|a|expected(?: answer)?|solution|response|"
    r"ответ|решение|respuesta|antwort|réponse|resposta|答案?|回答)\s*(?:\d+\s*)?(?:[:：]|\)|—|–|-(?=\s))\s*",
    re.IGNORECASE,
)
FOLDED_ANSWER: Final = re.compile(
    r"^(?:(?:click|tap) (?:here )?(?:to|for)\b.*|"
    r"(?:show|see|view|reveal|expand|read|open)?\s*(?:the |full |sample |model )*"
    r"(?:answers?|solutions?|hints?|explanations?|details?|more|ответ|решение|respuesta|答案))\W*$",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(
    r"^(?:the |key |core |main |common |general |basic |important |quick |more |additional |other |"
    r"technical |advanced |critical |some |top |most )*"
    r"(?:overview|examples?|solutions?(?: approach)?|introduction|intro|notes?|summary|conclusions?|"
    r"benefits?|usage|use cases?|architecture|considerations?|other|misc(?:ellaneous)?|answers?|"
    r"expected|descriptions?|instructions?|outputs?|inputs?|requirements?|techniques?|features?|code|"
    r"implementation|concepts?(?: you must know)?|points?|takeaways?|ideas?|"
    r"(?:technical |interview |common |practice )*questions?(?: (?:and|&) answers?)?|q&a|faq|"
    r"real-world scenarios?|(?:interview )?scenarios?(?: (?:&|and) solutions?)?|practices?|pitfalls?|"
    r"resources?|details?|detailed answers?|definitions?|explanations?|how it works|why it matters|"
    r"what is it|why|when(?: to use)?|how|where|who|tips?|pros|cons|advantages?|disadvantages?|limits?|"
    r"limitations?|trade-?offs?|steps?|process|performance|security|cost|costs|options?|"
    r"problem|approach|strategy|goals?|results?|impact|context|background|setup|configuration|"
    r"types?|components?|patterns?|metrics?|calculations?|discussions?|(?:interview )?talking points|terms|terminology|glossary|"
    r"solutions? implemented|must remember|in[- ]?depth(?: explanation)?|deep dive|decision table|comparison|another example|practical examples|interview summary|real-world analogy|interview pattern|"
    r"(?:interview )?talking point|company context|one-?liners?|elaboration|detailed explanation|(?:limits|numbers|quotas|figures|commands|costs)(?: (?:&|and) (?:numbers|quotas|limits|figures))+|cheat ?sheet|quick facts|answers? (?:&|and) explanations?|clarifying questions|story|problems|meaning|"
    r"обзор|примеры?|введение|итоги?|резюме|преимущества|недостатки|реализация|архитектура|метрики|"
    r"выбор|состояния|проблема|решение|концепция|описание|вопросы|ответы?|заметки|плюсы|минусы|"
    r"бонус|использование|антипаттерны|когда использовать|best practices)\W*$",
    re.IGNORECASE,
)
_COUNTED_ONLY: Final = re.compile(
    r"^(?:check|point|item|reason|fact|tip|rule|cause|issue|fix|trap|gotcha)(?: ?#?\d{1,2})?$",
    re.IGNORECASE,
)
"""A label that only counts: `Check 1`."""

_STRUCTURAL: Final = re.compile(
    r"^(?:the |key |core |main |common |\d+\+? )*(?:"
    r"(?:technical |interview |common |practice |additional |behavioral )*questions?(?: (?:and|&) answers?)?|"
    r"q&a|faq|implementation|concepts?(?: you must know)?|overview|introduction|"
    r"real-world scenarios?|examples?|scenarios?|table of contents|contents|instructions?|"
    r"calculations?|discussions?|(?:interview )?talking points|(?:owner|authors?|date|updated|version)(?:\s*:.*)?|"
    r"(?:basics?|beginners?|intermediate|advanced|experts?|easy|medium|hard|fundamentals?|juniors?|seniors?)(?: level)?"
    r"(?: (?:topics?|questions?|concepts?|section|part))?(?: \([^()]*\))?|(?:\w+ (?:\+|&|and) )+\w+ scenarios|interview scenarios?.*|вопросы|содержание|введение)\W*$",
    re.IGNORECASE,
)
_CALL: Final = re.compile(
    r"^(?:must remember|remember(?: this)?|important|(?:interview|key) (?:insight|tip)s?|notes?|nb|n\.b\.|pro ?tips?|tips?|hint|warning|caution|attention|"
    r"(?:key |main )?(?:takeaways?|insights?|points?)|tl;?dr|info|summary|in short|must[ -]know|"
    r"запомните|важно|внимание|примечание|совет|вывод|кратко|главное)\W*$",
    re.IGNORECASE,
)
_DESCRIPTION: Final = re.compile(r"^(?P<name>.{2,60}?)\s+[-–—]\s+(?P<rest>.+)$", re.DOTALL)
_NUMBERED: Final = re.compile(
    r"^(?:step|stage|phase|tier|layer|day|week|шаг|этап|фаза|paso)\s*\d+$", re.IGNORECASE
)
STEP: Final = re.compile(r"^(?:step|stage|phase|шаг|этап|фаза|paso)\s*\d+", re.IGNORECASE)
"""How the label of a step begins."""

STEP_NUMBER: Final = re.compile(rf"{STEP.pattern}\s*[:.)–—-]+\s*(?=\S)", re.IGNORECASE)
"""Which step it is, before its name: `Step 2: Check pods`."""

_COUNTED: Final = re.compile(
    r"^(?:\w+ ){0,2}(?:type|kind|pattern|option|approach|variant|technique|method|тип|вид|вариант)\s+(?:\d+|[A-Z])$",
    re.IGNORECASE,
)
"""What only counts the name behind the colon: `Cache type 2: Embeddings`."""
_LIST_AFTER_COLON: Final = re.compile(r"^(?P<name>[^:：?]{2,60})[:：]\s+\S")
_FOR_WHOM: Final = re.compile(
    r"\s+собеседовани\w+$|\s+for (?:(?:junior|senior|staff|principal|lead)(?:,? (?:and |or )?| ))+(?:\w+ )?interviews?$|"
    r"\s+(?:for|для)\s+(?:L\d(?:\s*[/&,-]\s*L?\d)*\s+)?(?:interviews?|собеседовани\w+|l\d\S*)\s*$",
    re.IGNORECASE,
)
_QUESTIONS_ON: Final = re.compile(
    r"(?:\s*[:–—-]\s*(?:(?:interview|technical) )?(?:questions?|вопросы)|\s+interview (?:questions?|q\s?&\s?a|guide|notes))"
    r"(?: (?:and|&|и) (?:answers?|ответы))?(?: guide)?(?:\s*\((?:basics?|beginners?|easy|junior)\b[^()]*\))?$",
    re.IGNORECASE,
)
_STRETCH: Final = re.compile(r"\s*[(\[]\s*(?:Q\s?)?\d+\s*[-–—]\s*(?:Q\s?)?\d+\s*[)\]]$")
"""Which of many questions a document holds: `Questions (66–76)`."""

_FOR_INTERVIEWER: Final = re.compile(
    r"questions? (?:to ask|for|to) (?:the |your )?(?:interviewer|company|team|employer)|"
    r"вопрос\w* (?:к |для )?(?:интервьюер|работодател|компани|команд)\w*|preguntas? (?:para|al) (?:el )?entrevistador",
    re.IGNORECASE,
)
_CYRILLIC: Final = re.compile(r"^[А-Яа-яЁё]")
_RUSSIAN_PLURAL: Final = re.compile(r"^(?:\w+[ыи][ех] )*\w{2,}[ыи](?!\w)", re.IGNORECASE)
_CJK: Final = re.compile("[\u3040-\u9fff]")
_MATERIALS: Final = re.compile(
    r"^(?:interview (?:materials?|notes?|questions?|guide)|notes? on|guide to|study guide|cheat ?sheet)\s*[:–—-]\s*|"
    r"^(?:the )?(?:top|топ)[- ]?\d+\+?\s+(?:(?:questions|вопрос\w*)\s+(?:for|on|about|для|по)\s+)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def label_of(words: Inline) -> Inline:
    """Clean a label: no numbering, emoji, counts, quotes or colon; the words stay."""
    text = words.text
    start, end = 0, len(text)
    moved = True
    while moved:
        moved = False
        for pattern in _LEADING:
            match = pattern.match(text[start:end])
            if match and match[0] in _QUOTES and len(_QUOTED.findall(text[start:end])) > 2:
                continue
            if match and match.end() and match.end() < end - start:
                start, moved = start + match.end(), True
        for pattern in _TRAILING:
            match = pattern.search(text[start:end])
            if match and 0 < match.start() < end - start:
                if _is_open(text[start : start + match.start()]) and not _is_open(text[start:end]):
                    continue
                end, moved = start + match.start(), True
    label = words.cut(start, end).strip()
    all_bold = label.leading(STRONG) >= len(label.text)
    return label.unmarked(STRONG) if all_bold else label


_QUOTES: Final = frozenset("\"“”«'‘")
_QUOTED: Final = re.compile('["“”«»]')


def _is_open(text: str) -> bool:
    """Tell whether a quotation in a text does not end."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def is_for_interviewer(text: str) -> bool:
    """Tell whether a heading stands above questions that the candidate asks."""
    return bool(_FOR_INTERVIEWER.search(text))


def is_call(text: str) -> bool:
    """Tell whether a label only calls for attention: `Remember`, `Important`, `Key takeaway`."""
    return bool(_CALL.match(text.strip()))


def is_question(text: str) -> bool:
    """Tell whether words ask something: a question mark, or an asking or bidding first word."""
    words = text.strip().rstrip("*_\"'»”)")
    if words.endswith(("?", "？")):
        return not _QUOTES_ONE.search(text.strip())
    return bool(_STRICT_IMPERATIVE.match(words)) and not _ASKING_LABEL.match(words)


def bids(text: str) -> bool:
    """Tell whether words could be a task: `Design a …`, `Implement …`, or a question."""
    words = text.strip()
    asks = bool(_INTERROGATIVE.match(words)) and not _ASKING_LABEL.match(words)
    return is_question(text) or asks


def is_generic(text: str) -> bool:
    """Tell whether a name says nothing without the name above it: `Overview`, `Benefits`."""
    words = text.strip()
    return bool(_GENERIC.match(words)) or only_counts(words) or len(words) < 2


def only_counts(text: str) -> bool:
    """Tell whether a label only counts what it heads: `Check 1`."""
    return bool(_COUNTED_ONLY.match(text.strip()))


def is_structural(text: str) -> bool:
    """Tell whether a heading only orders the document: `Interview Questions`, `Introduction`."""
    return bool(_STRUCTURAL.match(text.strip()))


def name_of(label: Inline) -> Inline:
    """Shorten a heading to the name in it: `S3 - Understanding at Scale` is about `S3`."""
    text = label.text
    match = _described(text)
    if match:
        if _NUMBERED.match(match["name"].strip()):
            return label
        return label.cut(match.start("name"), match.end("name"))
    match = _LIST_AFTER_COLON.match(text)
    if match and _COUNTED.search(match["name"]):
        return label.cut(match.end() - 1)
    if match and not is_generic(match["name"]):
        return label.cut(match.start("name"), match.end("name"))
    return label


def title_of(title: Inline) -> Inline:
    """Shorten a document's title to its subject."""
    label = label_of(title)
    match = _MATERIALS.match(label.text)
    if match:
        label = label.cut(match.end())
    for pattern in (_STRETCH, _FOR_WHOM, _QUESTIONS_ON):
        match = pattern.search(label.text)
        if match and match.start() >= 2:
            label = label.cut(0, match.start())
    match = _described(label.text)
    return label.cut(0, match.end("name")) if match else label


def _described(text: str) -> re.Match[str] | None:
    """Find the name before a dash and its description; brackets in it are closed."""
    match = _DESCRIPTION.match(text)
    return match if match and match["name"].count("(") <= match["name"].count(")") else None


def count_words(text: str) -> int:
    """Count what a reader reads; a CJK character is half a word."""
    cjk = 0 if text.isascii() else len(_CJK.findall(text))
    return len(text.split()) + cjk // 2


_PATH: Final = re.compile(r"(?:^|\s)/\w|\w/\w+/")
"""A path: `POST /v1/payments` names one thing."""

_NAMED_IN_CODE: Final = re.compile(r"^(?:[A-Z]?[a-z]+(?:[A-Z][a-z0-9]*){2,}|.*\w_\w+)$")
_SORTS_AND: Final = re.compile(
    r"\b(?:types|modes|classes|options|models|patterns|strategies|services) and \w+$", re.IGNORECASE
)
_SINGULARS: Final = frozenset(
    "analytics devops jenkins keras kubernetes mlops pandas postgres rails series windows".split()
)
_PLURALS_IN_OS: Final = frozenset(
    {"pros", "videos", "photos", "repos", "ratios", "scenarios", "audios"}
)


def is_plural(text: str) -> bool:
    """Guess whether a label names several things: in English by its last word outside brackets."""
    if bids(text):
        return False
    if _CYRILLIC.match(text):
        return bool(_RUSSIAN_PLURAL.match(text))
    head = re.split(
        r"\s(?:of|for|in|with|to|per|between|from|by|on|across|under|without|via)\s",
        re.sub(r"\([^)]*\)", "", text),
        flags=re.IGNORECASE,
    )[0]
    if re.search(r"\w, \w", head) or _SORTS_AND.search(head):
        return True
    last = head.split()[-1] if head.split() else ""
    if (
        _PATH.search(head)
        or last.isupper()
        or len(last) <= 3
        or last.lower() in _SINGULARS
        or _NAMED_IN_CODE.match(head)
    ):
        return False
    return (
        last.endswith("s")
        and not last.lower().endswith(("ss", "us", "is", "as", "lens"))
        and (not last.endswith("os") or last.lower() in _PLURALS_IN_OS)
    )
