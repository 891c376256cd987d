"""The rival of `lifecycle profile`: ydata-profiling's minimal mode on the same file, as one process, its statistics as JSON."""

import os
import sys

os.environ.update({"YDATA_PROFILING_NO_ANALYTICS": "True", "DO_NOT_TRACK": "1", "MPLBACKEND": "Agg"})

import pandas
from ydata_profiling import ProfileReport

report = ProfileReport(pandas.read_parquet(sys.argv[1]), minimal=True, progress_bar=False)
print(len(report.to_json()))
