"""The rival of `lifecycle check FILE --suite SUITE`: Great Expectations on its engine for pandas, the same file and suite, as one process."""

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

table = pd.read_parquet(sys.argv[1])
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
asset = context.data_sources.add_pandas("source").add_dataframe_asset(name="table")
batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": table})
with open(sys.argv[2], encoding="utf8") as file:
    written = json.load(file)["expectations"]
suite = gx.ExpectationSuite(name="suite")
for one in written:
    suite.add_expectation(ExpectationConfiguration(type=one["type"], kwargs=dict(one["kwargs"])).to_domain_obj())
result = batch.validate(suite, result_format="SUMMARY")
print(json.dumps([bool(one.success) for one in result.results]))
