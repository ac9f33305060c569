"""Static files under names that change with their contents, within modules that import each other too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """An import of another module is rewritten to its present name: a browser never mixes two versions."""

    support_js_module_import_aggregation = True
