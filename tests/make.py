"""One short maker per model: a plausible row with as little said as the test needs.

    make.document(organization=department, level=Level.COUNTY)

Everything is invented. Numbers that must differ are counted up.
"""

from datetime import date
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from documents.models import ClassifiedCount, Document, Incoming, ScopeTable
from measures.models import (
    Answer,
    Assignment,
    Baseline,
    Explanation,
    Flag,
    FlagEvent,
    Indicator,
    Principal,
    Problem,
    Seal,
    SealedStanding,
    Standing,
    Target,
)
from measures.status import Status
from meetings.models import (
    AgendaItem,
    Decision,
    Deputy,
    JointConference,
    LineState,
    Meeting,
    MeetingClass,
    MeetingForm,
    Plan,
    PlannedMeeting,
    Portfolio,
    planned_key,
)
from organizations.models import (
    Form,
    InNameOf,
    Kind,
    Level,
    Organization,
    RoleAssignment,
    Series,
    Succession,
    User,
)
from registers.models import ColumnMapping, Coverage, Holiday, Import, OutboxJob, ScheduledRun

DAY = date(2019, 6, 3)
_numbers = count(1)


def organization(name="测试厅", *, kind=Kind.DEPARTMENT, **fields):
    number = next(_numbers)
    fields.setdefault("code", f"T{number:05}")
    fields.setdefault("position", number)
    return Organization.objects.create(name=name, kind=kind, **fields)


def succession(predecessor, successor, *, effective=date(2018, 10, 1), share=1):
    return Succession.objects.create(predecessor=predecessor, successor=successor, effective=effective, share=share)


def series(organization, text=None, **fields):
    fields = {"in_name_of": InNameOf.DEPARTMENT, "form": Form.RED_HEAD} | fields
    return Series.objects.create(organization=organization, text=text or f"测试{next(_numbers)}", **fields)


def user(username=None, *, role=None, organization=None, starts=date(2018, 1, 1), ends=None, password=None, **fields):
    """An account, with a role where one is named; without a password nobody can sign in with it."""
    username = username or f"user{next(_numbers)}"
    account = User.objects.create(username=username, password=hashed(password), **fields)
    if role:
        assignment(account, role, organization, starts=starts, ends=ends)
    return account


@cache
def hashed(password):
    """Argon2 is slow by intention: once for each password of a run."""
    return make_password(password)


def assignment(user, role, organization, *, starts=date(2018, 1, 1), ends=None):
    return RoleAssignment.objects.create(user=user, role=role, organization=organization, starts=starts, ends=ends)


def document(organization, *, day=DAY, **fields):
    number = next(_numbers)
    fields = {
        "number": f"测试发〔{day.year}〕{number}号",
        "series_text": "测试发",
        "serial": number,
        "title": f"关于第{number}项工作的通知",
        "issued_on": day,
        "year": day.year,
    } | fields
    fields.setdefault("key", fields["number"])
    return Document.objects.create(organization=organization, day=day, **fields)


def incoming(organization, *, day=DAY, **fields):
    number = next(_numbers)
    fields = {
        "key": f"incoming {number}",
        "sender_text": "测试厅",
        "number": f"测试发〔{day.year}〕{number}号",
        "title": f"关于第{number}项工作的通知",
        "received_on": day,
        "year": day.year,
    } | fields
    return Incoming.objects.create(organization=organization, day=day, **fields)


def classified_count(organization, *, day=date(2019, 6, 30), **fields):
    number = next(_numbers)
    fields = {"key": f"classified {number}", "month": day.month, "secrecy": "secret", "issued": 1} | fields
    return ClassifiedCount.objects.create(organization=organization, day=day, year=day.year, **fields)


def scope_table(**fields):
    version = fields.setdefault("version", next(_numbers))
    return ScopeTable.objects.create(**{"signed_by": "测试签发人", "signed_on": DAY, "note": f"第{version}版"} | fields)


def standing(organization, obligation="4.1", *, year=2019, **fields):
    fields = {"as_of": DAY, "status": Status.ON_TRACK, "rule_set": "2019"} | fields
    return Standing.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def flag(organization, obligation="4.1", *, year=2019, **fields):
    fields = {"severity": Status.BREACHED, "status": Status.BREACHED, "opened_on": DAY} | fields
    return Flag.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def flag_event(flag, *, day=DAY, action="opened", **fields):
    return FlagEvent.objects.create(flag=flag, day=day, action=action, **fields)


def target(organization, obligation="4.1", *, year=2019, **fields):
    return Target.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def baseline(organization, obligation="4.1", *, year=2018, **fields):
    fields = {
        "key": f"baseline {next(_numbers)}",
        "figure": 100,
        "source_note": "测试来源",
        "approved_by": "测试核定人",
        "approved_on": DAY,
        "day": date(year, 12, 31),
    } | fields
    return Baseline.objects.create(organization=organization, obligation=obligation, year=year, **fields)


def deliverable(organization, obligation="1.1", *, year=2019, due=date(2019, 6, 30), **fields):
    number = next(_numbers)
    fields = {"key": f"assignment {number}", "part": "lead", "deliverable": f"交付物{number}"} | fields
    return Assignment.objects.create(
        organization=organization, obligation=obligation, year=year, day=date(year, 1, 1), due=due, **fields
    )


def explanation(organization, submitted_by, *, record_key, obligation="4.1", **fields):
    fields = {"register": "documents", "year": 2019, "reason": "测试理由", "submitted_on": DAY} | fields
    return Explanation.objects.create(
        organization=organization, submitted_by=submitted_by, record_key=record_key, obligation=obligation, **fields
    )


def import_(organization, *, register="documents", **fields):
    return Import.objects.create(organization=organization, register=register, **{"filename": "测试.xlsx"} | fields)


