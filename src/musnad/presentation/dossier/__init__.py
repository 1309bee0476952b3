"""Dossiers: everything a case holds on one entity as connected sentences in Arabic or English, each with a footnote."""

from musnad.presentation.dossier.composing import compose
from musnad.presentation.dossier.records import Dossier, Footnote, Paragraph, Part, Section, Sentence
from musnad.presentation.dossier.rendering import render

__all__ = ["Dossier", "Footnote", "Paragraph", "Part", "Section", "Sentence", "compose", "render"]
