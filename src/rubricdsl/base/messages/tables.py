"""25x: tables that are read by their header rows."""

from rubricdsl.base.message import Message

TABLES: dict[str, Message] = {
    "RUB250": Message(
        "error",
        "不认识表头“{words}”",
        "the head “{words}” of a table is not known",
        "换成认识的表头,例如:{known};不计分的列删去",
        "use a head that is known, such as {known}; leave out a column that does not score",
    ),
    "RUB251": Message(
        "error",
        "“{words}”与表头对不上:格数不对,分值栏里不是分数,或名称栏里是分数",
        "“{words}” does not fit its table: it has other cells, no marks in the column of marks, or marks for a name",
        "按表头“{heads}”一格对一格地写,空格用“-”",
        "write one cell for each head (“{heads}”), with “-” for an empty one",
    ),
    "RUB252": Message(
        "info",
        "表里的“{words}”栏不计分,没有读",
        "“{words}” of the table scores nothing and is not read",
        "要计分的内容写到“评分标准”栏",
        "put what should score into the column 评分标准 (Scoring)",
    ),
    "RUB253": Message(
        "error",
        "表头“{words}”下面没有行",
        "the header “{words}” of a table has no rows below it",
        "表头下面紧接着写各行,中间不空行",
        "write the rows right below the header, with no blank line between",
    ),
    "RUB254": Message(
        "error",
        "“{words}”像是评分,但“{head}”栏不读",
        "“{words}” looks like a score, but the column “{head}” is not read",
        "移到“评分标准”栏",
        "move it to the column 评分标准 (Scoring)",
    ),
    "RUB255": Message(
        "info",
        "“{words}”栏是百分数,没有别的分值,按百分制的分值读:20% 就是 20 分",
        "“{words}” holds percentages and there are no other marks: they are marks of 100, 20% is 20 points",
        "各项若按 100 分打分再乘权重,另加一栏“分值”,写 100",
        "if each row is scored out of 100 and then weighted, add a column 分值 (Marks) of 100",
    ),
    "RUB256": Message(
        "warning",
        "目标“{words}”没有用上:不是一个数,或看不出高于它好还是低于它好",
        "the target “{words}” is not used: it is not one amount, or nothing says on which side of it is enough",
        "写成一个数,写明“≥”或“≤”,例如“≥95%”",
        "write one amount with ≥ or ≤ before it, such as “≥95%”",
    ),
    "RUB257": Message(
        "info",
        "“{words}”没有分值,直接加减总分",
        "“{words}” has no marks: what it scores moves the total itself",
        "若有满分,在分值栏写明",
        "if it has full marks, state them in the column of marks",
    ),
    "RUB258": Message(
        "error",
        "“{words}”要用目标值,但这一行的目标值不是一个数",
        "“{words}” takes a target, but the target of its row is not one amount",
        "在目标值栏写一个数,例如“95%”",
        "write one amount in the column 目标值 (Target), such as “95%”",
    ),
}
