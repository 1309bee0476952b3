"""Everything musnad raises on purpose.

MusnadError
├── UnreadableDocument        a file that cannot become a document: empty, binary, too large, unknown encoding
│   └── UnsupportedFormat     no reader takes this kind of file
├── LexiconError              faults in a YAML lexicon or ontology file, all of them together
├── CaseError                 the case file is missing, is not a case, or is of another version
│   ├── NotFound              no report, entity or event answers to the given name or id
│   └── CaseInUse             another build is at work on the case
├── BuildStopped              somebody asked the build to stop
├── StepError                 a pipeline whose steps do not fit together, or a step that failed on a report
├── JudgementError            a decision that cannot be taken down: no such item, a value its field does not take, a faulty file
├── SettingError              a setting (environment, option) that names nothing there is
└── ExportError               an export that cannot be written

Every message says what is wrong, where, and what to do next. The library raises; only `cli/` and `presentation/web/`
turn these into words for a terminal or a page.
"""

from __future__ import annotations

from collections.abc import Mapping


class MusnadError(Exception):
    """Base of all errors musnad raises on purpose."""


class UnreadableDocument(MusnadError):
    """A file that cannot become a document; the build lists it and goes on."""

    def __init__(self, name: str, problem: str, advice: str, code: str = "", gaps: Mapping[str, str] | None = None) -> None:
        self.name, self.problem, self.advice = name, problem, advice
        self.code, self.gaps = code, dict(gaps or {})
        """What names the same in `lexicons/reasons/unread.yml`, for other languages."""
        super().__init__(f"{name}: {problem}. {advice}")


class UnsupportedFormat(UnreadableDocument):
    """No reader takes this kind of file."""


class LexiconError(MusnadError):
    """Faults in a lexicon file, collected and raised together."""

    def __init__(self, file: str, faults: list[str]) -> None:
        self.file, self.faults = file, faults
        listing = "\n".join(f"  - {fault}" for fault in faults)
        super().__init__(f"{file} has {len(faults)} fault(s); mend them and try again:\n{listing}")


class CaseError(MusnadError):
    """The case file is missing, is not a case, or is of another version."""


class NotFound(CaseError):
    """No report, entity or event answers to the given name or id."""


class CaseInUse(CaseError):
    """Another build is at work on the case."""


class BuildStopped(MusnadError):
    """Somebody asked the build to stop; what it has read is kept."""


class StepError(MusnadError):
    """A pipeline whose steps do not fit together, or a step that failed on a report."""


class JudgementError(MusnadError):
    """A decision of an analyst that cannot be taken down as given."""


class SettingError(MusnadError):
    """A setting that names nothing there is."""


class ExportError(MusnadError):
    """An export that cannot be written."""
