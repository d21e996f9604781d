"""What happened: events and the roster, as data and out of files."""
