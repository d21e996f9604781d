"""What every stage shares: spans, diagnostics, exact quantities, the calendar, packaged files."""
