"""dlt's own way to do the same: its rest_api source into SQLite, or into DuckDB by parquet.

Run by the bench with the Python of an environment that holds dlt and nothing of ours:

    python dlt_pull.py sqlite|duckdb PROVIDER ADDRESS FOLDER

It appends, unnested, which is the least that it can be asked to do.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import dlt
from dlt.sources.helpers.rest_client.paginators import BasePaginator, PageNumberPaginator
from dlt.sources.rest_api import rest_api_source


class StatementPaginator(BasePaginator):  # type: ignore[misc]  # dlt is not installed beside us
    """QuickBooks pages inside its query."""

    def __init__(self) -> None:
        super().__init__()
        self._start = 1

    def _say(self, request: Any) -> None:
        text = f"select * from Invoice startposition {self._start} maxresults 1000"  # noqa: S608  # no SQL
        request.params = (request.params or {}) | {"query": text}

    def init_request(self, request: Any) -> None:
        """The first page."""
        self._say(request)

    def update_state(self, response: Any, data: list[Any] | None = None) -> None:
        """A short page is the last."""
        self._start += 1000
        if len(data or ()) < 1000 or not response.ok:
            self._has_next_page = False

    def update_request(self, request: Any) -> None:
        """The next page."""
        self._say(request)


def _source(provider: str, address: str) -> Any:
    endpoint: dict[str, Any]
    if provider == "xero":
        endpoint = {
            "path": "api.xro/2.0/Invoices",
            "params": {"pageSize": 1000, "where": 'Type=="ACCREC" AND AmountDue>0'},
            "paginator": PageNumberPaginator(
                base_page=1, page_param="page", total_path="pagination.pageCount"
            ),
            "data_selector": "Invoices",
        }
    else:
        endpoint = {
            "path": "v3/company/1/query",
            "paginator": StatementPaginator(),
            "data_selector": "QueryResponse.Invoice",
        }
    source = rest_api_source(
        {
            "client": {"base_url": f"{address}/", "headers": {"Authorization": "Bearer a token"}},
            "resources": [{"name": "invoices", "endpoint": endpoint, "write_disposition": "append"}],
        }
    )
    source.max_table_nesting = 0
    return source


def main() -> None:
    """Pull once and say what it took."""
    kind, provider, address, folder = sys.argv[1:]
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"dlt.{kind}"
    if kind == "sqlite":
        destination, options = dlt.destinations.sqlalchemy(f"sqlite:///{path}"), {}
    else:
        destination, options = dlt.destinations.duckdb(str(path)), {"loader_file_format": "parquet"}
    pipeline = dlt.pipeline(
        "bench", destination=destination, dataset_name="bench", pipelines_dir=str(place / "state")
    )
    began = time.perf_counter()
    pipeline.run(_source(provider, address), **options)
    took = time.perf_counter() - began
    with pipeline.sql_client() as client:
        rows = client.execute_sql("SELECT count(*) FROM invoices")[0][0]
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024  # as our own contenders count it
    sys.stdout.write(json.dumps({"seconds": took, "rows": rows, "peak_mb": peak}) + "\n")


if __name__ == "__main__":
    main()
