"""tree → rules: clauses compiled into frozen rule objects with every name resolved."""
