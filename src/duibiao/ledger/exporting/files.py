"""A panel as a file that research software opens: Parquet, CSV, Stata, Excel, and its codebook."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from duibiao.errors import JobError, UsageError, system_words
from duibiao.ledger.exporting.panel import VARIABLES, Panel, codebook

EXCEL_MOST = 1_048_575
"""Rows of a worksheet below its head."""
_NAMES = [variable.name for variable in VARIABLES]


def write_panel(panel: Panel, to: Path, form: str) -> tuple[Path, Path]:
    """Write the panel and, beside it, its codebook: both whole or neither. Returns both paths.

    Raises ``UsageError`` for what a format cannot hold or a library that is not installed, ``JobError``
    when the disk cannot be written.
    """
    if form == "xlsx" and len(panel.rows) > EXCEL_MOST:
        hint = "请用 --place、--indicator 或 --years 缩小范围，或改用 parquet"
        raise UsageError(f"{len(panel.rows)} 行超过了 Excel 一张表的上限", where=str(to), hint=hint)
    book = to.with_name(f"{to.stem}.codebook.md")
    aside: list[Path] = []
    try:
        to.absolute().parent.mkdir(parents=True, exist_ok=True)
        for final in (to, book):
            handle, name = tempfile.mkstemp(prefix=".", suffix=final.suffix, dir=to.absolute().parent)
            os.close(handle)
            aside.append(Path(name))
        FORMATS[form](panel, aside[0])
        aside[1].write_text(codebook(panel), encoding="utf-8")
        for ready, final in zip(aside, (to, book), strict=True):
            ready.chmod(0o644)
            ready.replace(final)
    except ImportError as error:
        raise UsageError(
            f"导出 {form} 需要 {error.name}", hint="请安装 duibiao[export]，或改用 csv"
        ) from error
    except OSError as error:
        raise JobError(f"写不了：{system_words(error)}", where=str(to)) from error
    finally:
        for path in aside:
            path.unlink(missing_ok=True)
    return to, book


def _csv(panel: Panel, to: Path) -> None:
    # the mark tells Excel that it is UTF-8; Python, pandas (utf-8-sig) and Stata know it
    with to.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_NAMES)
        writer.writerows(panel.rows)


def _frame(panel: Panel) -> Any:
    import pandas as pd  # noqa: PLC0415 - only with the extra

    types = {"text": "object", "number": "float64", "whole": "Int64"}
    columns = zip(*panel.rows, strict=True) if panel.rows else ((),) * len(VARIABLES)
    return pd.DataFrame(
        {
            variable.name: pd.Series(list(cells), dtype=types[variable.type])
            for variable, cells in zip(VARIABLES, columns, strict=True)
        }
    )


def _parquet(panel: Panel, to: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64()}
    fields = [pa.field(v.name, types[v.type], metadata={"label": v.label}) for v in VARIABLES]
    columns = list(zip(*panel.rows, strict=True)) or [()] * len(VARIABLES)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, fields, strict=True)]
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), to)


def _stata(panel: Panel, to: Path) -> None:
    frame = _frame(panel)
    for variable in VARIABLES:
        if variable.type == "whole":  # Stata has no missing whole numbers of this kind
            frame[variable.name] = frame[variable.name].astype("float64")
    labels = {variable.name: variable.label for variable in VARIABLES}
    frame.to_stata(to, write_index=False, version=118, variable_labels=labels)


def _excel(panel: Panel, to: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only with the extra

    # nothing that a document prints becomes a formula or a link
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(str(to), options)
    sheet = book.add_worksheet("panel")
    sheet.freeze_panes(1, 0)
    for number, row in enumerate([tuple(_NAMES), *panel.rows]):
        sheet.write_row(number, 0, row)
    meaning = book.add_worksheet("codebook")
    for number, variable in enumerate(VARIABLES):
        meaning.write_row(number, 0, (variable.name, variable.type, variable.label))
    book.close()


FORMATS: dict[str, Callable[[Panel, Path], None]] = {
    "parquet": _parquet,
    "csv": _csv,
    "stata": _stata,
    "xlsx": _excel,
}
ENDINGS = {"parquet": ".parquet", "csv": ".csv", "stata": ".dta", "xlsx": ".xlsx"}
