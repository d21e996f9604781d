"""4xx: workbooks, as wholes, by cell, and what is odd about a sheet."""

from rubricdsl.base.message import Message

OFFICE: dict[str, Message] = {
    "RUB434": Message(
        "error",
        "读“{file}”要用 {library},这里没有安装",
        "reading “{file}” takes {library}, which is not installed",
        "安装它:pip install 'rubricdsl[office]'",
        "install it: pip install 'rubricdsl[office]'",
    ),
    "RUB435": Message(
        "error",
        "“{file}”不是完好的 .xlsx 工作簿(“{part}”)",
        "“{file}” is no intact .xlsx workbook (“{part}”)",
        "用表格软件打开,不设密码,另存为 .xlsx",
        "open it in a spreadsheet program and save it as .xlsx, without a password",
    ),
    "RUB436": Message(
        "error",
        "“{file}”太大:“{part}”展开后有 {size},最多 {limit}",
        "“{file}” is too large: “{part}” unpacks to {size}, at most {limit} are read",
        "分成几个工作簿,或存为 .csv",
        "split it into several workbooks, or save it as .csv",
    ),
    "RUB437": Message(
        "error",
        "“{file}”里有工作簿不该有的内容:“{part}”",
        "“{file}” holds what no workbook needs: “{part}”",
        "把表格复制到新的工作簿,另存为 .xlsx",
        "copy the table into a new workbook and save it as .xlsx",
    ),
    "RUB438": Message(
        "error",
        "“{file}”里没有工作表“{sheet}”",
        "“{file}” has no sheet “{sheet}”",
        "写成“{nearest}”之一",
        "name one of “{nearest}”",
    ),
    "RUB439": Message(
        "error",
        "{cell} 是没有存下结果的公式(“{field}”)",
        "{cell} is a formula saved without its result (“{field}”)",
        "用表格软件打开,算出结果后保存,或只粘贴数值",
        "open it in a spreadsheet program and save it with values, or paste values only",
    ),
    "RUB440": Message(
        "error",
        "{cell} 是错误值“{value}”(“{field}”)",
        "{cell} is the error value “{value}” (“{field}”)",
        "改正公式,或填写数值",
        "correct the formula, or enter a value",
    ),
    "RUB441": Message(
        "error",
        "“{field}”应当是文字,{cell} 里存的是数或日期:“{value}”",
        "“{field}” must be text, {cell} holds a number or date: “{value}”",
        "把这一列设为文本格式,重新填写",
        "format the column as text and enter the value again",
    ),
    "RUB442": Message(
        "warning",
        "只读了工作表“{sheet}”,没有读“{names}”",
        "only the sheet “{sheet}” was read, not “{names}”",
        "用 --sheet 指明要读的工作表",
        "name the sheet to be read with --sheet",
    ),
    "RUB443": Message(
        "warning",
        "隐藏的行或列也读了:{names}",
        "hidden rows or columns were read too: {names}",
        "不该计入的行,删去而不是隐藏",
        "delete rows that should not count instead of hiding them",
    ),
    "RUB444": Message(
        "warning",
        "合并的单元格只有左上角一格有值:{names}",
        "of merged cells only the top left one holds the value: {names}",
        "取消合并,每格都填写",
        "unmerge them and fill each cell",
    ),
    "RUB445": Message(
        "warning",
        "这个工作簿的日期从 {names} 算起,已按此换算",
        "the dates of this workbook count from {names} and were converted so",
        "核对几个日期;日期错了四年,就取消“1904 日期系统”",
        "compare some dates; where they are four years off, switch the “1904 date system” off",
    ),
    "RUB446": Message(
        "error",
        "{cell} 的日期不可能是“{value}”:1900-03-01 以前的日期各表格软件算法不同",
        "the date in {cell} cannot be “{value}”: spreadsheet programs disagree about days before 1900-03-01",
        "改正日期,或写成文字,例如 2024-03-09",
        "correct the date, or write it as text such as 2024-03-09",
    ),
}
