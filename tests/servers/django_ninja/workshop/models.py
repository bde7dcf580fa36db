"""Tools and their manuals."""

from django.db import models


class Tool(models.Model):
    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    bought = models.DateField(null=True)
    tags = models.JSONField(default=list)
    manual = models.FileField(upload_to="manuals", null=True)
