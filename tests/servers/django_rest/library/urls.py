"""Routes."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.routers import DefaultRouter

from library import api

router = DefaultRouter()
router.register("authors", api.AuthorViewSet)
router.register("books", api.BookViewSet)
router.register("attachments", api.AttachmentViewSet, basename="attachment")
router.register("events", api.EventViewSet)

urlpatterns = [
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/token/", obtain_auth_token),
    path("api/session/", api.SessionView.as_view()),
    path("api/", include(router.urls)),
]
