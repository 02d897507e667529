"""The words of what is wrong with a file before it is asked what it says: no file, no text, no YAML."""

Rows = tuple[tuple[str, str, str], ...]
"""An id, its words in English and in Chinese."""

EXPECTED: Rows = (
    # the file
    ("file", "a file that can be read", "可以读取的文件"),
    ("file_missing", "a file of this name", "这个名称的文件"),
    ("file_folder", "a file", "一个文件"),
    ("size", "a script of at most {most} bytes", "不超过 {most} 字节的剧本"),
    ("encoding", "a file saved as UTF-8", "以 UTF-8 编码保存的文件"),
    ("unprintable", "text without control characters", "不含控制字符的文本"),
    ("tab", "spaces for indentation", "应用空格缩进"),
    ("empty", "a script", "一个剧本"),
    (
        "script",
        "a script: keys such as 'scenario:' and 'title:', each with its value",
        "剧本：由“scenario:”“title:”等键和值组成",
    ),
    ("one_document", "one script a file", "一个文件应只写一个剧本"),
    ("depth", "at most {most} levels of nesting", "嵌套应不超过 {most} 层"),
    ("alias", "the text itself; references with * are not used here", "应直接写内容；这里不使用 * 引用"),
    ("anchor", "plain text; names with & are not used here", "普通文本；这里不使用 & 锚点"),
    ("tag", "plain text; type marks with ! are not used here", "普通文本；这里不使用 ! 类型标记"),
    ("merge", "the keys themselves; merging with << is not used here", "应直接写出各键；这里不使用 << 合并"),
    ("key", "a word as key", "键应为一个词"),
    ("duplicate", "each key once in its group", "同一组内每个键应只写一次"),
    # YAML's own grammar
    ("syntax", "YAML that can be read", "能读懂的 YAML"),
    ("syntax_quote", "a closing quote for the text that begins in line {line}", "第 {line} 行开始的文本应有后引号"),
    ("syntax_list", "',' or ']' in the list that begins in line {line}", "第 {line} 行开始的列表中应有“,”或“]”"),
    (
        "syntax_group",
        "',' or '}' in the group of line {line} (quote texts that hold brackets or commas)",
        "第 {line} 行开始的分组中应有“,”或“}”（含括号或逗号的文本请加引号）",
    ),
    (
        "syntax_key",
        "a key, indented as the group that begins in line {line}",
        "与第 {line} 行开始的分组缩进一致的键",
    ),
    (
        "syntax_item",
        "'-' at the same indentation as the list that begins in line {line}",
        "与第 {line} 行开始的列表缩进一致的“-”",
    ),
    ("syntax_colon", "'key: value'", "“键: 值”"),
    (
        "syntax_value",
        "one value after a key; quote a text that has ': ' in it",
        "键后应只有一个值；文本中含“: ”时请加引号",
    ),
    ("syntax_start", "a text in quotes where it begins with a special character", "以特殊字符开头的文本应加引号"),
)

STATED: Rows = (
    ("file_missing", "there is no such file", "没有这个文件"),
    ("file_folder", "this is a folder, not a file", "这是文件夹，不是文件"),
)

GOT: Rows = (
    ("file_missing", "none", "没有找到"),
    ("file_folder", "a folder", "一个文件夹"),
    ("size", "{got}", "{got}"),
    ("encoding", "{got}", "{got}"),
    ("unprintable", "{got}", "{got}"),
    ("file", "{got}", "{got}"),
    ("tab", "a tab", "制表符"),
    ("empty", "an empty file", "空文件"),
    ("one_document", "a second one after '---'", "“---”之后的第二个"),
    ("depth", "more", "更深"),
    ("alias", "*{got}", "*{got}"),
    ("anchor", "&{got}", "&{got}"),
    ("tag", "{got}", "{got}"),
    ("merge", "<<", "<<"),
    ("key", "a list or group", "列表或分组"),
    ("duplicate", "'{got}' again (first in line {line})", "重复的“{got}”（首次在第 {line} 行）"),
    ("syntax", "a mistake: {got}", "语法错误：{got}"),
    ("syntax_quote", "the end of the file", "文件结尾"),
    ("syntax_list", "something else", "其他内容"),
    ("syntax_group", "something else", "其他内容"),
    ("syntax_key", "something else", "其他内容"),
    ("syntax_item", "something else", "其他内容"),
    ("syntax_colon", "words without a colon", "没有冒号的文字"),
    ("syntax_value", "another ':'", "又一个“:”"),
    ("syntax_start", "a character that cannot begin a text", "不能作为开头的字符"),
)

_SYNTAX = (
    ("quoted scalar", "syntax_quote"),
    ("flow sequence", "syntax_list"),
    ("flow mapping", "syntax_group"),
    ("simple key", "syntax_colon"),
    ("block mapping", "syntax_key"),
    ("block collection", "syntax_item"),
    ("mapping values are not allowed", "syntax_value"),
    ("cannot start any token", "syntax_start"),
)


def syntax_kind(wrong: str, context: str) -> str:
    """Which wording fits the YAML parser's own words."""
    said = f"{context} {wrong}"
    return next((id for words, id in _SYNTAX if words in said), "syntax")
