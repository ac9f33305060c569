"""What search knows of each edition: analysed words and facets, followed by each web process with a cursor."""

from django.db import models


class SearchEntry(models.Model):
    """One row per edition that is or was published. `revision` grows with every change: processes read what is new."""

    edition = models.OneToOneField(
        "Edition", primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    revision = models.BigIntegerField(db_index=True)
    is_live = models.BooleanField(default=True)
    words = models.JSONField(default=list)  # per field, title first: analysed terms joined by spaces
    facets = models.JSONField(default=dict)  # {facet: [values]}
    rank = models.JSONField(default=dict)  # what ranking needs beside: quality, provider, work, dates
