"""Trains a classifier on the bank's calls and writes it as model.onnx.

Inputs come from environment variables: LIFECYCLE_TRAIN (Parquet), LIFECYCLE_OUT (folder), LIFECYCLE_SEED,
LIFECYCLE_PARAM_ALGORITHM (logistic, forest, boosting) and LIFECYCLE_PARAM_C (how closely the model may follow the data).
"""
import os
from pathlib import Path

import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TARGET = "y"
NOT_INPUTS = [TARGET, "id", "ts"]
seed = int(os.environ.get("LIFECYCLE_SEED", "0"))
algorithm = os.environ.get("LIFECYCLE_PARAM_ALGORITHM", "logistic")
c = float(os.environ.get("LIFECYCLE_PARAM_C", "1"))
out = Path(os.environ.get("LIFECYCLE_OUT", "."))

frame = pd.read_parquet(os.environ["LIFECYCLE_TRAIN"])
inputs = frame.drop(columns=NOT_INPUTS, errors="ignore")
numbers = [name for name in inputs if pd.api.types.is_numeric_dtype(inputs[name])]
texts = [name for name in inputs if name not in numbers]
# The model is served float numbers with NaN and texts with "" where a value is missing: it learns from the same.
inputs = inputs.astype({name: "float32" for name in numbers})
inputs[texts] = inputs[texts].astype(object).fillna("")

classifiers = {
    "logistic": lambda: LogisticRegression(C=c, max_iter=2000),
    "forest": lambda: RandomForestClassifier(100, min_samples_leaf=max(1, round(5 / c)), random_state=seed, n_jobs=2),
    "boosting": lambda: GradientBoostingClassifier(learning_rate=min(1.0, 0.1 * c), random_state=seed),
}
if algorithm not in classifiers:
    raise SystemExit(f"LIFECYCLE_PARAM_ALGORITHM is {algorithm!r}; it can be {', '.join(classifiers)}")
model = make_pipeline(
    ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler()), numbers),
        ("texts", OneHotEncoder(handle_unknown="ignore"), texts),
    ]),
    classifiers[algorithm](),
).fit(inputs, frame[TARGET].astype(str))

types = [(name, (FloatTensorType if name in numbers else StringTensorType)([None, 1])) for name in inputs]
onnx_model = to_onnx(model, initial_types=types, options={"zipmap": False})
out.mkdir(parents=True, exist_ok=True)
(out / "model.onnx").write_bytes(onnx_model.SerializeToString())
print(f"{algorithm} (c = {c:g}) learnt from {len(frame):,} rows and {inputs.shape[1]} columns")