def coverage(organization, *, register="documents", starts=date(2019, 1, 1), ends=date(2019, 12, 31), **fields):
    return Coverage.objects.create(organization=organization, register=register, starts=starts, ends=ends, **fields)


def column_mapping(organization, *, register="documents", heading="文件名称", column="title"):
    return ColumnMapping.objects.create(organization=organization, register=register, heading=heading, column=column)


def holiday(day=date(2019, 10, 1), *, name="国庆节", works=False):
    return Holiday.objects.create(day=day, name=name, works=works)


def outbox_job(topic="records_changed", **fields):
    return OutboxJob.objects.create(topic=topic, **fields)


def scheduled_run(job="judge_nightly", period="2019-06-03"):
    return ScheduledRun.objects.create(job=job, period=period, started=timezone.now())


# ------------------------------------------------------------------------------------------------------------ meetings


def meeting(organization, name=None, *, day=DAY, **fields):
    """A meeting held: class four, on site, for the province's own level, of which nothing else is said."""
    name = name or f"第{next(_numbers)}项工作会议"
    fields = {
        "key": f"{organization.code} {day:%Y-%m-%d} {name}",
        "category": MeetingClass.FOUR,
        "form": MeetingForm.ON_SITE,
        "level": Level.PROVINCE,
        "held_on": day,
    } | fields
    return Meeting.objects.create(organization=organization, name=name, year=day.year, day=day, **fields)


def plan(organization, *, year=2020, **fields):
    return Plan.objects.create(organization=organization, year=year, **fields)


# states of a line that has its number
_NUMBERED = (LineState.APPROVED, LineState.HELD, LineState.LAPSED)


def planned(organization, name=None, *, plan=None, year=2020, day=None, **fields):
    """A line of a plan, or with plan=None a single meeting, planned for `day` (default 10 March of the year)."""
    number = next(_numbers)
    name = name or f"第{number}项工作会议"
    year = plan.year if plan else year
    day = day or date(year, 3, 10)
    fields = {
        "key": planned_key(organization.code, year, name),
        "category": MeetingClass.FOUR,
        "form": MeetingForm.ON_SITE,
        "level": Level.CITY,
        "planned_text": f"{day:%Y-%m-%d}",
        "planned_from": day,
        "planned_to": day,
        "outside_plan": plan is None,
        "day": date(year, 1, 1),
    } | fields
    if fields.get("state") in _NUMBERED:
        fields.setdefault("number", f"{year}-{number}")
        fields.setdefault("approved_on", date(year, 1, 1))
    return PlannedMeeting.objects.create(organization=organization, name=name, plan=plan, year=year, **fields)


def decision(planned, decided_by, submitted_by, *, verdict="approve", **fields):
    fields.setdefault("decided_at", timezone.now())
    return Decision.objects.create(
        planned=planned, decided_by=decided_by, submitted_by=submitted_by, verdict=verdict, **fields
    )


def deputy(leader, deputy, organization, *, starts=DAY, ends=DAY, **fields):
    fields.setdefault("set_by", leader)
    return Deputy.objects.create(
        leader=leader, deputy=deputy, organization=organization, starts=starts, ends=ends, **fields
    )


def portfolio(leader, organization):
    return Portfolio.objects.create(leader=leader, organization=organization)


def joint_conference(organization, *, day=DAY, **fields):
    number = next(_numbers)
    fields = {"key": f"{organization.code} {day:%Y-%m-%d}", "number": number, "year": day.year} | fields
    return JointConference.objects.create(organization=organization, day=day, **fields)


def agenda_item(conference, *planned, proposal="join", **fields):
    item = AgendaItem.objects.create(conference=conference, proposal=proposal, **fields)
    item.planned.set(planned)
    return item


# problems, indicators, signatures


def problem(organization, *, due=date(2019, 6, 30), **fields):
    number = next(_numbers)
    fields = {"number": f"{due.year}-{number:03}", "text": f"第{number}个问题"} | fields
    fields.setdefault("key", fields["number"])
    return Problem.objects.create(organization=organization, due=due, day=due, year=due.year, **fields)


def indicator(organization, indicator="26.1", *, year=2019, numerator=95, denominator=100, **fields):
    fields = {"key": f"indicator {next(_numbers)}", "source_note": "测试来源", "day": date(year, 1, 1)} | fields
    return Indicator.objects.create(
        organization=organization,
        indicator=indicator,
        year=year,
        numerator=numerator,
        denominator=denominator,
        **fields,
    )


def principal(organization, *, year=2019, signed_on=date(2019, 3, 20), **fields):
    fields = {"key": f"principal {next(_numbers)}", "post": "厅长", "signed_number": "示厅签〔2019〕1号"} | fields
    return Principal.objects.create(
        organization=organization, year=year, day=date(year, 1, 1), signed_on=signed_on, **fields
    )


def seal(*, year=2019, **fields):
    fields = {"as_of": date(year, 12, 31), "sealed_by": "测试签发人", "sealed_on": date(year + 1, 1, 10)} | fields
    return Seal.objects.create(year=year, **{"digest": "0" * 64, "standings_count": 0} | fields)


def sealed_standing(seal, organization, obligation="4.1", **fields):
    fields = {"as_of": seal.as_of, "status": Status.ON_TRACK, "rule_set": "2019", "year": seal.year} | fields
    return SealedStanding.objects.create(
        seal=seal, organization=organization, organization_name=organization.name, obligation=obligation, **fields
    )


def answer(flag, answered_by, *, answered_on=DAY, done_by=date(2019, 12, 31), **fields):
    return Answer.objects.create(
        flag=flag, answered_by=answered_by, answered_on=answered_on, done_by=done_by, **{"ways": ["fewer"]} | fields
    )
