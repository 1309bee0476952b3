"""What each line of a page's text is, of text without any markup: headline, date line, byline, caption, paragraph, furniture.

The article is found first (long lines, sentences with their stop), then what stands above, inside and below it. No rule knows
a site; phrases are in lexicons/furniture.yml, the sentence of every rule in lexicons/reasons/lines.yml.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from musnad.documents.line_features import LineText
from musnad.documents.wrapping import wrapped_runs
from musnad.records import Line, LineKind, Span

_FULL_STOP = re.compile(r"[^.\d][.،,؛][\"'”»)\s]|[.]\s*$")

LONG = 20
"""Words that make a line running text whether or not it ends with a stop."""
SENTENCE = 7
"""Words that make a line running text when it ends with a stop."""
UNSTOPPED = 12
"""Words that make a line running text without a stop, on pages whose paragraphs mostly lack one."""
SHARED = 0.34
"""Part of a headline's words that the article repeats;
set on five reports and checked by eye on the text of 40 pages of other outlets."""


@dataclass
class Block:
    """One line, or the lines of one hard-wrapped paragraph."""

    first: int
    last: int
    line: LineText
    kind: LineKind | None = None
    rule: str = ""
    gap: bool = False
    """A blank line (or the start of the text) stands before it."""

    def decide(self, kind: LineKind, rule: str) -> None:
        """Set the kind once: earlier rules are surer than later ones."""
        if self.kind is None:
            self.kind, self.rule = kind, f"lines.{rule}"

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.line.words)

    @property
    def titular(self) -> bool:
        """Looks like a headline: a few words, no full stop at the end."""
        return self.kind is None and 3 <= self.length < 30 and not self.line.text.rstrip().endswith((".", ":", "؛", "،"))


def spans(text: str) -> list[Span]:
    """The lines of a text, line breaks left out; a last empty line is none."""
    found, start = [], 0
    for piece in text.split("\n"):
        found.append(Span(start=start, end=start + len(piece)))
        start += len(piece) + 1
    if len(found) > 1 and found[-1].start == found[-1].end:
        found.pop()
    return found


def classify(text: str) -> tuple[Line, ...]:
    """Every line of the text with its kind, in order, covering the text but for line breaks."""
    stretches = spans(text)
    pieces = [span.of(text) for span in stretches]
    blocks = _blocks(pieces)
    _own_marks(blocks)
    core = _core(blocks)
    if core:
        _above(blocks, core)
        _inside(blocks, core)
        _below(blocks, core)
    else:
        _without_core(blocks)
    kinds = {
        index: (block.kind or LineKind.paragraph, block.rule or "lines.paragraph_inside")
        for block in blocks
        for index in range(block.first, block.last + 1)
    }
    blank = (LineKind.blank, "lines.blank")
    return tuple(
        Line(number=index + 1, span=span, kind=kinds.get(index, blank)[0], by=kinds.get(index, blank)[1])
        for index, span in enumerate(stretches)
    )


def _blocks(pieces: list[str]) -> list[Block]:
    blocks: list[Block] = []
    runs = wrapped_runs(pieces)
    index, gap = 0, True
    while index < len(pieces):
        last = runs.get(index, index)
        joined = " ".join(pieces[index : last + 1])
        if joined.strip():
            blocks.append(Block(index, last, LineText(joined), gap=gap))
        gap = not joined.strip()
        index = last + 1
    return blocks


def _own_marks(blocks: list[Block]) -> None:
    """Furniture that shows by itself."""
    for index, block in enumerate(blocks):
        line = block.line
        if line.address:
            block.decide(LineKind.furniture, "furniture_address")
        elif not line.words and not line.dateline:
            block.decide(LineKind.furniture, "furniture_marks")
        elif line.code:
            block.decide(LineKind.furniture, "furniture_code")
        elif line.tail or line.phrase:
            block.decide(LineKind.furniture, "furniture_phrase")
        elif line.read_also:
            block.decide(LineKind.furniture, "furniture_read_also")
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if (
                line.bare == line.read_also
                and following
                and following.titular
                and not following.line.stops
                and following.length < LONG
            ):
                following.decide(LineKind.furniture, "furniture_read_also")
        elif line.rubric:
            block.decide(LineKind.furniture, "furniture_rubric")
        elif line.dateline:
            block.decide(LineKind.dateline, "dateline")


def _core(blocks: list[Block]) -> list[int]:
    """Indexes of the blocks that are surely running text of this article."""
    free = [index for index, block in enumerate(blocks) if block.kind is None]
    long = [index for index in free if blocks[index].length >= LONG]
    stopped = sum(blocks[index].line.stops for index in long)
    bound = LONG if stopped >= 0.7 * len(long) and long else UNSTOPPED
    core = [
        index
        for index in free
        if not blocks[index].line.caption
        and (
            blocks[index].length >= bound
            or (blocks[index].line.stops and not blocks[index].line.cut and blocks[index].length >= SENTENCE)
        )
    ]
    core = _before_the_tail(blocks, core)
    return _without_teasers(blocks, core)


def _before_the_tail(blocks: list[Block], core: list[int]) -> list[int]:
    """Cut at the first heading of another part of the page that has the greater part of the running text above it."""
    total = sum(blocks[index].length for index in core)
    for index, block in enumerate(blocks):
        if not block.line.tail:
            continue
        above = [each for each in core if each < index]
        if above and sum(blocks[each].length for each in above) >= 0.5 * total:
            for later in blocks[index:]:
                later.kind = None
                later.decide(LineKind.furniture, "furniture_tail")
            return above
    return core


def _without_teasers(blocks: list[Block], core: list[int]) -> list[int]:
    """Without the cut-off beginnings and long headlines of other reports at both ends."""
    kept = _without_tickers(blocks, core)
    while len(kept) > 1 and _asks(blocks[kept[-1]]) and kept[-2] != kept[-1] - 1:
        kept.pop()
    while len(kept) > 1 and _asks(blocks[kept[0]]):
        kept.pop(0)
    while len(kept) > 1 and blocks[kept[0]].line.cut and blocks[kept[0]].length < 40 and not _related(blocks, kept[0], kept[1:]):
        teaser = kept.pop(0)
        blocks[teaser].decide(LineKind.furniture, "furniture_teaser")
        title = blocks[teaser - 1] if teaser else None
        article = [blocks[index].line for index in kept]
        if title and title.titular and _shared(title.line, [blocks[teaser].line]) > _shared(title.line, article):
            title.decide(LineKind.furniture, "furniture_teaser")
    while len(kept) > 2 and blocks[kept[-1]].line.cut and not _related(blocks, kept[-1], kept[:-1]):
        blocks[kept[-1]].decide(LineKind.furniture, "furniture_teaser")
        kept.pop()
    return kept


def _without_tickers(blocks: list[Block], core: list[int]) -> list[int]:
    """Without lines that are many headlines strung together: very long, no full stop inside, about other things."""
    kept = list(core)
    for index in core:
        line = blocks[index].line
        others = [blocks[other].line for other in kept if other != index]
        if len(line.words) >= 40 and not _FULL_STOP.search(line.text) and others and _shared(line, others) < 0.25:
            blocks[index].decide(LineKind.furniture, "furniture_list")
            kept.remove(index)
    return kept


def _asks(block: Block) -> bool:
    """A question or exclamation of headline length: above the article it is a headline, no sentence of it."""
    return block.length < LONG and block.line.text.rstrip(" \u00a0\"'”»").endswith(("؟", "?", "!"))


def _related(blocks: list[Block], index: int, others: list[int]) -> bool:
    return _shared(blocks[index].line, [blocks[other].line for other in others]) >= SHARED


def _shared(line: LineText, article: list[LineText]) -> float:
    """Part of the line's content words that the article repeats."""
    if not line.content:
        return 0.0
    words: set[str] = set()
    for other in article:
        words |= other.content
    return len(line.content & words) / len(line.content)


