// The editor's schema agrees with the reader: what one takes the other takes, and every key is explained.
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { manifestJsonSchema } from '../../../src/core/manifest/jsonSchema';
import { readManifest } from '../../../src/core/manifest/read';

const full = `
lifecycle: 1
x-shared: &shared {target: y, key: id}
goals:
  uptake:
    statement: Call the customers who are likely to subscribe
    metric: roc_auc
    target: ">= 0.65"
    value: {tp: 60, fp: -12, currency: EUR, capacity: 20%}
roles:
  owner: ana@example.org
  approvers: [ben@example.org]
  signers: .lifecycle/allowed_signers
python: {requirements: requirements.txt, interpreter: /usr/bin/python3}
datasets:
  small: data/small.csv
  calls: {source: {delta: "s3://bucket/calls", version: 12}, path: data/calls.parquet}
  then: {source: {delta: source/calls, as_of: "2026-01-31"}, path: data/then.parquet}
  audited: {source: {iceberg: source/calls, snapshot: "7750056351105060865"}, path: data/audited.parquet}
  reviews: {source: {huggingface: source/reviews, config: en, split: train}, path: data/reviews}
  bank:
    source: {database: postgres://db.example.org/bank, query: SELECT * FROM calls}
    encoding: latin1
    sheet: Sales
    table: customers
    path: data/bank.csv
    licence: CC-BY-4.0
    origin: A bank
    terms: Research only
    <<: *shared
    positive: "yes"
    time: {column: ts, zone: Europe/Lisbon}
    sensitive: [age, marital]
    personal: {allow: [email], columns: [director]}
    freshness: 30d
    prepare:
      - trim: [job]
      - trim: job
      - replace: {column: poutcome, unknown: null}
      - replace: {columns: [a, b], from: -1, to: null}
      - drop: [duration]
      - rename: {a: b}
      - cast: {a: integer, b: {type: date, format: "%d/%m/%Y"}}
      - derive: {contacted: "pdays >= 0"}
      - filter: age > 17
      - deduplicate: all
      - sql: "SELECT * FROM data WHERE age BETWEEN 18 AND 95"
      - run: python clean.py
      - union: small
      - union: [small]
      - join: {with: small, on: {id: customer}, how: inner, columns: [region]}
      - join_asof: {with: small, on: [id], time: {ts: seen}, within: 30d}
      - sort: [ts, -amount]
      - sample: {share: 10%, by: id}
      - sample: {rows: 10, by: id, seed: 3}
      - select: [id, key, y, ts, age, job, a, b]
      - case: {column: job, to: title}
      - split_column: {column: job, by: ",", into: [c, d]}
      - extract: {column: ts, parts: [month]}
      - extract: {column: job, pattern: "(?P<first>.)"}
      - fill: {column: age, with: median}
      - fill: {columns: [a], with: 0}
      - clip: {columns: [a], min: 0, max: 5}
      - clip: {column: a, low: 1%, high: 99%}
      - bin: {column: a, edges: [1, 2], labels: [x, y, z]}
      - bin: {column: a, quantile: 4}
      - encode: {column: job, by: frequency, most: 5, unseen: missing}
      - scale: {columns: [a, age], by: robust}
    split: {by: order, train: 0.8, validation: 0.1, test: 0.1, gap: 100}
    expect:
      rows: ">= 10000"
      unique: [id]
      columns:
        age: {type: integer, between: [18, 95], mostly: 0.99, missing: "<= 1%", distinct: "> 2"}
        y: {in: ["yes", "no"], matches: "[a-z]+"}
      sql: {no_future_calls: "SELECT * FROM data WHERE ts > as_of()"}
      suite: expectations/bank.json
models:
  uptake:
    goal: uptake
    dataset: bank
    task: classification
    train: python train.py
    params: {algorithm: logistic, c: 1.0, deep: false}
    seed: 3
    timeout: 2h
    tune: {search: random, trials: 40, parallel: 2, seed: 1, space: {algorithm: [logistic, forest], c: {log: [0.01, 10]}, d: {uniform: [0, 1]}, n: {int: [1, 9]}}}
    output: model.onnx
    evaluate: {dataset: bank, slices: [age, job]}
    gates: {approvals: 1, checks: pass, goal: met, better_than: champion}
deployments:
  uptake-local: {model: uptake@champion, target: local, port: 8080}
monitors:
  uptake-local:
    window: 3 months
    reference: train
    drift: {false_alarms: "1 per 100 windows", ignore: [season]}
    labels: {path: data/outcomes/*.csv, key: id, delay: 14d}
    performance: {metric: roc_auc, min: 0.65, max: 0.99}
    alert: [status]
    retrain: {when: [drift, performance], data: {last: 6 months}, compare: {last: 3 months}, then: challenger}
`;

