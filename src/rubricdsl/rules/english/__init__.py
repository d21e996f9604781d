"""The English dialect: what it has besides its words and grammar, as the head, titles, bands and grades."""