def _above(blocks: list[Block], core: list[int]) -> None:
    """Headline, date line, byline, caption and menus before the first paragraph."""
    article = [blocks[index].line for index in core]
    region = blocks[: core[0]]
    headline = _headline(region, article)
    at = region.index(headline) if headline else -1
    if headline:
        headline.decide(LineKind.headline, "headline_words")
        for block in region:
            if _repeats(block, headline):
                block.decide(LineKind.headline, "headline_repeated")
                at = min(at, region.index(block))
    runs = _runs(region)
    for index, block in enumerate(region):
        clock = index < at and not block.line.says_published and any(later.line.says_published for later in region[at:])
        if block.kind is LineKind.dateline and headline and (index < at - 3 or clock):
            block.kind = None
            block.decide(LineKind.furniture, "furniture_menu")
        if block.kind is not None:
            continue
        near = headline is None or index >= at - 2
        if block.line.caption and near:
            block.decide(LineKind.caption, "caption_cue" if block.line.caption in ("icon",) else "caption_source")
        elif block.line.byline and near:
            block.decide(LineKind.byline, "byline_cue")
        elif index == len(region) - 1 and block.length <= 4 and _signed(block):
            block.decide(LineKind.byline, "byline_position")
        elif headline and index < at:
            block.decide(LineKind.furniture, "furniture_menu")
        elif runs.get(index, 0) >= 3:
            block.decide(LineKind.furniture, "furniture_list")
        elif block.length >= 4 and _shared(block.line, article) >= SHARED:
            block.decide(LineKind.subheading, "standfirst")
        elif headline and block.length <= 5 and len(region) - index <= 8:
            block.decide(LineKind.byline, "byline_position")
        else:
            block.decide(LineKind.furniture, "furniture_menu")


