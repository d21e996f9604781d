"""Phrases → clauses: one fold gives each phrase its role; what has none is refused at its words."""
