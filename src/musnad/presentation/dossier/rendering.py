"""A dossier as Markdown, HTML or plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Literal

from musnad.presentation.dossier.records import Dossier, Footnote, Paragraph, Part, Section, Sentence

Format = Literal["md", "html", "txt"]
Link = Callable[[str], str]
"""Turns `reports/{id}#{annotation}` or `entities/{id}` into the address to link to."""

_STYLE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;line-height:1.8;font-family:Amiri,'Noto Naskh Arabic',serif}"
    "sup{line-height:0}code{font-size:.75em;overflow-wrap:anywhere}ol{font-size:.9em}"
)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


def render(dossier: Dossier, format: Format = "md", link: Link | None = None) -> str:
    """The dossier in one format; without `link` the footnotes name their place in the case and link nowhere.

    HTML with `link` is an `<article>` to stand in a page, without it a page of its own that asks for nothing from elsewhere.
    """
    return {"md": _markdown, "html": _html, "txt": _text}[format](dossier, link)


# --- plain text ----------------------------------------------------------------------------------------------------


def _text(dossier: Dossier, link: Link | None) -> str:
    def parts(listed: Iterable[Part]) -> str:
        return "".join(f"[{part.text}]" if part.kind == "note" else part.text for part in listed)

    blocks = [dossier.title, *([dossier.in_part] if dossier.in_part else [])]
    for section in dossier.sections:
        blocks.append(section.title)
        blocks.extend(" ".join(parts(s.parts) for s in paragraph.sentences) for paragraph in section.paragraphs)
    blocks.append(dossier.notes_title)
    notes = [f"[{note.number}] {parts(note.parts)} ({link(note.target) if link else note.target})" for note in dossier.footnotes]
    return "\n\n".join([*blocks, "\n".join(notes)]) + "\n"


# --- Markdown --------------------------------------------------------------------------------------------------------


def _markdown(dossier: Dossier, link: Link | None) -> str:
    def parts(listed: Iterable[Part]) -> str:
        return "".join(map(part, listed))

    def part(one: Part) -> str:
        if one.kind == "note":
            return f"[^{one.text}]"
        if one.kind == "code":
            return f"`{one.text}`"
        escaped = _MARKDOWN.sub(r"\\\1", one.text)
        return f"[{escaped}]({link('entities/' + one.entity)})" if link and one.entity else escaped

    def place(note: Footnote) -> str:
        return f"[{note.target}]({link(note.target)})" if link else f"`{note.target}`"

    blocks = ["# " + _MARKDOWN.sub(r"\\\1", dossier.title), *([dossier.in_part] if dossier.in_part else [])]
    for section in dossier.sections:
        blocks.append(f"## {section.title}")
        lines = [" ".join(parts(sentence.parts) for sentence in paragraph.sentences) for paragraph in section.paragraphs]
        blocks.append("\n".join(f"- {line}" for line in lines) if _is_list(section) else "\n\n".join(lines))
    blocks.append(f"## {dossier.notes_title}")
    blocks.append("\n".join(f"[^{note.number}]: {parts(note.parts)} {place(note)}" for note in dossier.footnotes))
    return "\n\n".join(blocks) + "\n"


def _is_list(section: Section) -> bool:
    return section.id in {"timeline", "sources"} or len(section.paragraphs) > 1


# --- HTML ----------------------------------------------------------------------------------------------------------------


def _html(dossier: Dossier, link: Link | None) -> str:
    direction = "rtl" if dossier.language == "ar" else "ltr"
    seen: set[str] = set()
    sections = "\n".join(_html_section(dossier, section, link, seen) for section in dossier.sections)
    notes = "\n".join(_html_note(dossier, note, link) for note in dossier.footnotes)
    in_part = f'<p class="in-part">{escape(dossier.in_part)}{_rest(dossier, link)}</p>\n' if dossier.in_part else ""
    article = (
        f'<article class="dossier" lang="{dossier.language}" dir="{direction}">\n'
        f"<h1>{escape(dossier.title)}</h1>\n{in_part}{sections}\n"
        f'<section class="notes" id="notes">\n<h2>{escape(dossier.notes_title)}</h2>\n<ol>\n{notes}\n</ol>\n'
        "</section>\n</article>\n"
    )
    if link:
        return article
    head = f'<meta charset="utf-8">\n<title>{escape(dossier.title)}</title>\n<style>{_STYLE}</style>'
    opening = f'<!DOCTYPE html>\n<html lang="{dossier.language}" dir="{direction}">\n<head>\n{head}\n</head>'
    return f"{opening}\n<body>\n{article}</body>\n</html>\n"


def _rest(dossier: Dossier, link: Link | None) -> str:
    """A link to where all reports are listed."""
    if link is None:
        return ""
    place = "events" if dossier.entity.startswith("h-") else "entities"
    words = "كل التقارير" if dossier.language == "ar" else "All reports"
    return f' <a href="{escape(link(f"{place}/{dossier.entity}#reports"))}">{words}</a>'


def _html_section(dossier: Dossier, section: Section, link: Link | None, seen: set[str]) -> str:
    tag = "li" if _is_list(section) else "p"
    paragraphs = [_html_paragraph(dossier, paragraph, link, seen) for paragraph in section.paragraphs]
    body = "\n".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in paragraphs)
    body = f"<ul>\n{body}\n</ul>" if tag == "li" else body
    return f'<section id="{section.id}">\n<h2>{escape(section.title)}</h2>\n{body}\n</section>'


def _html_paragraph(dossier: Dossier, paragraph: Paragraph, link: Link | None, seen: set[str]) -> str:
    return " ".join(_html_sentence(dossier, sentence, link, seen) for sentence in paragraph.sentences)


def _html_sentence(dossier: Dossier, sentence: Sentence, link: Link | None, seen: set[str]) -> str:
    pieces: list[str] = []
    before: Part | None = None
    for part in sentence.parts:
        if before and before.kind == part.kind == "note":
            pieces.append("<sup>،</sup>" if dossier.language == "ar" else "<sup>,</sup>")
        # Isolation would part the letters of بدمشق: what is written onto the word before it is left joined.
        joined = before is not None and before.kind == "text" and before.text[-1:].isalpha()
        pieces.append(_html_part(dossier, part, link, seen, joined))
        before = part
    return "".join(pieces)


def _html_part(dossier: Dossier, part: Part, link: Link | None, seen: set[str] | None = None, joined: bool = False) -> str:
    words = escape(part.text)
    if part.kind == "text":
        return words
    if part.kind == "code":
        return f'<code dir="ltr">{words}</code>'
    if part.kind == "note":
        # The footnote links back to the first mark that cites it.
        first = seen is not None and part.text not in seen
        if seen is not None:
            seen.add(part.text)
        anchor = f' id="mark-{words}"' if first else ""
        # Isolated: the mark's digits must not join the digits of a year before it.
        return f'<bdi><sup{anchor}><a href="#note-{words}">{words}</a></sup></bdi>'
    language = "ar" if _ARABIC.search(part.text) else "en"
    isolated = f"<bdi>{words}</bdi>" if language == dossier.language else f'<bdi lang="{language}">{words}</bdi>'
    if joined and language == dossier.language:
        isolated = words
    if link and part.entity and part.entity != dossier.entity:
        return f'<a href="{escape(link("entities/" + part.entity))}">{isolated}</a>'
    return isolated


def _html_note(dossier: Dossier, note: Footnote, link: Link | None) -> str:
    words = "".join(_html_part(dossier, part, None) for part in note.parts)
    target = escape(link(note.target) if link else note.target)
    place = f'<a href="{target}">{words}</a>' if link else f'{words} <code dir="ltr">{target}</code>'
    return f'<li id="note-{note.number}">{place} <a href="#mark-{note.number}" class="back">↩</a></li>'
