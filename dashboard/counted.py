"""What each metric counts, in a phrase for those who keep the registers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.catalogue import Obligation
from metrics.registry import registry

COUNTED = {
    "documents.to_grassroots": gettext_lazy(
        "计入统计、发至县级及以下的文件，一个文号计一件；发至层级不明的不计入，另行列出"
    ),
    "documents.supporting_unrequired": gettext_lazy("没有写明“明确要求条款”的配套文件"),
    "documents.missing_serials": gettext_lazy("同一代字、同一年度中间缺的号"),
    "documents.received_unregistered": gettext_lazy("基层收到、而发文单位台账里没有的文件"),
    "documents.received_twice": gettext_lazy("同一单位在规定天数内从另一机关再次收到的同一文件"),
    "documents.upgraded": gettext_lazy("名义高于所依据文件的发文"),
    "documents.joint_needless": gettext_lazy("党政联合印发、但事项不属党政共同职责的文件"),
    "documents.issued_above_need": gettext_lazy("部门或议事协调机构可解决、却以党委、政府或其办公厅名义印发的文件"),
    "documents.declassification_overdue": gettext_lazy("到期应审核而未审核的涉密件数"),
    "documents.classified": gettext_lazy("制发的涉密件数（只记件数）"),
    "documents.closed_without_reason": gettext_lazy("不予公开，或既未标公开属性又无公布日期，且没有写理由的文件"),
    "documents.hasty_reports": gettext_lazy("没有人要求、也没有进展成效的传达贯彻报告"),
    "documents.over_length": gettext_lazy("超过规定页数的政策性文件；页数不明的不计"),
    "meetings.held": gettext_lazy("计入统计的会议，套开只计牵头单位一次；党组自身的会议不计"),
    "meetings.unplanned": gettext_lazy("不在已批准的计划里，也没有单独报批的会议；本单位自己批的不算报批"),
    "meetings.in_quiet_month": gettext_lazy("有一天落在该月的全省性会议；有应急批准人的应急会议不计"),
    "meetings.plans_submitted": gettext_lazy("当年报送的下一年度会议计划，每个单位一份；退回修改不影响"),
    "meetings.joint_conferences": gettext_lazy("本系统登记或会议台账列有的四大班子秘书长联席会议，同一天计一次"),
    "meetings.wrongly_approved": gettext_lazy(
        "没有审批、审批人与会议类别不符，或者会后才批的会议；应急会议看应急批准人"
    ),
    "meetings.below_city": gettext_lazy("未经批准开到县级及以下的会议"),
    "meetings.repeated_downward": gettext_lazy("上级会议已开到县，又再次召开的会议"),
    "meetings.called_above_need": gettext_lazy("部门或议事协调机构可解决、却以党委、政府或其办公厅名义召开的会议"),
    "meetings.joinable": gettext_lazy("同一单位、同一月份、开到同一层级、都不足半天而没有套开的会议，从第二场起计"),
    "meetings.heads_unapproved": gettext_lazy("要求下级主要负责同志参会、又没有主要领导批准的会议"),
    "meetings.over_attendance": gettext_lazy("参会人数超过该类限额的会议；一类不限，人数不明的不计"),
    "meetings.idle_leaders": gettext_lazy("有无关领导陪会的会议"),
    "meetings.over_half_day": gettext_lazy("超过规定时长的单项工作会议；只知道天数的，超过半天即计；时长不明的不计"),
    "meetings.over_90_minutes": gettext_lazy("超过规定时长的视频、电视电话会议；时长不明的不计"),
    "meetings.by_video": gettext_lazy("以视频、电视电话形式召开的会议占全部会议的比例"),
    "meetings.same_matter_again": gettext_lazy("同一单位在规定天数内就相近议题再次召开、其间又没有人另行批准的会议"),
    "measures.deliverables_accepted": gettext_lazy("责任分工里当年应交、已完成并有佐证文号的交付物"),
    "documents.over_characters": gettext_lazy("超过规定字数的政策性文件；标题含“专项”的按专项工作从严"),
}

# parameters of metrics that a page names: name → a phrase with the value
PARAMETERS = {
    "pages": gettext_lazy("%(value)s页"),
    "days": gettext_lazy("%(value)s天内"),
    "minutes": gettext_lazy("%(value)s分钟"),
    "month": gettext_lazy("%(value)s月"),
    "similarity": gettext_lazy("相近程度不低于%(value)s"),
    "class_two": gettext_lazy("二类%(value)s人"),
    "class_three": gettext_lazy("三类%(value)s人"),
    "class_four": gettext_lazy("四类%(value)s人"),
    "characters": gettext_lazy("%(value)s字"),
    "special_characters": gettext_lazy("专项工作%(value)s字"),
}


def what_counts(obligation: Obligation) -> str:
    """One phrase; where the register is still to come, that it is."""
    if obligation.awaits:
        return _("台账接入后才开始统计")
    return str(COUNTED.get(obligation.metric, obligation.demand))


def unit_of(obligation: Obligation) -> str:
    """件, 次, …; nothing for a metric that is not published yet."""
    metric = registry.get(obligation.metric)
    return "" if metric is None or obligation.out_of else str(metric.unit)


def parameters_said(obligation: Obligation) -> str:
    """10页; 5000字、专项工作4000字; nothing where the metric takes none that pages name."""
    said = [str(PARAMETERS[name]) % {"value": value} for name, value in obligation.parameters if name in PARAMETERS]
    return _("、").join(said)
