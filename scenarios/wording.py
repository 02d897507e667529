"""The words of problems in both languages: what was expected, by id, and what came where quoting it says too little."""

from simulator.kernel.texts import Text


def _table(rows: tuple[tuple[str, str, str], ...]) -> dict[str, Text]:
    table = {id: Text(en, zh) for id, en, zh in rows}
    assert len(table) == len(rows), "two wordings share an id"
    return table


EXPECTED = _table(
    (
        # the file
        ("file", "a file that can be read", "可以读取的文件"),
        ("file_missing", "a file of this name", "这个名称的文件"),
        ("file_folder", "a file", "一个文件"),
        ("size", "a script of at most {most} bytes", "不超过 {most} 字节的剧本"),
        ("encoding", "a file saved as UTF-8", "以 UTF-8 编码保存的文件"),
        ("unprintable", "text without control characters", "不含控制字符的文本"),
        ("tab", "spaces for indentation", "用空格缩进"),
        ("empty", "a script", "一个剧本"),
        (
            "script",
            "a script: keys such as 'scenario:' and 'title:', each with its value",
            "剧本：由“scenario:”“title:”等键和值组成",
        ),
        ("one_document", "one script a file", "一个文件只写一个剧本"),
        ("depth", "at most {most} levels of nesting", "嵌套不超过 {most} 层"),
        ("alias", "the text itself; references with * are not used here", "直接写内容；这里不使用 * 引用"),
        ("anchor", "plain text; names with & are not used here", "普通文本；这里不使用 & 锚点"),
        ("tag", "plain text; type marks with ! are not used here", "普通文本；这里不使用 ! 类型标记"),
        ("merge", "the keys themselves; merging with << is not used here", "直接写出各键；这里不使用 << 合并"),
        ("key", "a word as key", "键应为一个词"),
        ("duplicate", "each key once in its group", "同一组内每个键只写一次"),
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
            "键后只有一个值；文本中含“: ”时请加引号",
        ),
        ("syntax_start", "a text in quotes where it begins with a special character", "以特殊字符开头的文本应加引号"),
        # shapes
        ("missing", "the key '{key}'", "应有键“{key}”"),
        ("missing_en", "an English text (en)", "英文文本（en）"),
        ("missing_zh", "a Chinese text (zh)", "中文文本（zh）"),
        ("key_known", "one of: {known}", "下列之一：{known}"),
        ("comma", "quotes around a text with a comma", "含逗号的文本应加引号"),
        ("group", "a group of keys", "一组键和值"),
        ("list", "a list", "一个列表"),
        ("scalar", "one phrase", "一个短语"),
        ("filled", "something written here", "这里应有内容"),
        ("value_of_kind", "another kind of value ({kind})", "另一种类型的值（{kind}）"),
        (
            "name",
            "a name of small letters, digits and _, beginning with a letter",
            "小写字母、数字和下划线组成、以字母开头的名称",
        ),
        # small phrases
        ("duration", "a duration such as 45 s, 3 min or 1:30", "时长，例如 45 s、3 min 或 1:30"),
        ("duration_long", "at most 24 hours", "不超过 24 小时"),
        ("span_order", "the smaller value first, as in 20s to 40s", "先写较小的值，例如 20s to 40s"),
        ("before_start", "a time within the drill's minutes", "演练时间之内的时刻"),
        ("clock", "a date and time such as 2026-12-24 10:00", "日期和时间，例如 2026-12-24 10:00"),
        ("number", "a whole number from {low} to {high}", "{low} 到 {high} 的整数"),
        ("share", "a share such as 30%", "百分比，例如 30%"),
        ("shares", "shares that add up to 100%", "各项百分比合计为 100%"),
        ("yes_no", "yes or no", "yes 或 no"),
        ("money", "an amount such as {example}", "金额，例如 {example}"),
        ("pieces", "notes and coins such as 100 x2, 0.50 x10", "面额和张数，例如 100 x2, 0.50 x10"),
        ("piece", "a note or coin that circulates: {known}", "流通的面额：{known}"),
        ("piece_once", "each note or coin once", "每种面额只写一次"),
        ("choices", "words such as any of [a, b]", "选项，例如 any of [a, b]"),
        ("known_word", "one of: {known}", "下列之一：{known}"),
        # customers
        ("sku", "an item of the shop", "本店的商品编号"),
        ("category", "a category of the shop: {known}", "本店的品类：{known}"),
        (
            "good",
            "a good such as milk_1l x2, apples 0.755kg or 3 to 9 of grocery",
            "商品，例如 milk_1l x2、apples 0.755kg 或 3 to 9 of grocery",
        ),
        (
            "good_detail",
            "x2, a weight such as 0.755kg, labelled, 2d, expired, smudged, torn or 'under the trolley'",
            "x2、重量（如 0.755kg）、labelled、2d、expired、smudged、torn 或 under the trolley",
        ),
        (
            "labelled",
            "a weigh label on loose goods: {sku} is not sold by weight",
            "电子秤标签只用于散装商品：{sku} 不按重量销售",
        ),
        ("recalled", "an item of which the shop recalls a lot: {known}", "门店召回清单中的商品：{known}"),
        ("weight", "a weight from 1 g to 30 kg", "1 g 到 30 kg 的重量"),
        ("not_weighed", "a number of pieces: {sku} is not sold by weight", "件数：{sku} 不按重量销售"),
        ("payment", "a payment: cash, card or mobile", "付款方式：cash、card 或 mobile"),
        ("cash_detail", "an amount, 'exact' or 'large' after cash", "cash 后写金额、exact 或 large"),
        ("payment_detail", "one of: {known}", "下列之一：{known}"),
        (
            "way_goes_on",
            "an amount for every part but the last, or an attempt that fails",
            "除最后一笔外，每笔要有金额，或是一次失败的尝试",
        ),
        ("way_unpaid", "a way to pay that ends with a payment that goes through", "最后一笔应能付成"),
        ("stream_pace", "at least 1 s between customers", "顾客间隔至少 1 秒"),
        ("goes_with", "'{other}' beside it", "应同时写“{other}”"),
        ("answer", "one of the answers offered: {known}", "所列回答之一：{known}"),
        ("customer", "a customer of this script: {known}", "本剧本中的顾客：{known}"),
        # what happens
        ("one_lead", "exactly one of: {known}", "下列键有且只有一个：{known}"),
        ("idle", "a time of at least 1 s", "至少 1 秒的时间"),
        ("verb_without", "no such key with '{verb}'", "“{verb}”不带这个键"),
        ("verb_needs", "the key '{key}' with '{verb}'", "“{verb}”应带键“{key}”"),
        # rules
        ("event", "an event of the journal", "日志中的事件名"),
        ("field", "a field of {event}: {known}", "{event} 的字段：{known}"),
        ("value", "a value that {field} can have: {known}", "{field} 可取的值：{known}"),
        (
            "condition",
            "a condition such as 'amount equals due' or 'change_off below -10.00'",
            "条件，例如 amount equals due 或 change_off below -10.00",
        ),
        ("field_fits", "a comparison that fits {field}", "适合 {field} 的比较"),
        ("field_alike", "a field of the same kind as {field}", "与 {field} 同类的字段"),
        ("not_one_of", "one value after 'is not'", "is not 之后只写一个值"),
        ("count_of", "a number, or 'count of EVENT'", "一个数，或 count of 事件名"),
        ("one_comparison", "exactly one of: {known}", "下列键有且只有一个：{known}"),
        ("not_with", "no such key with '{lead}'", "“{lead}”不带这个键"),
        ("lead_needs", "the key '{key}' with '{lead}'", "“{lead}”应带键“{key}”"),
        (
            "judged_event",
            "'critical: yes': no single event is judged here, whose fields could tell",
            "critical: yes；这条规则不针对单个事件，无字段可判断",
        ),
        ("critical_once", "one of 'critical' and 'critical when'", "critical 与 critical when 只写其一"),
        ("competency", "a competency of the role: {known}", "该岗位的能力项：{known}"),
        (
            "competency_asked",
            "a competency that this script lists: {known}",
            "本剧本 competencies 中列出的能力项：{known}",
        ),
        ("rule_once", "an id that stands in only one of expect and forbid", "编号只在 expect 或 forbid 之一中出现"),
        ("rules", "at least one rule under expect or forbid", "expect 或 forbid 中至少有一条规则"),
        ("pace", "four rising numbers, such as [6, 9, 13, 17]", "四个递增的数，例如 [6, 9, 13, 17]"),
        # the script and its surroundings
        ("role", "a role: {known}", "岗位：{known}"),
        ("shop", "a shop that exists: {known}", "已有的门店：{known}"),
        ("library", "a script of the library ({known}) or a file", "剧本库中的剧本（{known}）或一个文件"),
        ("lengths", "minutes from {low} to {high}", "{low} 到 {high} 分钟"),
        ("length_fixed", "a script whose length can be changed ('lengths')", "可以调整时长的剧本（lengths）"),
        # what is well-formed and makes no sense
        ("lint_never_met", "something in this script that can cause {event}", "剧本里应有能引发 {event} 的内容"),
        ("lint_contradiction", "conditions that can hold together", "可以同时成立的条件"),
        ("lint_unscored", "a rule that speaks for the competency {competency}", "应有评估能力项 {competency} 的规则"),
        ("lint_debrief", "a debrief text", "复盘文字（debrief）"),
        ("lint_not_chinese", "Chinese words in a Chinese text", "中文文本里应有汉字"),
        ("lint_not_english", "an English text without Chinese characters", "英文文本里不应有汉字"),
        ("lint_cannot_trigger", "something in this script that can cause {event}", "剧本里应有能引发 {event} 的内容"),
        ("lint_after_end", "a time before the drill ends ({minutes} min)", "演练结束（{minutes} 分钟）之前的时间"),
        ("lint_stage_customer", "a customer who can be at this stage ({stage})", "能到这一步（{stage}）的顾客"),
        ("lint_chance", "a chance above 0%", "大于 0% 的概率"),
        (
            "lint_same_decision",
            "something for the seed to decide (choices, shares, spans)",
            "应有由种子决定的内容（选项、比例或范围）",
        ),
    )
)

GOT = _table(
    (
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
        ("missing", "nothing", "没有"),
        ("missing_en", "none", "没有"),
        ("missing_zh", "none", "没有"),
        ("goes_with", "'{got}' alone", "只有“{got}”"),
        ("verb_needs", "none", "没有"),
        ("lead_needs", "none", "没有"),
        ("one_comparison", "none or several", "没有或不止一个"),
        ("judged_event", "'critical when'", "critical when"),
        ("rules", "none", "没有"),
        ("lint_never_met", "nothing that does", "没有"),
        ("lint_cannot_trigger", "nothing that does", "没有"),
        ("lint_unscored", "none", "没有"),
        ("lint_debrief", "none", "没有"),
        ("lint_stage_customer", "none", "没有"),
        ("lint_same_decision", "none", "没有"),
    )
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
