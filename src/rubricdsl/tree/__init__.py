"""text → tree: what was written, in order, with spans. The only folder that imports lark."""
