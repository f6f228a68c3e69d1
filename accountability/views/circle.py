"""Naming the circle of those who know, ending a part in it, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accountability.actions.circles import accounts, colleagues, end_member, name_member, withdraw
from accountability.actions.refused import Refused
from accountability.forms.confidential import NamingForm, WithdrawalForm
from accountability.models import CircleMember
from accountability.views.confidential import KEEPS, RoomView
from accountability.views.one import page_of


class NameMember(RoomView):
    powers = KEEPS

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record, today = self.one(request, pk), timezone.localdate()
        form = NamingForm(colleagues(record.organization_id, today), request.POST)
        if form.is_valid():
            member, need = form.cleaned_data["member"].pk, form.cleaned_data["need"]
            try:
                name_member(room=self.room, record=pk, member=member, need=need, by=request.user, today=today)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            except ObjectDoesNotExist as gone:
                raise Http404 from gone
            else:
                messages.success(request, _("已列入知悉范围。"))
                return self.back(request, pk)
        return page_of(request, self.room, record, naming=form, status=422)

    def back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The record, or the list where it is no longer there for who acted."""
        if self.known(request).filter(pk=pk).exists():
            return redirect(self.address("one"), pk)
        return redirect(self.address())


class Withdraw(NameMember):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        record, today = self.one(request, pk), timezone.localdate()
        entries = CircleMember.objects.visible_to(request.user).filter(ended_on=None, **{self.room.name: record})
        inside = list(entries.values_list("member", flat=True))
        form = WithdrawalForm(accounts(inside or [request.user.pk]), request.POST)
        if form.is_valid():
            try:
                withdraw(
                    room=self.room,
                    record=pk,
                    member=form.cleaned_data["member"].pk,
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                    today=today,
                )
            except Refused as refused:
                form.add_error(None, refused.message)
            except ObjectDoesNotExist as gone:
                raise Http404 from gone
            else:
                messages.success(request, _("已登记回避，即刻起不能再打开。"))
                return self.back(request, pk)
        return page_of(request, self.room, record, withdrawal=form, status=422)


class EndMember(NameMember):
    def post(self, request: HttpRequest, pk: int, entry: int) -> HttpResponse:
        record = self.one(request, pk)
        entries = CircleMember.objects.editable_by(request.user).filter(**{self.room.name: record})
        row = get_object_or_404(entries, pk=entry)
        try:
            end_member(room=self.room, entry=row.pk, by=request.user, today=timezone.localdate())
        except Refused as refused:
            messages.error(request, refused.message)
        except ObjectDoesNotExist as gone:
            raise Http404 from gone
        else:
            messages.success(request, _("已退出知悉范围。"))
        return self.back(request, pk)
