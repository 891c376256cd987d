"""Puts suites to tables with Great Expectations itself: reads {"cases": [{"table", "engine", "suite"}]}, a path and two
names each, and writes one result per expectation: success, the counts, the observed value, or the error it raised."""

import json
import logging
import os
import sys
import warnings

os.environ["GX_ANALYTICS_ENABLED"] = "False"
warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

import great_expectations as gx  # noqa: E402
import pandas as pd  # noqa: E402
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration  # noqa: E402


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [plain(inner) for inner in value]
    if hasattr(value, "item"):
        return plain(value.item())
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None if value != value else str(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def batch_of(context, case, index):
    table = pd.read_parquet(case["table"])
    if case["engine"] == "pandas":
        asset = context.data_sources.add_pandas(f"source{index}").add_dataframe_asset(name="table")
        return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": table})
    import sqlite3

    path = case["table"] + ".sqlite"
    with sqlite3.connect(path) as connection:
        table.to_sql("table_", connection, index=False, if_exists="replace")
    source = context.data_sources.add_sqlite(f"source{index}", connection_string=f"sqlite:///{path}")
    asset = source.add_table_asset(name="table", table_name="table_")
    return asset.add_batch_definition_whole_table("all").get_batch()


def validate(batch, expectation):
    try:
        configuration = ExpectationConfiguration(
            type=expectation["type"], kwargs=dict(expectation["kwargs"])
        )
        result = batch.validate(configuration.to_domain_obj(), result_format="SUMMARY").to_json_dict()
    except Exception as error:  # noqa: BLE001
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    raised = [
        info
        for info in (result.get("exception_info") or {}).values()
        if isinstance(info, dict) and info.get("raised_exception")
    ]
    if raised or (result.get("exception_info") or {}).get("raised_exception") is True:
        message = raised[0]["exception_message"] if raised else result["exception_info"]["exception_message"]
        return {"error": str(message)[:300]}
    told = result["result"]
    return {
        "success": bool(result["success"]),
        "elementCount": plain(told.get("element_count")),
        "unexpectedCount": plain(told.get("unexpected_count")),
        "missingCount": plain(told.get("missing_count")),
        "observed": plain(told.get("observed_value")),
    }


def main():
    with open(sys.argv[1], encoding="utf8") as file:
        cases = json.load(file)["cases"]
    context = gx.get_context(mode="ephemeral")
    try:
        context.variables.progress_bars = {"globally": False}
    except Exception:  # noqa: BLE001
        pass
    results = []
    for index, case in enumerate(cases):
        with open(case["suite"], encoding="utf8") as file:
            expectations = json.load(file)["expectations"]
        batch = batch_of(context, case, index)
        results.append([validate(batch, expectation) for expectation in expectations])
    with open(sys.argv[2], "w", encoding="utf8") as file:
        json.dump({"version": gx.__version__, "pandas": pd.__version__, "results": results}, file)


main()
