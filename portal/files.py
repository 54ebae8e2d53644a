"""Lists as files for a spreadsheet, which take no formulas from what people typed."""

from itertools import chain

from defusedcsv import csv
from django.http import StreamingHttpResponse


class _Line:
    """What a writer of CSV writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def csv_file(name: str, head, rows) -> StreamingHttpResponse:
    """To be downloaded, line by line as `rows` come. Spreadsheets read the letters as they were written."""
    write = csv.writer(_Line()).writerow
    lines = chain(["\ufeff"], (write([str(one) for one in row]) for row in chain([head], rows)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
