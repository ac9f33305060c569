"""Sheets of courses as people keep them: CSV in any dialect and encoding, XLSX, ODS; and what their columns mean."""

from ujuzi.standards.sheets.columns import FIELDS as FIELDS
from ujuzi.standards.sheets.columns import suggest_mapping as suggest_mapping
from ujuzi.standards.sheets.grids import Grid as Grid
from ujuzi.standards.sheets.grids import SheetError as SheetError
from ujuzi.standards.sheets.reading import is_workbook as is_workbook
from ujuzi.standards.sheets.reading import read as read
from ujuzi.standards.sheets.rows import Course as Course
from ujuzi.standards.sheets.rows import RowError as RowError
from ujuzi.standards.sheets.rows import parse as parse
from ujuzi.standards.sheets.tables import Row as Row
from ujuzi.standards.sheets.tables import Table as Table
from ujuzi.standards.sheets.tables import table as table
