"""MOOChub: how MOOC platforms exchange course metadata, versions 2.x and 3.x (https://github.com/MOOChub/schema).

`parse` takes one JSON:API resource object and gives a `Course`; which of the two versions it speaks is seen from its
attributes, because payloads do not say it reliably.
"""

from ujuzi.standards.moochub.courses import Agent as Agent
from ujuzi.standards.moochub.courses import Course as Course
from ujuzi.standards.moochub.courses import Licence as Licence
from ujuzi.standards.moochub.courses import MoochubError as MoochubError
from ujuzi.standards.moochub.courses import Price as Price
from ujuzi.standards.moochub.parsing import parse as parse
from ujuzi.standards.moochub.versions import REQUIRED as REQUIRED
from ujuzi.standards.moochub.versions import accept as accept
from ujuzi.standards.moochub.versions import missing as missing
from ujuzi.standards.moochub.versions import of_document as of_document
from ujuzi.standards.moochub.versions import of_resource as of_resource
