"""Adds the user of the tests."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Adds ada, with the password that the tests know."""

    def handle(self, *args: object, **options: object) -> None:
        User.objects.create_user("ada", "ada@example.com", "sec ret&1")
