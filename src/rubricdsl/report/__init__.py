"""Pages for people, made of what the library says; the extra `report` brings what they are set with."""