const good: readonly string[] = [
  full,
  'datasets: {bank: data/bank.csv}',
  'datasets:\n',
  '{}',
  'monitors: {d: {window: {rows: 500}}}\ndeployments: {d: {model: m@3}}\nmodels: {m: {train: t}}',
  'datasets: {x: {path: a.csv, prepare: {run: python prepare.py}}}',
  'datasets: {x: {path: a.csv, time: ts, split: {by: time, train: 0.5, validation: 0.2, test: 0.3, gap: 7d}}}',
];

const bad: readonly string[] = [
  'lifecycle: 2',
  'dataset: {bank: data/bank.csv}',
  'datasets: {bank: {target: y}}',
  'datasets: {bank: 5}',
  'datasets: {my bank: a.csv}',
  'datasets: {bank: ../a.csv}',
  'datasets: {bank: {path: a/../../b.csv}}',
  'datasets: {bank: "C:\\\\a.csv"}',
  'datasets: {bank: {path: a.csv, prepare: [{trimm: [a]}]}}',
  'datasets: {bank: {path: a.csv, prepare: [{trim: a, drop: b}]}}',
  'datasets: {bank: {path: a.csv, prepare: [{cast: {a: integr}}]}}',
  'datasets: {bank: {path: a.csv, prepare: {run: 5}}}',
  'datasets: {bank: {path: a.csv, prepare: [{fill: {column: a, with: null}}]}}',
  'datasets: {bank: {path: a.csv, prepare: [{scale: {column: a}}]}}',
  'datasets: {bank: {path: a.csv, split: {by: order, train: 0.8, validation: 0.1}}}',
  'datasets: {bank: {path: a.csv, freshness: soon}}',
  'goals: {g: {metric: roc_auc, target: 0.65}}',
  'goals: {g: {metric: roc, target: ">= 1"}}',
  'goals: {g: {metric: f1, target: ">= 1", value: {capacity: 120%}}}',
  'models: {m: {train: t, gates: {goal: maybe}}}',
  'models: {m: {train: t, tune: {space: {c: {lg: [1, 2]}}}}}',
  'deployments: {d: {model: m}}',
  'monitors: {d: {window: 5 apples}}',
  'monitors: {d: {window: 5 days, drift: {false_alarms: 1 per 0 windows}}}',
  'monitors: {d: {window: 5 days, drift: {false_alarms: 0 per 100 windows}}}',
  '[]',
];

describe('the JSON schema of the manifest', () => {
  const schema = manifestJsonSchema();
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

  for (const text of good)
    it(`takes ${text.trim().slice(0, 70).split('\n').at(0)}`, () => {
      assert.deepEqual([validate(parse(text, { merge: true })), validate.errors], [true, null]);
      const { problems } = readManifest(text, 'f');
      assert.deepEqual(
        problems.filter(({ severity }) => severity === 'error'),
        [],
      );
    });

  for (const text of bad)
    it(`refuses ${text}, as the reader does`, () => {
      assert.equal(validate(parse(text)), false);
      assert.notDeepEqual(readManifest(text, 'f').problems, []);
    });

  it('explains every key, and gives examples of every one', () => {
    const keys = new Set<string>();
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node)
        for (const [key, below] of Object.entries(
          node.properties as Record<string, { description?: string; examples?: unknown[] }>,
        )) {
          assert.ok(below.description, `${path}.${key} has no description`);
          const [example] = below.examples ?? [];
          assert.ok(example !== undefined, `${path}.${key} has no example`);
          keys.add(key);
        }
      for (const [key, below] of Object.entries(node)) visit(below, `${path}.${key}`);
    };
    visit(schema, '');
    const written = new Set(full.match(/[A-Za-z_]+(?=:)/g));
    assert.deepEqual(
      [...keys].filter((key) => !written.has(key) && !['tn', 'fn'].includes(key)),
      [],
    );
  });

  it('leaves to the reader that there are fewer false alarms than windows', () => {
    const { problems } = readManifest(
      'monitors: {d: {window: 5 days, drift: {false_alarms: 200 per 100 windows}}}\ndeployments: {d: {model: m@3}}\nmodels: {m: {train: t}}',
      'f',
    );
    assert.match(
      problems.map(({ message }) => message).join(),
      /false_alarms cannot be the text "200 per 100 windows"/,
    );
  });
});
