"""The codes of files of events as wholes, worded by the rules of `messages`."""

from rubricdsl.base.message import Message

FILE_MESSAGES: dict[str, Message] = {
    "RUB466": Message(
        "error",
        "读“{file}”时它被改写了,前后可能不一致",
        "“{file}” was written to while it was read: its parts may not belong together",
        "等它写完再评,或先复制一份",
        "score it when it is complete, or make a copy first",
    ),
}
