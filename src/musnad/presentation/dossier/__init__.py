"""Dossiers: everything a case holds on one entity or happening in sentences, each with a footnote."""

from musnad.presentation.dossier.composing import compose
from musnad.presentation.dossier.records import Dossier, Footnote, Paragraph, Part, Section, Sentence
from musnad.presentation.dossier.rendering import render
from musnad.presentation.dossier.word import word

__all__ = ["Dossier", "Footnote", "Paragraph", "Part", "Section", "Sentence", "compose", "render", "word"]
