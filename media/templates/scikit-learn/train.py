"""Learns to predict TARGET and writes model.onnx: the file that is measured, registered and served.

Inputs come from environment variables: LIFECYCLE_TRAIN (Parquet), LIFECYCLE_OUT (folder), LIFECYCLE_TASK, LIFECYCLE_SEED,
and each of the model's params in lifecycle.yaml as LIFECYCLE_PARAM_<NAME>. Change whatever you like; only model.onnx is expected.
"""
import os
from decimal import Decimal
from pathlib import Path

import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TARGET = "{{target}}"
TASK = os.environ.get("LIFECYCLE_TASK", "{{task}}")
NOT_INPUTS = {{notInputs}}
seed = int(os.environ.get("LIFECYCLE_SEED", "0"))
algorithm = os.environ.get("LIFECYCLE_PARAM_ALGORITHM", "linear")
strength = float(os.environ.get("LIFECYCLE_PARAM_STRENGTH", "1"))
out = Path(os.environ.get("LIFECYCLE_OUT", "."))


def with_column_names(onnx_model, columns):
    """The model with inputs named like the columns, in their order: skl2onnx changes names with spaces or signs."""
    graph = onnx_model.graph
    own = dict(zip((one.name for one in graph.input), columns, strict=True))
    taken = set(columns)

    def name(old):
        return own.get(old) or (f"{old}_of_model" if old in taken else old)

    for value in [*graph.input, *graph.output, *graph.initializer]:
        value.name = name(value.name)
    for node in graph.node:
        node.input[:] = [name(one) for one in node.input]
        node.output[:] = [name(one) for one in node.output]
    return onnx_model


frame = pd.read_parquet(os.environ["LIFECYCLE_TRAIN"])
frame = frame[frame[TARGET].notna()]
inputs = frame.drop(columns=[TARGET, *NOT_INPUTS], errors="ignore")
decimals = [name for name in inputs if inputs[name].map(type).eq(Decimal).any()]
inputs = inputs.astype({name: "float64" for name in decimals})
numbers = [name for name in inputs if pd.api.types.is_numeric_dtype(inputs[name])]
texts = [name for name in inputs if name not in numbers]
# A served model sees NaN for a missing number and "" for a missing text: it learns from the same.
inputs = inputs.astype({name: "float32" for name in numbers})
inputs[texts] = inputs[texts].astype(object).fillna("").astype(str).astype(object)

leaf = max(1, round(5 / strength))  # fewer rows in a leaf follow the data more closely
estimators = {
    ("classification", "linear"): lambda: LogisticRegression(C=strength, max_iter=2000),
    ("classification", "forest"): lambda: RandomForestClassifier(200, min_samples_leaf=leaf, random_state=seed, n_jobs=-1),
    ("regression", "linear"): lambda: Ridge(alpha=1 / strength),
    ("regression", "forest"): lambda: RandomForestRegressor(200, min_samples_leaf=leaf, random_state=seed, n_jobs=-1),
}
number_steps = make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler())
model = make_pipeline(
    ColumnTransformer([("numbers", number_steps, numbers), ("texts", OneHotEncoder(handle_unknown="ignore"), texts)]),
    estimators[TASK, algorithm](),
).fit(inputs, frame[TARGET].astype(str if TASK == "classification" else "float32"))

types = [(name, (FloatTensorType if name in numbers else StringTensorType)([None, 1])) for name in inputs]
options = {"zipmap": False} if TASK == "classification" else None
out.mkdir(parents=True, exist_ok=True)
onnx_model = with_column_names(to_onnx(model, initial_types=types, options=options), list(inputs))
(out / "model.onnx").write_bytes(onnx_model.SerializeToString())
print(f"{algorithm} learnt from {len(frame):,} rows and {inputs.shape[1]} columns")
