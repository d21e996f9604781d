"""Rules → findings with witnesses: what can be read and scored, and is still worth a look."""
