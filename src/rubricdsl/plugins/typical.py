"""Clauses as standards word them: what a plug-in brings must leave their reading alone."""

from collections.abc import Mapping

TYPICAL: Mapping[str, tuple[str, ...]] = {
    "zh": (
        "迟到一次扣2分,情节“严重”的,扣5分。",
        "每做成一笔“特约成交”加5分,最多加20分。",
        "接待不认真、报修不登记的,发现一次给予扣1-3分,扣完为止。",
        "迟到30分钟以上的,每次扣2分;累计三次以上的,另扣5分。",
        "完成率不低于95%,每降低1个百分点扣2分,不足1%按1%计。",
        "5%以内扣3分,5%-10%扣6分,20%以上不得分。",
        "连续半年无“特约成交”,扣考核分5分。",
        "每周至少召开一次“例会”,少一次扣1分。",
        "每月25日前完成“盘点”,逾期一天扣1分,未完成扣5分。",
        "第一次扣1分,第二次扣2分,第三次及以上每次扣5分,加倍处罚。",
        "违者罚款50元/次,奖励100元,按比例得分,满分10分。",
        "平均满意度低于90%的,酌情扣1-3分,不可抗力除外。",
        "一票否决,取消评优资格,按照《公司规章制度》予以处理。",
        "同一事件不重复扣分,可倒扣,扣1分/人/次,30件,2小时,3天。",
        "优秀 9-10分 | 合格 6-8分 | 较差 0-5分:无迟到、早退。",
    ),
    "en": (
        "“late”: deduct 2 points per occurrence; if “severe”, deduct 5 points instead.",
        "add 5 points per deal, up to 20 points in total, until nothing is left.",
        "late by 30 minutes or more: deduct 1-3 points at discretion, except with approval.",
        "completion rate of at least 95%; deduct 2 points for every 1 percentage point below.",
        "no “deal” for six consecutive months, deduct 5 points.",
        "at least one “meeting” a week, deduct 1 point for each one missing.",
        "“stocktaking” by the 25th of each month, deduct 1 point per day late.",
        "the first occurrence: deduct 1 point, the second occurrence: deduct 2 points, doubled.",
        "fine 50 yuan each time, reward 100 yuan, veto, award full marks in proportion.",
        "average satisfaction below 90%, handled under “Company rules”, this item counts once.",
    ),
}
