"""The Microsoft Learn Catalog API (/api/catalog/): one JSON object with a list for each type of content and taxonomy.

Source: "Microsoft Learn Catalog API developer reference". An answer has no pages; a language that a record lacks is
filled silently with en-us.
"""

from ujuzi.standards.mslearn.items import KINDS as KINDS
from ujuzi.standards.mslearn.items import TAXONOMIES as TAXONOMIES
from ujuzi.standards.mslearn.items import CatalogError as CatalogError
from ujuzi.standards.mslearn.items import Item as Item
from ujuzi.standards.mslearn.items import Labels as Labels
from ujuzi.standards.mslearn.items import digest as digest
from ujuzi.standards.mslearn.items import fell_back as fell_back
from ujuzi.standards.mslearn.items import parse as parse
from ujuzi.standards.mslearn.urls import page_url as page_url
from ujuzi.standards.mslearn.urls import request_url as request_url
