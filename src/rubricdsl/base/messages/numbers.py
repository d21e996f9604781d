"""21x: numbers and amounts."""

from rubricdsl.base.message import Message

NUMBERS: dict[str, Message] = {
    "RUB210": Message(
        "error",
        "“{number}”不是读得懂的数",
        "“{number}” is not a number that is read",
        "写成阿拉伯数字,例如 12",
        "write it in digits, such as 12",
    ),
    "RUB211": Message(
        "error",
        "数“{number}”太大,最多 15 位",
        "the number “{number}” is too large, 15 digits at most",
        "换用较大的单位",
        "use a larger unit",
    ),
    "RUB212": Message(
        "error",
        "数“{number}”以 0 开头",
        "the number “{number}” starts with 0",
        "写成 {plain}",
        "write {plain}",
    ),
    "RUB213": Message(
        "error",
        "数“{number}”超过 6 位小数",
        "the number “{number}” has more than 6 decimals",
        "减少小数位",
        "use fewer decimals",
    ),
    "RUB214": Message(
        "error",
        "“{number}”是除以零",
        "“{number}” divides by zero",
        "改正分母",
        "correct the denominator",
    ),
    "RUB215": Message(
        "error",
        "数“{number}”的位数次序不对",
        "the places of the number “{number}” are out of order",
        "写成阿拉伯数字,例如 110",
        "write it in digits, such as 110",
    ),
    "RUB216": Message(
        "error",
        "“{number}”是逐位写的数字,不作数量读",
        "“{number}” is written digit by digit and is not read as an amount",
        "写成阿拉伯数字,或写明百、十",
        "write it in digits, or with 百 and 十",
    ),
    "RUB217": Message(
        "warning",
        "“{number}”读作“{plain}”",
        "“{number}” is read as “{plain}”",
        "写成“{plain}”",
        "write “{plain}”",
    ),
    "RUB218": Message(
        "error",
        "“{words}”是负的扣分或加分",
        "“{words}” is a negative amount",
        "扣负数请写“加”,加负数请写“扣”",
        "turn the verb around: 加 for a negative deduction",
    ),
    "RUB219": Message(
        "warning",
        "“{words}”的范围前大后小,按小到大读",
        "the range of “{words}” runs from high to low and is read low first",
        "小的数写在前面",
        "write the lower number first",
    ),
}
