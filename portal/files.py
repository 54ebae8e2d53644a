"""Lists as files for a spreadsheet, which take no formulas from what people typed."""

from defusedcsv import csv
from django.http import HttpResponse


def csv_file(name: str, head, rows) -> HttpResponse:
    """To be downloaded. Spreadsheets read the letters as they were written."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([str(one) for one in head])
    writer.writerows([[str(one) for one in row] for row in rows])
    return response
