"""A made-up case of as many actors as a test asks for, tied as people are: a few to many, many to a few."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from musnad.knowledge.store import Case
from musnad.records import (
    Alias,
    Document,
    Entity,
    Knowledge,
    Line,
    LineKind,
    Published,
    Reference,
    Relation,
    Report,
    Span,
    Statement,
    content_id,
)


def write_crowd(path: Path, actors: int, reports: int = 40) -> Path:
    """The case as a file; the same for the same numbers."""
    chance = random.Random(3)
    with Case.create(path) as case:
        documents = [_report(case, number, chance) for number in range(reports)]
        entities = [_actor(number, _somewhere(documents, chance)) for number in range(actors)]
        relations, statements = _ties(entities, documents, chance)
        case.replace_knowledge(Knowledge(entities=tuple(entities), relations=tuple(relations), statements=tuple(statements)))
    return path


def _report(case: Case, number: int, chance: random.Random) -> str:
    text = f"خبر رقم {number} عن أطراف كثيرة"
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    line = Line(number=1, span=Span(start=0, end=len(text)), kind=LineKind.headline, by="test.hand")
    document = Document(
        id=f"d-{sha256[:16]}", name=f"{number}.txt", sha256=sha256, size=len(data), media_type="text/plain", encoding="utf-8",
        reader="plain_text", text=text, lines=(line,),
    )  # fmt: skip
    value = f"{2015 + number % 5}-{number % 12 + 1:02d}-{chance.randrange(1, 28):02d}"
    published = Published(id="published-0-0", span=Span(start=0, end=0), by="test.published", value=value, basis="stated")
    case.add_report(Report(document=document, published=published), data, document.name, "2026-01-01T00:00:00Z", "test")
    return document.id


def _somewhere(documents: list[str], chance: random.Random) -> Reference:
    return Reference(document=chance.choice(documents), span=Span(start=0, end=3), line=1)


def _actor(number: int, at: Reference) -> Entity:
    name = f"تجمع الساحل {number}" if number % 3 == 0 else f"سليم الراوي {number}"
    return Entity(
        id=content_id("e", name), type="PER" if number % 3 else "ORG", name=name, name_en=f"Actor {number}",
        aliases=(Alias(name=name, references=(at,)),), references=(at,),
    )  # fmt: skip


def _ties(entities: list[Entity], documents: list[str], chance: random.Random) -> tuple[list[Relation], list[Statement]]:
    relations, statements, ends = [], [], [0, 1]
    for number in range(2, len(entities)):
        for other in dict.fromkeys(chance.choice(ends) for _ in range(1 + number % 2)):
            ends += [number, other]
            one, two = entities[number].id, entities[other].id
            stated = Statement(
                id=content_id("s", one, two), subject=one, property="member_of", object=two, original="خبر",
                reference=_somewhere(documents, chance), by="relations.test", score=0.8,
            )  # fmt: skip
            statements.append(stated)
            relations.append(
                Relation(id=content_id("r", one, two), subject=one, predicate="member_of", object=two, statements=(stated.id,))
            )
    return relations, statements
