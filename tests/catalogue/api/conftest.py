from tests.catalogue.publish.conftest import rich

__all__ = ["rich"]
