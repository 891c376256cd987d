"""Reads {"dates": [text], "formats": [[format, text]], "patterns": [[pattern, text]]} and writes what Python says of each."""

import json
import re
import sys
import warnings
from datetime import datetime

from dateutil.parser import parse

warnings.filterwarnings("ignore")


def is_date(text):
    try:
        parse(text, default=datetime(2024, 1, 31))
        return True
    except (ValueError, OverflowError):
        return False
    except Exception as error:  # noqa: BLE001
        return type(error).__name__


def has_format(pair):
    try:
        datetime.strptime(pair[1], pair[0])
        return True
    except ValueError:
        return False


with open(sys.argv[1], encoding="utf8") as file:
    asked = json.load(file)
answers = {
    "dates": [is_date(text) for text in asked["dates"]],
    "formats": [has_format(pair) for pair in asked["formats"]],
    "patterns": [re.search(pattern, text) is not None for pattern, text in asked["patterns"]],
}
with open(sys.argv[2], "w", encoding="utf8") as file:
    json.dump(answers, file)
