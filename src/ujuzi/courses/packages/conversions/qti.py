"""placeholder"""

LABEL = "Common Cartridge"


def looks_like(archive):
    return False


def read(archive):
    raise NotImplementedError