def _headline(region: list[Block], article: list[LineText]) -> Block | None:
    """The line above the article that reads most like its headline."""
    keys = Counter(key for block in region for key in (block.line.bare, *block.line.trail_end))
    runs = _runs(region)
    best, best_score = None, 0.0
    for index, block in enumerate(region):
        if not block.titular or block.line.caption or (block.length <= 5 and (block.line.byline or _signed(block))):
            continue
        if block.line.outlet:
            continue
        shared = _shared(block.line, article)
        # One word in common of three is chance; the more words agree, the surer. Weights checked as SHARED was.
        score = 3 * shared * min(1.0, block.length / 6) + (1.5 if keys[block.line.bare] > 1 else 0)
        score += 0.3 if block.length >= 5 else -0.4
        score += 0.3 if block.gap else 0
        score -= 0.6 if runs.get(index, 0) >= 3 else 0
        score += 0.02 * index if shared >= SHARED else 0
        if score > best_score and (
            shared >= 0.2 or keys[block.line.bare] > 1 or (block.length >= (3 if len(region) <= 3 else 4) and len(region) <= 6)
        ):
            best, best_score = block, score
    return _first_of(region, best, article, runs) if best else None


def _signed(block: Block) -> bool:
    """Two short parts with a dash between, as outlet and place below a headline."""
    return re.search(r"\s[ـ–—/-]|[ـ–—/-]\s", block.line.text) is not None


def _repeats(block: Block, headline: Block) -> bool:
    """The headline once more, perhaps behind the site's name."""
    inside = block.line.bare == headline.line.bare or block.line.bare.endswith(f" {headline.line.bare}")
    return block is not headline and inside and block.length <= headline.length + 6


def _first_of(region: list[Block], best: Block, article: list[LineText], runs: dict[int, int]) -> Block:
    """The line above `best` where that speaks of the same and is in no list: a headline stands above its lead."""
    index = region.index(best)
    while index and region[index - 1].titular and runs.get(index - 1, 0) < 3 and not region[index - 1].line.caption:
        if _shared(region[index - 1].line, article) < 0.5:
            break
        index -= 1
    return region[index]


