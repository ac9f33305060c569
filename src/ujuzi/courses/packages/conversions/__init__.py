"""Partners' courses that become courses of our own: each format is one module and one line in `registry.CONVERSIONS`.

A module reads an archive to a `drafts.Draft`, whose texts are HTML; `writing` makes the files of a course of it. No database here.
"""
