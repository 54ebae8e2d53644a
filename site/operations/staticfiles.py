from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names carry their content's hash, so browsers keep them for ever; imports between our modules follow."""

    support_js_module_import_aggregation = True
