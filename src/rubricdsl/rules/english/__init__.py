"""The English dialect: the reading functions of grammars/dialects/en.lark, which yield the same drafts."""
