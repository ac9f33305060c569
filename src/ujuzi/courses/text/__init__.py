"""Courses as a folder of text files: read strictly, with the line and the column of every fault. No database here."""
