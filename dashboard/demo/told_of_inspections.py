"""Inspections told one by one: visits nobody filed, forms, shared results, what is to be cleared, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dashboard.demo.imported import noon
from dashboard.demo.organs import Province
from dashboard.demo.seats import CLERK_OF, COUNTY
from dashboard.demo.sheets import bring_in
from inspections.actions.plans import carry_over, start_plan
from inspections.models import InspectionPlan, ItemState, PlannedInspection, PlanState
from organizations.models import User

UNFILED, TRACES, RESEARCH = "市场秩序厅", "自然生态厅", "农业乡村厅"
# whose next plan waits for the leader; both look at the same thing in the same counties in April
CHECKED, ALIKE = "自然生态厅", "应急安防厅"
NEIGHBOUR = "DEMO-X010"
TICKS = ("查台账", "访谈", "入户", "列问题", "要整改清单")


def odd_visits(province: Province, year: int) -> list[dict[str, str]]:
    """In January: one without plan and letter, one that asks for screenshots, a research visit with three ticks."""
    told = [
        (UNFILED, "市场秩序临时检查", date(year, 1, 1), "", "", set()),
        (TRACES, "巡护工作检查", date(year, 1, 1), f"示例函〔{year}〕1号", "台账、微信截图", {"查台账"}),
        (RESEARCH, "春耕备耕调研", date(year, 1, 1), f"示例函〔{year}〕2号", "", {"查台账", "访谈", "列问题"}),
    ]
    return [
        {
            "事项名称": name,
            "实施单位": organ,
            "到访单位": province[COUNTY].name,
            "开始日期": day.isoformat(),
            "结束日期": day.isoformat(),
            "备案号": "",
            "公函文号": letter,
            "人数": "4",
            "陪同人数": "1",
            **{tick: "是" if tick in ticks else "否" for tick in TICKS},
            "要求提供材料": papers,
            "层层陪同": "否",
        }
        for organ, name, day, letter, papers, ticks in told
        if day <= province.today and year == province.year
    ]


def forms(province: Province, year: int) -> list[dict[str, str]]:
    """Fewer this year; one without a filing number and asking for screenshots."""
    departments = [one for one in province.issuers if one.name.endswith("厅") and one.ends is None]
    asked = [
        (organ, f"{organ.name.removesuffix('厅')}情况统计表", date(year, 1, 2), f"督检表〔{year}〕{at:03}号", "")
        for at, organ in enumerate(departments[: 6 if year == province.year else 9], 1)
    ]
    if year == province.year:
        asked.append((province[UNFILED], "经营主体走访台账月报", date(year, 1, 1), "", "截图、照片"))
    return [
        {
            "报表名称": name,
            "要求单位": organ.name,
            "要求日期": day.isoformat(),
            "对象层级": "县",
            "频次": "每季度",
            "备案号": number,
            "渠道": "平台",
            "要求留痕": traces,
        }
        for organ, name, day, number, traces in asked
        if day <= province.today and (organ.starts is None or organ.starts <= day)
    ]


def results(province: Province, year: int) -> list[dict[str, str]]:
    told = [
        ("城乡营建资金使用审计报告", "财税统筹厅", "审计", date(year, 1, 1), 20),
        ("农村人口和住户统计数据", "规划发展厅", "统计", date(year, 1, 1), 25),
        ("安全生产专项检查情况", "应急安防厅", "督查检查考核", date(year, 1, 1), 45),
    ]
    return [
        {
            "成果名称": name,
            "形成单位": organ,
            "类别": kind,
            "形成日期": day.isoformat(),
            "共享日期": (day + timedelta(days=after)).isoformat()
            if day + timedelta(days=after) <= province.today
            else "",
            "共享范围": "省直各部门、各市县",
        }
        for name, organ, kind, day, after in told
        if day <= province.today
    ]


def lists(province: Province) -> list[dict[str, str]]:
    decided = min(date(province.year, 1, 2), province.today).isoformat()
    told = [
        ("考核指标", "营商环境满意度", "市场秩序厅", "部门", "12", "0", "取消", "是"),
        ("考核指标", "粮食播种面积", "农业乡村厅", "中央", "4", "4", "保留", "是"),
        ("一票否决", "统计数据质量", "规划发展厅", "部门", "1", "1", "待定", "是"),
        ("责任状", "林区防火责任状", "水土林草厅", "中央", "1", "1", "保留", "是"),
        ("创建示范", "文明窗口创建", "社会事务厅", "省委省政府", "20", "12", "保留", "是"),
        ("评比表彰", "年度信息工作评比", "数据事务局", "无", "8", "0", "取消", "否"),
    ]
    return [
        {
            "类别": kind,
            "名称": name,
            "设立单位": organ,
            "依据层级": basis,
            "清理前指标数": before,
            "清理后指标数": after,
            "处理": decision,
            "处理日期": "" if decision == "待定" else decided,
            "仍在执行": going,
        }
        for kind, name, organ, basis, before, after, decision, going in told
    ]


def waiting(province: Province, users: Mapping[str, User]) -> None:
    """Next year's plans: one drafted from this year, one whose items wait for the leader."""
    year = province.year + 1
    draft = start_plan(organization=province[CLERK_OF].pk, year=year, by=users["clerk"])
    carry_over(plan=draft.pk, by=users["clerk"])
    county, neighbour = province[COUNTY].name, province[NEIGHBOUR].name
    for organ, what, month, start, where in (
        (CHECKED, "自然生态项目检查", 9, 10, county),
        (CHECKED, "安全生产专项检查", 4, 6, f"{county}、{neighbour}"),
        (ALIKE, "安全生产专项检查", 4, 12, f"{county}、{neighbour}"),
    ):
        row = {
            "年度": str(year),
            "事项名称": what,
            "类型": "检查",
            "综合": "专项",
            "牵头单位": organ,
            "依据": "年度督查检查考核计划",
            "依据层级": "省委省政府",
            "对象层级": "县",
            "对象": where,
            "计划时间": f"{year}-{month:02}-{start:02}至{year}-{month:02}-{start + 2:02}",
            "天数": "3",
            "人数": "5",
        }
        bring_in("inspection_plans", [row], user=users["office"], today=province.today, year=year)
    signed = {"submitted_by": users["head"], "submitted_at": noon(province.today)}
    signed |= {"checked_by": users["office"], "checked_at": noon(province.today)}
    waits = InspectionPlan.objects.filter(organization__in=[province[CHECKED], province[ALIKE]], year=year)
    waits.update(state=PlanState.CHECKED, submitted_on=province.today, **signed)
    PlannedInspection.objects.filter(plan__in=waits).update(state=ItemState.CHECKED, **signed)
