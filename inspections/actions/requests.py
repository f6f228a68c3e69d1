"""Forms asked of the grassroots: what is held already is used, the rest is filed before it is sent out (17, 18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspections.actions.numbering import next_number
from inspections.actions.recording import moved
from inspections.actions.refusals import Refused
from inspections.library import Hit, may_use
from inspections.models import DataRequest, FilingSeries, RequestState, ResultUse, SharedResult
from inspections.planning.forbidden import demanded
from inspections.planning.keys import request_key
from organizations.models import Organization, User
from organizations.roles import Power
from registers import history
from registers.outbox import announce

REGISTER = "data_requests"
REQUEST = DataRequest._meta.label_lower
OPEN = (RequestState.DRAFT, RequestState.WITHDRAWN)


@transaction.atomic
def draft_request(*, organization: int, fields: Mapping[str, Any], by: User) -> DataRequest:
    """A form that somebody wants to send down; nothing is asked of anybody yet. Raises Refused."""
    unit = Organization.objects.reached_by(by, Power.PLAN).filter(pk=organization).first()
    if unit is None:
        raise Refused(_("只能为本单位报备。"))
    for name in ("name", "basis"):
        refuse_traces(fields.get(name, ""), name)
    day = fields["requested_on"]
    made = DataRequest(
        organization=unit,
        key=request_key(unit.code, day, fields["name"]),
        year=day.year,
        day=day,
        state=RequestState.DRAFT,
        **fields,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise Refused(_("本单位同一天已有同名报表；请直接打开那一件。"), "name") from error
    _record("created", made, {name: (None, value) for name, value in fields.items() if value not in (None, "")}, by)
    return made


def refuse_traces(text: str, field: str) -> None:
    """A form that is a trace by itself cannot be struck out of its own name: it is refused."""
    found = demanded(text)
    if found:
        kinds = _("、").join(dict.fromkeys(one.kind for one in found))
        words = _("、").join(one.words for one in found)
        said = {"words": words, "kinds": kinds}
        raise Refused(_("“%(words)s”属于%(kinds)s，不得向基层要求；请改为要数据本身。") % said, field)


@transaction.atomic
def submit_request(
    *, request: int, version: int, hits: Sequence[Hit], reason: str, by: User, at: datetime
) -> DataRequest:
    """Hand in for filing. Where the library holds it as good as certainly (`hits`), why that does not do."""
    held = _open(request, version, by)
    holding = [hit for hit in hits if hit.holds]
    if holding and not reason.strip():
        said = {"name": holding[0].result.name, "unit": holding[0].result.organization}
        raise Refused(_("%(unit)s已有“%(name)s”；请直接使用，或写明为什么不能用。") % said, "unfit_reason")
    fields = {
        "state": RequestState.SUBMITTED,
        "submitted_by": by,
        "submitted_at": at,
        "unfit_reason": reason.strip()[:300],
        **dict.fromkeys(("decided_by", "decided_at")),
        "decision_line": "",
    }
    return _move("submitted", held, fields, by, reason.strip())


@transaction.atomic
def withdraw_request(*, request: int, by: User) -> DataRequest:
    held = _held(DataRequest.objects.reached_by(by, Power.PLAN), request)
    if held.state != RequestState.SUBMITTED:
        raise Refused(_("这件报表不在待备案，不能撤回。"))
    return _move("withdrawn", held, {"state": RequestState.WITHDRAWN}, by)


@transaction.atomic
def decide_request(*, request: int, file: bool, line: str, by: User, at: datetime) -> DataRequest:
    """The office files a form (with a number) or does not, and then says why; nobody their own."""
    held = _held(DataRequest.objects.reached_by(by, Power.CHECK_PLANS), request)
    if held.state != RequestState.SUBMITTED:
        raise Refused(_("这件报表已经处理过了，没有重复处理。"))
    if held.submitted_by_id == by.pk:
        raise Refused(_("自己报送的报表，请其他同志备案。"))
    if not file and not line.strip():
        raise Refused(_("不予备案请写一句理由。"), "line")
    fields: dict[str, Any] = {"decided_by": by, "decided_at": at, "decision_line": line.strip()[:300]}
    if file:
        fields |= {"state": RequestState.FILED}
        fields["filing_number"] = next_number(FilingSeries.Subject.REQUEST, held.year)
    else:
        fields["state"] = RequestState.REFUSED
    return _move("filed" if file else "refused", held, fields, by, line.strip())


@transaction.atomic
def use_result(*, result: int, organization: int, wanted: str, request: int | None, by: User, today: date) -> ResultUse:
    """What is wanted is taken from a shared result; the form it was wanted for is not sent out."""
    unit = Organization.objects.reached_by(by, Power.PLAN).filter(pk=organization).first()
    # shared results are everybody's whom their scope does not leave out
    shared = SharedResult.objects.filter(pk=result, shared_on__isnull=False, shared_on__lte=today).first()
    if unit is None or shared is None or not may_use(shared, unit):
        raise Refused(_("这项成果没有共享给本单位。"))
    form = _held(DataRequest.objects.reached_by(by, Power.PLAN), request) if request else None
    if form is not None:
        if form.state not in OPEN:
            raise Refused(_("这件报表已经报送，请先撤回再改用成果。"))
        fields = {"state": RequestState.WITHDRAWN, "result": shared, "usable_text": shared.name}
        _move("withdrawn", form, fields, by, _("改用共享成果“%(name)s”") % {"name": shared.name})
    use, made = ResultUse.objects.get_or_create(
        result=shared,
        request=form,
        organization=unit,
        wanted=(form.name if form else wanted)[:300],
        defaults={"used_by": by, "day": today},
    )
    if made:
        line = history.Line("used", ResultUse._meta.label_lower, shared.key, unit.pk, {"wanted": (None, use.wanted)})
        history.write([line], actor=by, path="page")
    return use


def _open(request: int, version: int, by: User) -> DataRequest:
    held = _held(DataRequest.objects.reached_by(by, Power.PLAN), request)
    if held.state not in OPEN or held.version != version:
        raise Refused(_("这件报表刚刚有变动或已经报送；请看过再按。"))
    return held


def _held(reach: Any, request: int) -> DataRequest:
    held: DataRequest = (
        reach.select_related("organization").select_for_update(of=("self",), no_key=True).get(pk=request)
    )
    return held


def _move(action: str, held: DataRequest, fields: dict[str, Any], by: User, reason: str = "") -> DataRequest:
    same = DataRequest.objects.filter(pk=held.pk, state=held.state, version=held.version)
    if not same.update(**fields, version=F("version") + 1):
        raise Refused(_("这件报表刚被其他同志处理，没有重复处理。"))
    changes = moved(held.state, fields["state"], filing_number=fields.get("filing_number"))
    _record(action, held, changes, by, reason)
    held.refresh_from_db()
    return held


def _record(action: str, held: DataRequest, changes: Mapping[str, Any], by: User, reason: str = "") -> None:
    announce(REGISTER, [held.organization_id], [held.year])
    line = history.Line(action, REQUEST, held.key, held.organization_id, changes, reason)
    history.write([line], actor=by, path="page")
