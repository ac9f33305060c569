"""Open edX course discovery (/api/v1/courses/, /api/v1/programs/) and the catalogues built in its likeness.

The likenesses: MITx Online and xPRO (`courseruns`, `page`, `topics`, `req_tree`) and the LMS's own /api/courses/v1/.
"""

from ujuzi.standards.edxdiscovery.courses import DiscoveryError as DiscoveryError
from ujuzi.standards.edxdiscovery.courses import Offering as Offering
from ujuzi.standards.edxdiscovery.courses import Run as Run
from ujuzi.standards.edxdiscovery.courses import Seat as Seat
from ujuzi.standards.edxdiscovery.parsing import is_program as is_program
from ujuzi.standards.edxdiscovery.parsing import parse as parse
