"""What the office does with tips, and with exposures and good examples (measure 30)."""

from django.urls import path

from accountability.views import exposures, tips

app_name = "openness"
urlpatterns = [
    path("tips/", tips.Tips.as_view(), name="tips"),
    path("tips/<int:pk>/", tips.OneTip.as_view(), name="tip"),
    path("tips/<int:pk>/sort/", tips.Sort.as_view(), name="tip_sort"),
    path("tips/<int:pk>/pass-on/", tips.PassOn.as_view(), name="tip_pass"),
    path("tips/<int:pk>/ask/", tips.Ask.as_view(), name="tip_ask"),
    path("tips/<int:pk>/answer/", tips.Answer.as_view(), name="tip_answer"),
    path("tips/<int:pk>/close/", tips.Close.as_view(), name="tip_close"),
    path("exposures/", exposures.Exposures.as_view(), name="exposures"),
    path("exposures/new/", exposures.Prepare.as_view(), name="exposure_new"),
    path("exposures/<int:pk>/", exposures.OneExposure.as_view(), name="exposure"),
    path("exposures/<int:pk>/approve/", exposures.Approve.as_view(), name="exposure_approve"),
    path("exposures/<int:pk>/withdraw/", exposures.Withdraw.as_view(), name="exposure_withdraw"),
]
