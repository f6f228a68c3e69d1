"""The base of pages that everybody may read: no sign-in, no cookie, the language in the address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views import View

from accountability.forms.telling import NoFiles
from accountability.token import is_ours, new_token

# text of the longest tip, encoded for an address, and what goes with it
LARGEST = 64 * 1024
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
FORGED = 403


class OpenView(View):
    """Renders under templates/public/. A form is taken with the mark of our own page only, and without files."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("lang", "")
        with translation.override(language if language in LANGUAGES else translation.get_language()):
            return self._refused(request) or super().dispatch(request, *args, **kwargs)

    def show(self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shared = {
            "token": new_token(timezone.localdate()),
            "language": translation.get_language(),
            # addresses of other public pages keep the language that was chosen
            "lang": f"?lang={translation.get_language()}" if request.GET.get("lang") in LANGUAGES else "",
            "here": reverse(request.resolver_match.view_name, kwargs=request.resolver_match.kwargs),
        }
        return render(request, f"public/{template}", {**shared, **context}, status=status)

    def _refused(self, request: HttpRequest) -> HttpResponse | None:
        if request.method != "POST" or not hasattr(self, "post"):
            return None
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST:
            return self._say(request, _("太长了，没有收下"), _("只收文字，最多4000字；不收照片和文件。"), 413)
        files = NoFiles(request)
        request.upload_handlers = [files]
        from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
        if from_elsewhere or not is_ours(request.POST.get("token", ""), timezone.localdate()):
            return self._say(
                request, _("页面已过期，没有收下"), _("请回到上一页复制您写的内容，重新打开本页再提交。"), FORGED
            )
        if files.arrived:
            return self._say(request, _("没有收下"), _("只收文字，不收照片和文件；请把情况写成文字再提交。"), 422)
        return None

    def too_often(self, request: HttpRequest) -> HttpResponse:
        text = _("同一个网络在短时间内提交得太多，请十分钟后再来；您写的内容没有保存。")
        return self._say(request, _("稍等再试"), text, 429)

    def _say(self, request: HttpRequest, title: str, text: str, status: int) -> HttpResponse:
        return self.show(request, "sentence.html", {"title": title, "text": text}, status)
