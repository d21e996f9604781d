"""rules + events → tally: a commutative multiset of event shapes, with no arithmetic of points."""
