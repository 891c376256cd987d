"""Great Expectations' onboarding assistant, which proposes a suite by the clean file; then how many of it a planted file fails beyond
those that the clean one fails itself.

Of a clean file: how many expectations that were proposed by a random half of its rows fail on the other half.
"""

import json
import logging
import sys
import warnings

import great_expectations as gx
import pandas as pd

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
source = context.sources.add_pandas("data")
assets = 0


def request(frame):
    global assets
    assets += 1
    asset = source.add_dataframe_asset(name=f"asset{assets}")
    return asset.build_batch_request(dataframe=frame)


def propose(frame):
    result = context.assistants.onboarding.run(batch_request=request(frame), exclude_column_names=[])
    suite = result.get_expectation_suite(expectation_suite_name=f"suite{assets}")
    context.add_or_update_expectation_suite(expectation_suite=suite)
    return suite.expectation_suite_name


def failures(frame, suite):
    validator = context.get_validator(batch_request=request(frame), expectation_suite_name=suite)
    return sum(not one.success for one in validator.validate(catch_exceptions=True).results)


cases = json.load(open(sys.argv[1]))
suites, own, answers = {}, {}, {}
for case in cases:
    if case["clean"] not in suites:
        frame = pd.read_csv(case["clean"])
        half = frame.sample(frac=0.5, random_state=7)
        answers[case["clean"]] = failures(frame.drop(half.index), propose(half))
        suites[case["clean"]] = propose(frame)
        own[case["clean"]] = failures(frame, suites[case["clean"]])
    failed = failures(pd.read_csv(case["file"]), suites[case["clean"]])
    answers[case["file"]] = max(0, failed - own[case["clean"]])
json.dump(answers, open(sys.argv[2], "w"))