def _runs(region: list[Block]) -> dict[int, int]:
    """For each index the number of neighbouring lines in a row that look like headlines."""
    lengths: dict[int, int] = {}
    start = 0
    while start < len(region):
        end = start
        while end < len(region) and region[end].titular and not region[end].line.stops and not region[end].line.caption:
            end += 1
        lengths.update(dict.fromkeys(range(start, end), end - start))
        start = max(end, start + 1)
    return lengths


def _inside(blocks: list[Block], core: list[int]) -> None:
    """Captions, sub-headings and short paragraphs between the first and the last paragraph."""
    sure = set(core)
    article = [blocks[index].line for index in core]
    headlines = {block.line.bare for block in blocks if block.kind is LineKind.headline}
    stretch = blocks[core[0] : core[-1] + 1]
    runs = _runs([block if core[0] + offset not in sure else Block(0, 0, LineText("")) for offset, block in enumerate(stretch)])
    announced = False
    for offset, block in enumerate(stretch):
        index = core[0] + offset
        line = block.line
        listed = _BULLET.match(line.text) is not None
        announced = line.text.rstrip().endswith(":") if index in sure else announced and listed
        if index in sure:
            block.decide(LineKind.paragraph, "paragraph_long" if block.length >= LONG else "paragraph_sentence")
        elif block.kind is LineKind.dateline and index - core[0] > 2:
            block.kind = None
            block.decide(LineKind.furniture, "furniture_list")
        elif block.kind is None and line.caption:
            block.decide(LineKind.caption, "caption_source")
        elif line.bare in headlines:
            block.decide(LineKind.headline, "headline_repeated")
        elif announced and listed:
            block.decide(LineKind.paragraph, "paragraph_inside")  # a list that a sentence of the article announces (... وهم:)
        elif runs.get(offset, 0) >= 3 and _shared(line, article) < SHARED:
            block.decide(LineKind.furniture, "furniture_list")
        elif block.length <= 12 and not line.text.rstrip().endswith((".", "،", "؛")):
            block.decide(LineKind.subheading, "subheading")
        else:
            block.decide(LineKind.paragraph, "paragraph_inside")


_BULLET = re.compile(r"\s*(?:[-–—*•●▪]|[0-9٠-٩]{1,2}\s*[-.)–])\s*\w")
"""A line of a list."""


def _below(blocks: list[Block], core: list[int]) -> None:
    """What follows the last paragraph: its caption or byline, a last short sentence, then furniture."""
    article = [blocks[index].line for index in core]
    stopped = sum(line.stops for line in article) >= 0.6 * len(article)
    region = blocks[core[-1] + 1 :]
    runs = _runs(region)
    broken = False
    for index, block in enumerate(region):
        line = block.line
        if block.kind is LineKind.dateline and index > 3:
            block.kind = None
            block.decide(LineKind.furniture, "furniture_after")
        if block.kind is not None:
            broken = broken or block.kind is LineKind.furniture
            continue
        previous = region[index - 1] if index else None
        if previous and previous.kind is LineKind.byline and previous.length == 1 and block.length <= 4:
            block.decide(LineKind.byline, "byline_cue")
        elif line.caption and not broken:
            block.decide(LineKind.caption, "caption_cue")
        elif line.byline and index < 3:
            block.decide(LineKind.byline, "byline_cue")
        elif not broken and line.stops and not line.cut and block.length >= 3:
            block.decide(LineKind.paragraph, "paragraph_sentence")
        elif not broken and not stopped and block.length >= 6 and runs.get(index, 0) < 3 and _shared(line, article) >= SHARED:
            block.decide(LineKind.paragraph, "paragraph_inside")
        else:
            block.decide(LineKind.furniture, "furniture_list" if runs.get(index, 0) >= 3 else "furniture_after")
            broken = True


def _without_core(blocks: list[Block]) -> None:
    """A text of a few short lines: the first may be its headline, all that is no furniture is taken for the article."""
    for block in blocks:
        if block.kind is None and block.line.caption:
            block.decide(LineKind.caption, "caption_source")
        block.decide(LineKind.paragraph, "paragraph_only")
