"""Addresses below /documents/."""

from django.urls import path

from documents.views.counting import Counting
from documents.views.document import Correction, Entry, Extents, OneDocument
from documents.views.issued import Documents, Export
from documents.views.received import Classified, Received
from documents.views.scope import Scope, Sign

app_name = "documents"
urlpatterns = [
    path("", Documents.as_view(), name="list"),
    path("export/<str:format>/", Export.as_view(), name="export"),
    path("new/", Entry.as_view(), name="entry"),
    path("incoming/", Received.as_view(), name="incoming"),
    path("classified/", Classified.as_view(), name="classified"),
    path("counting/", Counting.as_view(), name="counting"),
    path("scope/", Scope.as_view(), name="scope"),
    path("scope/sign/", Sign.as_view(), name="sign"),
    path("<int:pk>/", OneDocument.as_view(), name="document"),
    path("<int:pk>/correct/", Correction.as_view(), name="correct"),
    path("<int:pk>/extent/", Extents.as_view(), name="extent"),
]
