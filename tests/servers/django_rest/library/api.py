"""The API of the library, with each kind of pages that Django REST Framework has."""

from typing import ClassVar

import django_filters
from django.contrib.auth import authenticate, login
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import filters, mixins, pagination, parsers, permissions, serializers, status, views, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from library.models import Attachment, Author, Book, Event


class AuthorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Author
        fields = "__all__"


class BookSerializer(serializers.ModelSerializer):
    author_name = serializers.CharField(source="author.name", read_only=True)
    keywords = serializers.ListField(child=serializers.CharField(), required=False)

    class Meta:
        model = Book
        fields = "__all__"


class AttachmentSerializer(serializers.ModelSerializer):
    size = serializers.IntegerField(source="file.size", read_only=True)

    class Meta:
        model = Attachment
        fields = "__all__"


class EventSerializer(serializers.ModelSerializer):
    class Meta:
        model = Event
        fields = "__all__"


class LendingSerializer(serializers.Serializer):
    days = serializers.IntegerField(min_value=1, max_value=60)
    to = serializers.EmailField()


class LentSerializer(serializers.Serializer):
    lent = serializers.BooleanField()
    until = serializers.CharField()


class LoginSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField(write_only=True)


class SeveralSerializer(serializers.Serializer):
    files = serializers.ListField(child=serializers.FileField())
    label = serializers.CharField(required=False)


class AuthorPages(pagination.PageNumberPagination):
    page_size = 10
    page_size_query_param = "page_size"
    max_page_size = 100


class BookPages(pagination.LimitOffsetPagination):
    default_limit = 10
    max_limit = 100


class EventPages(pagination.CursorPagination):
    page_size = 7
    ordering = "-created"


class BookFilter(django_filters.FilterSet):
    genre = django_filters.MultipleChoiceFilter(choices=Book.Genre.choices)
    pages__gte = django_filters.NumberFilter(field_name="pages", lookup_expr="gte")
    created_after = django_filters.IsoDateTimeFilter(field_name="created", lookup_expr="gt")
    id__in = django_filters.BaseInFilter(field_name="id")

    class Meta:
        model = Book
        fields: ClassVar = ["author", "lent"]


class AuthorViewSet(viewsets.ModelViewSet):
    queryset = Author.objects.order_by("id")
    serializer_class = AuthorSerializer
    pagination_class = AuthorPages
    filter_backends = (filters.SearchFilter, filters.OrderingFilter)
    search_fields = ("name",)
    ordering_fields = ("name", "born")


class BookViewSet(viewsets.ModelViewSet):
    queryset = Book.objects.order_by("created", "id")
    serializer_class = BookSerializer
    pagination_class = BookPages
    filter_backends = (django_filters.rest_framework.DjangoFilterBackend,)
    filterset_class = BookFilter

    @extend_schema(request=LendingSerializer, responses=LentSerializer)
    @action(detail=True, methods=["post"])
    def lend(self, request: Request, pk: str) -> Response:
        wanted = LendingSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        book = self.get_object()
        book.lent = True
        book.save()
        return Response({"lent": True, "until": f"in {wanted.validated_data['days']} days"})

    @extend_schema(responses=BookSerializer(many=True))
    @action(detail=False, pagination_class=None, filterset_class=None)
    def recent(self, request: Request) -> Response:
        return Response(BookSerializer(self.get_queryset().reverse()[:3], many=True).data)

    @extend_schema(request={"multipart/form-data": SeveralSerializer}, responses={201: AttachmentSerializer(many=True)})
    @action(
        detail=True,
        methods=["post"],
        parser_classes=[parsers.MultiPartParser],
        pagination_class=None,
        filterset_class=None,
        filter_backends=[],
    )
    def attach(self, request: Request, pk: str) -> Response:
        given = SeveralSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        label = given.validated_data.get("label", "")
        made = [
            Attachment.objects.create(book=self.get_object(), file=file, label=label)
            for file in given.validated_data["files"]
        ]
        return Response(AttachmentSerializer(made, many=True).data, status=status.HTTP_201_CREATED)


@extend_schema_view(list=extend_schema(parameters=[OpenApiParameter("book", OpenApiTypes.UUID)]))
class AttachmentViewSet(
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet,
):
    """Without pages."""

    serializer_class = AttachmentSerializer
    parser_classes = (parsers.MultiPartParser,)

    def get_queryset(self) -> object:
        book = self.request.query_params.get("book")
        found = Attachment.objects.order_by("id")
        return found.filter(book=book) if book else found

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def content(self, request: Request, pk: str) -> FileResponse:
        return FileResponse(self.get_object().file.open("rb"), content_type="application/octet-stream")


class EventViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
    queryset = Event.objects.all()
    serializer_class = EventSerializer
    pagination_class = EventPages

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["delete"])
    def clear(self, request: Request) -> Response:
        Event.objects.all().delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class SessionView(views.APIView):
    """Logs in by a cookie."""

    permission_classes = (permissions.AllowAny,)
    authentication_classes = ()

    @extend_schema(request=LoginSerializer, responses={204: None, 403: None})
    def post(self, request: Request) -> Response:
        given = LoginSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        user = authenticate(request, **given.validated_data)
        if user is None:
            return Response({"detail": "Wrong name or password."}, status=status.HTTP_403_FORBIDDEN)
        login(request, user)
        return Response(status=status.HTTP_204_NO_CONTENT)
