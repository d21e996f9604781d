"""tally → scorecards: the fixed pipeline, one function per stage, in order."""
