"""ydata-profiling's alerts on the files of a list, as counts: of a planted file those that its clean one has not."""

import json
import logging
import sys
import warnings

import pandas as pd
from ydata_profiling import ProfileReport

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


def alerts(file):
    frame = pd.read_csv(file)
    report = ProfileReport(
        frame,
        minimal=True,
        progress_bar=False,
        correlations={"auto": {"calculate": True}},
        duplicates={"head": 10},
    )
    found = set()
    for alert in report.get_description().alerts:
        partners = sorted(str(one) for one in alert.values.get("fields", [])) if alert.values else []
        found.add((alert.alert_type.name, str(alert.column_name), ",".join(partners)))
    return found


cases = json.load(open(sys.argv[1]))
clean, answers = {}, {}
for case in cases:
    if case["clean"] not in clean:
        clean[case["clean"]] = alerts(case["clean"])
        answers[case["clean"]] = len(clean[case["clean"]])
    answers[case["file"]] = len(alerts(case["file"]) - clean[case["clean"]])
json.dump(answers, open(sys.argv[2], "w"))
