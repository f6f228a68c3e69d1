"""What the demands of measures 14–21 are judged by: headings, rows and the status that `evaluate` prints."""

import json
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from inspections.models import PlannedInspection

VISITS = "事项名称、实施单位、到访单位、开始日期、结束日期、备案号、公函文号、人数、陪同人数、要求提供材料"
TICKED = "事项名称、实施单位、到访单位、开始日期、查台账、访谈、入户、列问题、要整改清单"
CONDUCT = "事项名称、实施单位、到访单位、开始日期、公函文号、接待超标、提前踩点、无关要求、层层陪同"
PLANS = "年度、事项名称、类型、综合、牵头单位、依据、依据层级、对象层级、对象、计划时间、天数、要求提供材料"
CLEARED = "类别、名称、设立单位、依据层级、清理前指标数、清理后指标数、处理、处理日期、仍在执行"
REQUESTS = "报表名称、要求单位、要求日期、对象层级、备案号、要求留痕、可用共享成果"
RESULTS = "成果名称、形成单位、类别、形成日期、共享日期"


def status(key, organization="D1", as_of="2019-12-31"):
    out = StringIO()
    arguments = ("--as-of", as_of, "--obligation", key, "--organization", organization, "--format", "json")
    call_command("evaluate", "2019", *arguments, stdout=out)
    (found,) = json.loads(out.getvalue())
    return found["status"]


def visit(name, day, place="示例县", unit="示例厅", **more):
    said = {
        "结束日期": "",
        "备案号": "督检〔2019〕1号",
        "公函文号": "示例函〔2019〕1号",
        "人数": "6",
        "陪同人数": "2",
    } | more
    row = {"事项名称": name, "实施单位": unit, "到访单位": place, "开始日期": day, "要求提供材料": ""} | said
    return [row[heading] for heading in VISITS.split("、")]


def planned(name, time="3月", objects="示例县", comprehensive="专项", days="5", papers=""):
    return ["2019", name, "督查", comprehensive, "示例厅", "示例条例", "中央", "县", objects, time, days, papers]


def approve_all():
    """What the leader does on the phone, here in one stroke."""
    for item in PlannedInspection.objects.filter(state="draft"):
        PlannedInspection.objects.filter(pk=item.pk).update(
            state="approved",
            filing_number=f"督检〔2019〕{item.pk:03}号",
            decided_at=timezone.now().replace(2019, 1, 15),
        )
    return PlannedInspection.objects.order_by("pk").last().filing_number
