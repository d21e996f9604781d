"""What a rule is made of, whatever text it was read from: its parts, and the findings about it."""
