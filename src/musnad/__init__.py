"""musnad (مُسنَد): Arabic news reports in, a case in which every fact points to its words out."""

__version__ = "0.1.0"
