"""Authors, their books, the files of a book, and what happened."""

import uuid

from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=80)
    born = models.DateField(null=True, blank=True)
    website = models.URLField(blank=True)


class Book(models.Model):
    class Genre(models.TextChoices):
        NOVEL = "novel"
        POETRY = "poetry"
        HISTORY = "history"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    title = models.CharField(max_length=120)
    genre = models.CharField(max_length=10, choices=Genre.choices, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    pages = models.PositiveIntegerField(default=1)
    lent = models.BooleanField(default=False)
    keywords = models.JSONField(default=list, blank=True)
    created = models.DateTimeField(auto_now_add=True)


class Attachment(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="attachments")
    label = models.CharField(max_length=40, blank=True)


class Event(models.Model):
    text = models.CharField(max_length=120)
    created = models.DateTimeField(auto_now_add=True)
