"""A table as a download."""

from django.http import HttpResponse

from ladder.levels_table import LevelsTable
from ladder.table_files import write_table

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(table: LevelsTable, name: str, file_format: str, *, sheet: str = "") -> HttpResponse:
    """Answer with a table as a file `<name>.<file_format>`: `csv`, `json` or `xlsx`.

    The sheet of the `.xlsx` is called after the file, or `sheet`.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}.{file_format}"'}
    content = write_table(table, file_format, sheet=sheet or name)
    return HttpResponse(content, content_type=CONTENT_TYPES[file_format], headers=headers)
