"""What everybody may open. Nothing here asks who is there (accountability/anonymity.py)."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from accountability.views.public import Look, Tell
from accountability.views.showcase import Exposures, OneExposure, feed

app_name = "public"
urlpatterns = [
    # forms carry a mark of their own instead of a cookie (accountability/token.py)
    path("tell/", login_not_required(csrf_exempt(Tell.as_view())), name="tell"),
    path("look/", login_not_required(csrf_exempt(Look.as_view())), name="look"),
    path("exposures/", login_not_required(Exposures.as_view()), name="exposures"),
    path("exposures/<int:pk>/", login_not_required(OneExposure.as_view()), name="exposure"),
    path("exposures/feed/", login_not_required(feed), name="feed"),
]
