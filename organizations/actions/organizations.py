"""Organizations are renamed, put in order and succeed each other. New ones come by import (register 1)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organizations.actions.lines import WriteLine
from organizations.models import Organization, Succession
from organizations.tree import Cycle, Link, SharesExceeded, check_successions


@transaction.atomic
def amend_organization(
    *,
    organization: Organization,
    name: str,
    short_name: str,
    position: int,
    seen: Mapping[str, object],
    write_line: WriteLine,
) -> None:
    """Another name or place in the administrative order; nothing happens when nothing differs.

    `seen` is what the editor had before the eyes; ValidationError when it is no longer so.
    """
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    new = {"name": name, "short_name": short_name, "position": position}
    now = {field: getattr(organization, field) for field in new}
    if seen != now:
        raise ValidationError(
            _("此间已有人改为“%(name)s”（简称“%(short_name)s”，排序%(position)s），您的修改未保存，请刷新后再改。")
            % now
        )
    changes = {field: (now[field], value) for field, value in new.items() if now[field] != value}
    if not changes:
        return
    for field, value in new.items():
        setattr(organization, field, value)
    organization.save()
    write_line(
        action="changed",
        subject="organizations.organization",
        key=organization.code,
        organization=organization.pk,
        changes=changes,
    )


@transaction.atomic
def succeed(
    *, predecessor: Organization, successor: Organization, effective: date, share: Decimal, write_line: WriteLine
) -> Succession:
    """From `effective` on, `share` of the predecessor's figures is the successor's.

    Checked under a lock of every organization, since a circle can be closed from any side. ValidationError
    when shares would pass 1 or an organization would succeed itself through others.
    """
    list(Organization.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    new = Link(predecessor.pk, successor.pk, effective, share)
    if not 0 < share <= 1:
        raise ValidationError({"share": _("份额应大于0且不超过1，例如1、0.4或40%。")})
    links = Succession.objects.links()
    if Succession.objects.filter(predecessor=predecessor, successor=successor, effective=effective).exists():
        raise ValidationError(_("这两个机构在该日期已有沿革关系。"))
    try:
        check_successions([*links, new])
    except SharesExceeded as error:
        given = sum(link.share for link in links if link.predecessor == predecessor.pk)
        raise ValidationError(
            {
                "share": _("“%(name)s”的份额已分出%(given)s，合计不能超过1。")
                % {"name": predecessor.name, "given": f"{given.normalize():f}" if given else "0"}
            }
        ) from error
    except Cycle as error:
        raise ValidationError(_("沿革关系成了环：一个机构不能经由其他机构承接自己。")) from error
    made = Succession.objects.create(predecessor=predecessor, successor=successor, effective=effective, share=share)
    write_line(
        action="created",
        subject="organizations.succession",
        key=f"{predecessor.code} → {successor.code}",
        organization=successor.pk,
        changes={"effective": (None, effective.isoformat()), "share": (None, str(share))},
    )
    return made
