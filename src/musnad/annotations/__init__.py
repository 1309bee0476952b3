"""One report in, spans with reasons out: everything that is found inside a single report."""
