"""Registers 14 to 16 and 20, and what the public tells."""

from accountability.models import Case, CircleMember, Complaint, Exposure, Talk, Tip, TipMessage, TipTally
from tests.make.numbers import DAY, numbers


def case(organization, *, day=DAY, decided=True, **fields):
    """A case whose procedure was kept, decided on `day` or still open."""
    number = next(numbers)
    steps = ("facts_shown_on", "organization_heard_on", "person_heard_on", "tolerance_assessed_on")
    kept = dict.fromkeys(steps, day) | {"decided_on": day, "self_corrected": False} if decided else {}
    fields = {"number": f"{day.year}-{number:03}", "subject_kind": "leading_cadre", "started_on": day} | kept | fields
    key = fields.pop("key", f"case {number}")
    return Case.objects.create(organization=organization, key=key, year=day.year, day=day, **fields)


def complaint(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {"number": f"{day.year}-{number:03}", "key": f"complaint {number}", "received_on": day} | fields
    return Complaint.objects.create(organization=organization, year=day.year, day=day, **fields)


def talk(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {"number": f"{day.year}-{number:03}", "key": f"talk {number}", "sent_on": day} | fields
    return Talk.objects.create(
        organization=organization, year=day.year, day=day, **{"own_plan": True, "circle_size": 3} | fields
    )


def circle_member(member, added_by, *, case=None, talk=None, since=DAY, **fields):
    about = case or talk
    slot = None if case else fields.pop("slot", 1)
    fields = {"need": "handling", "slot": slot, "since": since, "added_by": added_by} | fields
    return CircleMember.objects.create(organization=about.organization, case=case, talk=talk, member=member, **fields)


def exposure(organization, *, day=DAY, kind="exposure", **fields):
    number = next(numbers)
    fields = {
        "title": f"关于第{number}个示例问题的通报",
        "key": f"exposure {number}",
        "level": 3,
        "body": "正文",
    } | fields
    return Exposure.objects.create(
        organization=organization, kind=kind, published_on=day, year=day.year, day=day, **fields
    )


def tip(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {"receipt": f"{number:064}", "text": f"第{number}条反映"} | fields
    return Tip.objects.create(organization=organization, received_on=day, **fields)


def tip_message(tip, *, day=DAY, author=None, text="答复"):
    return TipMessage.objects.create(tip=tip, day=day, author=author, text=text)


def tip_tally(organization, *, day=DAY, tips=1):
    return TipTally.objects.create(organization=organization, overdue_on=day, tips=tips)
