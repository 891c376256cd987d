// What a wrong manifest is told: file, line, column and remedy; and that the rest of it still works.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readManifest } from '../../../src/core/manifest/read';

/** `line:column-endColumn message | hint`, a warning with `?` in front. */
function told(text: string): readonly string[] {
  return readManifest(text, 'lifecycle.yaml').problems.map(
    ({ severity, file, line, column, endLine, endColumn, message, hint }) => {
      assert.equal(file, 'lifecycle.yaml');
      assert.equal(endLine, line);
      const mark = severity === 'warning' ? '?' : '';
      return `${mark}${line}:${column}-${endColumn} ${message}${hint === undefined ? '' : ` | ${hint}`}`;
    },
  );
}

const lines = (...text: string[]) => `${text.join('\n')}\n`;

/** So many that work for each pair of them takes longer than a test may. */
const many = 5000;
const manyEntries: readonly (readonly [what: string, entry: (index: number) => string, problems: number])[] =
  [
    ['collected from a file each', (n) => `path: data/${n}.csv, source: raw/${n}.csv`, 0],
    ['collected from a pattern each', (n) => `path: data/${n}.csv, source: "raw/${n}/*.csv"`, 0],
    ['collected each from the next', (n) => `path: ${n}.csv, source: ${n + 1}.csv`, 0],
    ['that share one part, more often than is allowed', () => '<<: *common', 1],
  ];

interface Case {
  readonly it: string;
  readonly text: string;
  readonly told: readonly string[];
}

const more = 'Write a duration of more than nothing, such as "30d" or "3 months".';
const atMost = 'Write a duration of at most 1000 years, such as "30d" or "3 months".';

const shape: readonly Case[] = [
  {
    it: 'a wrong type, with the quotes that would make it right',
    text: lines('datasets:', '  bank:', '    path: 5'),
    told: ['3:11-12 datasets.bank.path must be text, but is the number 5. | Put it in quotes: "5".'],
  },
  {
    it: 'a number in quotes',
    text: lines(
      'datasets:',
      '  b: {path: a.csv, split: {by: order, train: "0.8", validation: 0.1, test: 0.1}}',
    ),
    told: ['2:46-51 datasets.b.split.train must be a number, but is the text "0.8". | Leave the quotes out.'],
  },
  {
    it: 'a wrong type that quotes would not mend, with what belongs there',
    text: lines('goals:', '  g: {metric: roc_auc, target: 0.65}'),
    told: [
      '2:32-36 goals.g.target must be text, but is the number 0.65. | What the metric has to reach. Write e.g. target: ">= 0.65".',
    ],
  },
  {
    it: 'an unknown key, with the nearest right one',
    text: lines('datasets:', '  bank:', '    path: a.csv', '    trget: y'),
    told: ['4:5-10 Unknown key "trget" in datasets.bank. | Did you mean "target"?'],
  },
  {
    it: 'an unknown key that resembles nothing, with those there are',
    text: lines('roles: {boss: ana@example.org}'),
    told: ['1:9-13 Unknown key "boss" in roles. | There are owner, approvers, signers.'],
  },
  {
    it: 'an unknown key at the top',
    text: lines('dataset:', '  bank: a.csv'),
    told: ['1:1-8 Unknown key "dataset". | Did you mean "datasets"?'],
  },
  {
    it: 'a missing key, at the key of the entry that needs it',
    text: lines('datasets:', '  bank:', '    target: y'),
    told: [
      '2:3-7 datasets.bank needs "path". | The file in the workspace, or a folder or glob of several; `collect` writes it where there is a source. Write e.g. path: data/bank.csv.',
    ],
  },
  {
    it: 'a mistyped key once, not also as missing',
    text: lines('datasets:', '  bank:', '    pth: data/x.csv'),
    told: ['3:5-8 Unknown key "pth" in datasets.bank. | Did you mean "path"?'],
  },
  {
    it: 'a wrong choice, with the nearest right one',
    text: lines('datasets:', '  b: {path: a.csv, split: {by: ordr, train: 0.8, validation: 0.1, test: 0.1}}'),
    told: [
      '2:32-36 datasets.b.split.by must be "order", "time", "key" or "random", but is the text "ordr". | Did you mean "order"?',
    ],
  },
  {
    it: 'a number out of range',
    text: lines(
      'deployments: {d: {model: m@1, port: 70000}}',
      'models: {m: {train: t}}',
      'datasets: {d: {path: a.csv, target: y}}',
    ),
    told: [
      '1:37-42 deployments.d.port must be at most 65535, but is the number 70000. | Write e.g. port: 8080.',
    ],
  },
  {
    it: 'a text of the wrong form',
    text: lines('datasets: {b: {path: a.csv, freshness: soon}}'),
    told: [
      '1:40-44 datasets.b.freshness cannot be the text "soon". | Write a duration such as "30d" or "3 months".',
    ],
  },
  {
    it: 'a range the wrong way round',
    text: lines(
      'models: {m: {train: t, tune: {space: {c: {log: [10, 1]}}}}}',
      'datasets: {d: {path: a.csv, target: y}}',
    ),
    told: [
      '1:48-55 models.m.tune.space.c.log: The first number is the lower end: it must not be larger than the second. | Write e.g. log: [0.01, 10].',
    ],
  },
  {
    it: 'a name that could not be a folder',
    text: lines('datasets:', '  my bank: a.csv'),
    told: [
      '2:3-10 "my bank" cannot be a name. | A name has letters, digits, "_", "." and "-" only, and starts with a letter or digit.',
    ],
  },
  {
    it: 'a path that leaves the workspace',
    text: lines('datasets:', '  a: ../x.csv', '  b: {path: /etc/passwd}'),
    told: [
      '2:6-14 datasets.a cannot be the text "../x.csv". | A path is relative to the folder of lifecycle.yaml and stays inside it, e.g. data/bank.csv.',
      '3:13-24 datasets.b.path cannot be the text "/etc/passwd". | A path is relative to the folder of lifecycle.yaml and stays inside it, e.g. data/bank.csv.',
    ],
  },
  {
    it: 'steps that are no list, with a right one',
    text: lines('datasets:', '  b: {path: a.csv, prepare: duration}'),
    told: [
      '2:29-37 datasets.b.prepare must be a list or a map, but is the text "duration". | Steps from the collected data to what models learn from, in this order. One alone needs no list, as {run: python prepare.py}. Write e.g. prepare: [{trim: [job]}].',
    ],
  },
  {
    it: 'a section of the wrong type',
    text: lines('models: [a]'),
    told: [
      '1:9-12 models must be a map, but is a list. | Models by name. Write e.g. models: {uptake: {train: python train.py}}.',
    ],
  },
];

const steps: readonly Case[] = [
  [
    'an unknown step',
    'trimm: [job]',
    '7-12 Unknown key "trimm" in datasets.b.prepare[1]. | Did you mean "trim"?',
  ],
  [
    'a wrong type inside the step that was meant',
    'trim: 5',
    '13-14 datasets.b.prepare[1].trim must be a list or text, but is the number 5. | Put it in quotes: "5".',
  ],
  [
    'a switch where columns are named',
    'deduplicate: true',
    '20-24 datasets.b.prepare[1].deduplicate must be text or a list, but is true. | Keeps the first of rows that are equal in these columns, or in "all". Write e.g. deduplicate: all.',
  ],
  [
    'a step without settings',
    'trim',
    '7-11 datasets.b.prepare[1] must be a map, but is the text "trim". | Each step is a map with one key, its name. Write e.g. - trim: [job].',
  ],
  [
    'two steps in one',
    '{trim: a, drop: b}',
    '7-25 datasets.b.prepare[1] has trim and drop, but only one of them can stand here. | Start a line of its own with "-" for each.',
  ],
  [
    'an empty step',
    '{}',
    '7-9 datasets.b.prepare[1] is empty. | Write one of trim, replace, drop, rename, cast, derive, filter, deduplicate, sql, run, union, join, join_asof, sort, sample, select, case, split_column, extract, fill, clip, bin, encode, scale, e.g. - trim: [job].',
  ],
  [
    'a replacement without values',
    'replace: {column: a}',
    '16-27 datasets.b.prepare[1].replace: Say what to replace. | Write e.g. replace: {column: poutcome, unknown: null}.',
  ],
  [
    'a replacement without columns',
    'replace: {from: 1, to: 2}',
    '16-32 datasets.b.prepare[1].replace: Name the column, or columns, to replace in. | Write e.g. replace: {column: poutcome, unknown: null}.',
  ],
  [
    'an unknown type to cast to',
    'cast: {a: integr}',
    '17-23 datasets.b.prepare[1].cast.a must be "integer", "number", "string", "boolean", "date" or "timestamp", but is the text "integr". | Did you mean "integer"?',
  ],
  [
    'nothing to drop',
    'drop: []',
    '13-15 datasets.b.prepare[1].drop: Name at least one column. | Write e.g. drop: [duration].',
  ],
].map(([it, step, message]) => ({
  it: it ?? '',
  text: lines('datasets:', '  b:', '    path: a.csv', '    prepare:', `    - ${step}`),
  told: [`5:${message}`],
}));

const unions: readonly Case[] = [
  {
    it: 'a mistyped alternative of a parameter space',
    text: lines(
      'models: {m: {train: t, tune: {space: {c: {lg: [1, 2]}}}}}',
      'datasets: {d: {path: a.csv, target: y}}',
    ),
    told: ['1:43-45 Unknown key "lg" in models.m.tune.space.c. | Did you mean "log"?'],
  },
  {
    it: 'a range that is none, with how one is written',
    text: lines(
      'models: {m: {train: t, tune: {space: {c: {log: true}}}}}',
      'datasets: {d: {path: a.csv, target: y}}',
    ),
    told: [
      '1:48-52 models.m.tune.space.c.log must be a list, but is true. | Lowest and highest, evenly over the orders of magnitude. Write e.g. log: [0.01, 10].',
    ],
  },
  {
    it: 'a mistyped key of a window',
    text: lines(
      'monitors: {d: {window: {row: 5}}}',
      'deployments: {d: {model: m@1}}',
      'models: {m: {train: t}}',
    ),
    told: [
      '1:25-28 Unknown key "row" in monitors.d.window. | Did you mean "rows"?',
      '?3:10-11 models.m has no dataset to learn from. | Add one under "datasets:".',
    ],
  },
  {
    it: 'a window of the wrong form',
    text: lines(
      'monitors: {d: {window: 5 apples}}',
      'deployments: {d: {model: m@1}}',
      'models: {m: {train: t, dataset: x}}',
      'datasets: {x: {path: a.csv, target: y}}',
    ),
    told: [
      '1:24-32 monitors.d.window cannot be the text "5 apples". | Write a duration such as "30d" or "3 months".',
    ],
  },
  ...(
    [
      ['monitors: {d: {window: ~}}', '0 months', 'd.window', more],
      ['monitors: {d: {window: ~}}', '0d', 'd.window', more],
      ['monitors: {d: {window: ~}}', '1000000 years', 'd.window', atMost],
      [
        'monitors: {d: {window: 1d, labels: {path: a, key: b, delay: ~}}}',
        '9999999w',
        'd.labels.delay',
        atMost,
      ],
      [
        'monitors: {d: {window: 1d, retrain: {compare: {last: 1d}, data: {last: ~}}}}',
        '0d',
        'd.retrain.data.last',
        more,
      ],
      [
        'monitors: {d: {window: 1d, retrain: {data: {last: 1d}, compare: {last: ~}}}}',
        '0w',
        'd.retrain.compare.last',
        more,
      ],
      ['datasets: {d: {path: a.csv, freshness: ~}}', '0 days', 'd.freshness', more],
      [
        'datasets: {d: {path: a.csv, time: t, split: {by: time, train: 0.5, validation: 0.1, test: 0.4, gap: ~}}}',
        '1001 years',
        'd.split.gap',
        atMost,
      ],
      ['models: {d: {train: t, timeout: ~}}', '0s', 'd.timeout', more],
      [
        'models: {d: {train: t, timeout: ~}}',
        '25d',
        'd.timeout',
        'Write at most 24d, or leave it out: then the command may take any time.',
      ],
    ] as const
  ).map(([manifest, duration, path, hint]) => {
    const from = manifest.indexOf('~') + 1;
    const section = manifest.slice(0, manifest.indexOf(':'));
    return {
      it: `a duration of ${duration} as ${path}`,
      text: lines(manifest.replace('~', duration)),
      told: [
        `1:${from}-${from + duration.length} ${section}.${path} cannot be the text "${duration}". | ${hint}`,
      ],
    };
  }),
  {
    it: 'more trials than a search can hold',
    text: lines('models: {m: {train: t, tune: {search: random, trials: 1e9, space: {c: [1]}}}}'),
    told: [
      '1:55-58 models.m.tune.trials must be at most 10000, but is the number 1000000000. | Write e.g. trials: 20.',
    ],
  },
  {
    it: 'a dataset that is neither a path nor a map',
    text: lines('datasets: {a: [x]}'),
    told: ['1:15-18 datasets.a must be text or a map, but is a list. | Write e.g. a: data/bank.csv.'],
  },
];

const model = (settings: string) =>
  lines(
    `models: {m: {train: t, ${settings}}}`,
    'datasets: {x: {path: a.csv, target: y}, z: {path: b.csv, target: y}}',
  );
const monitor = (settings: string) =>
  lines(
    `monitors: {d: {window: 1d, ${settings}}}`,
    'deployments: {d: {model: m@1}}',
    'models: {m: {train: t}}',
    'datasets: {x: {path: a.csv, target: y}}',
  );
const split = (settings: string) => lines(`datasets: {x: {path: a.csv, split: {${settings}}}}`);

const sense: readonly Case[] = [
  {
    it: 'a goal that is written where its name belongs',
    text: model('dataset: x, goal: roc_auc >= 0.6'),
    told: [
      '1:42-56 models.m.goal cannot be the text "roc_auc >= 0.6". | Name the goal here, goal: uptake, and say under goals what it is: goals: {uptake: {metric: roc_auc, target: ">= 0.65"}}.',
    ],
  },
  {
    it: 'a goal that is written as a map where its name belongs',
    text: model('dataset: x, goal: {metric: roc_auc}'),
    told: [
      '1:42-59 models.m.goal must be text, but is a map. | The goal it serves, by its name under `goals`: `uptake: {metric: roc_auc, target: ">= 0.65"}`. Write e.g. goal: uptake.',
    ],
  },
  {
    it: 'a goal that is not there',
    text: model('dataset: x, goal: uptake'),
    told: ['1:42-48 There is no goal named "uptake". | Add it under "goals:".'],
  },
  {
    it: 'a dataset that is not there',
    text: model('dataset: y'),
    told: ['1:33-34 There is no dataset named "y". | There are x, z.'],
  },
  {
    it: 'a dataset to evaluate on that is not there',
    text: model('dataset: x, evaluate: {dataset: zz}'),
    told: ['1:56-58 There is no dataset named "zz". | There are x, z.'],
  },
  {
    it: 'a model that does not say which of two datasets it learns from',
    text: model('seed: 1'),
    told: ['1:10-11 models.m does not say which dataset it learns from. | Add "dataset:" with one of x, z.'],
  },
  {
    it: 'a name that only JavaScript knows',
    text: model('dataset: toString'),
    told: ['1:33-41 There is no dataset named "toString". | There are x, z.'],
  },
  {
    it: 'a deployment of no model',
    text: lines(
      'deployments: {d: {model: uptak@champion}}',
      'models: {uptake: {train: t}}',
      'datasets: {x: {path: a.csv, target: y}}',
    ),
    told: ['1:26-40 There is no model named "uptak". | Did you mean "uptake"?'],
  },
  {
    it: 'a monitor of no deployment',
    text: lines('monitors:', '  prod: {window: 1d}'),
    told: [
      '2:3-7 There is no deployment named "prod". | A monitor has the name of the deployment it watches.',
    ],
  },
  {
    it: 'nothing about a reference to an entry that is wrong itself',
    text: lines(
      'goals: {g: {metric: nothing, target: ">= 1"}}',
      'models: {m: {train: t, goal: g}}',
      'datasets: {x: {path: a.csv, target: y}}',
    ),
    told: [
      '1:21-28 goals.g.metric must be "roc_auc", "average_precision", "log_loss", "brier", "accuracy", "f1", "precision", "recall", "rmse", "mae" or "r2", but is the text "nothing".',
    ],
  },
  {
    it: 'datasets collected from each other in a circle',
    text: lines(
      'datasets:',
      '  a: {source: b.csv, path: a.csv}',
      '  b: {source: ./c.csv, path: b.csv}',
      '  c: {source: a.csv, path: c.csv}',
    ),
    told: [
      '2:15-20 These datasets are collected from each other in a circle: a <- b <- c <- a. | Give one of them a source of its own.',
    ],
  },
  {
    it: 'a glob that includes what is collected',
    text: lines(
      'datasets:',
      '  a: {source: "data/*.csv", path: data/a.csv}',
      '  b: {source: "raw/*.csv", path: data/b.csv}',
    ),
    told: [
      '2:15-27 The source of "a" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
    ],
  },
  {
    it: 'the folder of the manifest as the source of a file in it',
    text: lines('datasets:', '  a: {source: ./, path: data/a.csv}'),
    told: [
      '2:15-17 The source of "a" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
    ],
  },
  {
    it: 'a pattern of what is not read, and names that hold signs of a pattern',
    text: lines(
      'datasets:',
      '  a: {source: "!raw/*.csv", path: a.csv}',
      '  b: {source: "d/x[1].csv", path: "d/x[1].csv"}',
      '  c: {source: "raw/**/*.csv", path: raw/deep/c.csv}',
    ),
    told: [
      '2:15-27 The source of "a" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
      '3:15-27 The source of "b" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
      '4:15-29 The source of "c" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
    ],
  },
  {
    it: 'a folder that includes what is collected',
    text: lines('datasets:', '  a: {source: data/, path: data/a.csv}'),
    told: [
      '2:15-20 The source of "a" includes the file that it is collected into. | Give it another path, or leave "source" out for data that is already there.',
    ],
  },
  {
    it: 'steps that drop a column which the dataset names, unless a later one makes it again',
    text: lines(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    target: answer',
      '    key: id',
      '    time: day',
      '    prepare:',
      '      - drop: [id, spare]',
      '      - drop: day',
      '      - derive: {day: "seen"}',
      '      - drop: [answer]',
    ),
    told: [
      `8:9-26 This step drops "id", which is the dataset's key. | Take it out of the step, or leave "key:" out.`,
      `11:9-23 This step drops "answer", which is the dataset's target. | Take it out of the step, or leave "target:" out.`,
    ],
  },
  {
    it: 'steps that rename a column which the dataset names, with its new name where that is known',
    text: lines(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    target: answer',
      '    key: id',
      '    time: {column: day, zone: UTC}',
      '    prepare:',
      '      - rename: {id: customer, day: seen}',
      '      - rename: {answer: label}',
      '      - rename: {seen: called}',
      '      - drop: customer',
    ),
    told: [
      `8:9-42 This step renames "id", which is the dataset's key. | Take it out of the step, or leave "key:" out.`,
      `8:9-42 This step renames "day", which is the dataset's time. | Write "called" for "time:", as it is called then, or take it out of the step.`,
      `9:9-32 This step renames "answer", which is the dataset's target. | Write "label" for "target:", as it is called then, or take it out of the step.`,
    ],
  },
  {
    it: 'no step that renames a column which the dataset names where one makes it again',
    text: lines(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    target: answer',
      '    key: id',
      '    time: day',
      '    prepare:',
      '      - rename: {answer: label, id: customer, day: seen}',
      '      - derive: {answer: "label > 3"}',
      '      - rename: {customer: id}',
      '      - sql: SELECT *, seen::DATE AS day FROM data',
    ),
    told: [],
  },
  {
    it: 'the step that takes a column away for good, where one before it did too',
    text: lines(
      'datasets:',
      '  a:',
      '    path: a.csv',
      '    target: answer',
      '    prepare:',
      '      - rename: {answer: text}',
      '      - derive: {answer: "lower(text)"}',
      '      - drop: answer',
    ),
    told: [
      `8:9-21 This step drops "answer", which is the dataset's target. | Take it out of the step, or leave "target:" out.`,
    ],
  },
  ...(
    [
      ['Europe/Nowhere', 'Write a zone as Europe/Lisbon or UTC.'],
      ['Europe/Lisbonn', 'Did you mean Europe/Lisbon? Write a zone as Europe/Lisbon or UTC.'],
      ['+02:00', 'Write "Etc/GMT-2", or the zone\'s place, e.g. Europe/Lisbon.'],
      ['europe/lisbon', undefined],
      ['UTC', undefined],
    ] as const
  ).map(([zone, hint]) => ({
    it: `what is no time zone: ${zone}`,
    text: `datasets: {d: {path: d.csv, time: {column: ts, zone: "${zone}"}}}`,
    told: hint === undefined ? [] : [`1:54-${56 + zone.length} There is no time zone "${zone}". | ${hint}`],
  })),
  {
    it: 'shares of more than the whole',
    text: split('by: order, train: 0.8, validation: 0.2, test: 0.1'),
    told: [
      '1:36-87 The shares of the split add up to 1.1, more than 1. | Make train, validation and test add up to 1.',
    ],
  },
  {
    it: 'shares of less than the whole',
    text: split('by: order, train: 0.7, validation: 0.1, test: 0.1'),
    told: [
      '?1:36-87 The shares of the split add up to 0.9: the other rows are used by nobody. | Make train, validation and test add up to 1.',
    ],
  },
  { it: 'nothing about thirds', text: split('by: order, train: 0.7, validation: 0.2, test: 0.1'), told: [] },
  {
    it: 'a split by a time that is not named',
    text: split('by: time, train: 0.8, validation: 0.1, test: 0.1'),
    told: ['1:41-45 A split by time needs the column that holds it. | Add "time:" to the dataset.'],
  },
  {
    it: 'a split by a key that is not named',
    text: split('by: key, train: 0.8, validation: 0.1, test: 0.1'),
    told: ['1:41-44 A split by key needs the column that holds it. | Add "key:" to the dataset.'],
  },
  {
    it: 'a gap between parts that do not follow one another',
    text: split('by: random, train: 0.8, validation: 0.1, test: 0.1, gap: 7d'),
    told: [
      '1:94-96 A split by random has no gap: its parts do not follow one another. | Leave "gap" out, or split by time or order.',
    ],
  },
  {
    it: 'a gap in the wrong unit',
    text: split('by: order, train: 0.8, validation: 0.1, test: 0.1, gap: 7d'),
    told: ['1:93-95 By order, the gap is a number of rows. | Write e.g. 500.'],
  },
  {
    it: 'a positive value of no target',
    text: lines('datasets: {x: {path: a.csv, positive: "yes"}}'),
    told: [
      '1:39-44 "positive" is a value of the target, but no target is named. | Add "target:" with the column to predict.',
    ],
  },
  {
    it: 'a model whose dataset has no target',
    text: lines('datasets: {x: a.csv}', 'models: {m: {train: t}}'),
    told: [
      '?2:10-11 models.m: its dataset "x" names no target, so the model cannot be evaluated. | Add "target:" to datasets.x.',
    ],
  },
  {
    it: 'a goal gate without a goal',
    text: model('dataset: x, gates: {goal: met}'),
    told: [
      '1:50-53 This gate needs a goal, but the model names none. | Add "goal:" to the model with a name from "goals:".',
    ],
  },
  {
    it: 'a random search without an end',
    text: model('dataset: x, tune: {search: random, space: {c: [1]}}'),
    told: ['1:51-57 A random search needs the number of trials. | Add "trials:", e.g. 20.'],
  },
  {
    it: 'performance that nothing measures',
    text: monitor('performance: {metric: roc_auc, min: 0.65}'),
    told: [
      '?1:41-69 Performance is measured by labels, but the monitor has none. | Add "labels:" with the path of the outcomes.',
    ],
  },
  {
    it: 'performance without a limit',
    text: monitor('labels: {path: o.csv, key: id}, performance: {metric: log_loss}'),
    told: ['1:73-91 Performance has no limit, so no alert could ever open. | Add "max:".'],
  },
  {
    it: 'a limit on the side of the good',
    text: monitor('labels: {path: o.csv, key: id}, performance: {metric: roc_auc, max: 0.65}'),
    told: [
      '?1:96-100 roc_auc is better when it is larger: this limit alarms when the model is good. | Write "min:".',
    ],
  },
  {
    it: 'retraining without labels',
    text: monitor('retrain: {data: {last: 6 months}, compare: {last: 3 months}}'),
    told: [
      '1:37-88 Retraining needs labels, but the monitor has none. | Add "labels:" with the path of the outcomes.',
    ],
  },
  {
    it: 'retraining by an alert that is not set',
    text: monitor(
      'labels: {path: o.csv, key: id}, retrain: {when: [drift, performance], data: {last: 6 months}, compare: {last: 3 months}}',
    ),
    told: [
      '?1:84-95 There is no performance alert, because "performance" is not set. | Add "performance:", or take it out here.',
    ],
  },
  {
    it: 'two servers on one port',
    text: lines(
      'deployments: {a: {model: m@1, port: 8080}, b: {model: m@2, port: 8080}}',
      'models: {m: {train: t}}',
      'datasets: {x: {path: a.csv, target: y}}',
    ),
    told: [
      '?1:66-70 Port 8080 is also that of "a": only one of them can run at a time. | Give it another port, or 0 for any that is free.',
    ],
  },
  {
    it: 'names that some file systems do not tell apart',
    text: lines('datasets: {bank: a.csv, Bank: b.csv}'),
    told: [
      '1:25-29 "Bank" and "bank" differ in case only; on some file systems they are the same. | Give one of them another name.',
    ],
  },
];

const yaml: readonly Case[] = [
  { it: 'nothing about an empty file', text: '', told: [] },
  { it: 'nothing about comments only', text: '# later\n', told: [] },
  { it: 'nothing about a section that is still being written', text: 'datasets:\n', told: [] },
  {
    it: 'a file that is no map',
    text: '- a\n',
    told: ['1:1-4 The manifest must be a map, but is a list. | Start with e.g. "datasets:".'],
  },
  {
    it: 'a name written twice, with the line of the first',
    text: lines('datasets:', '  bank: a.csv', '  bank: b.csv'),
    told: [
      '3:3-7 "bank" is written twice in datasets, first at line 2. | Give it another name, or take one of them out.',
    ],
  },
  {
    it: 'a setting written twice',
    text: lines('datasets:', '  bank: {path: a.csv, path: b.csv}'),
    told: [
      '2:23-27 "path" is written twice in datasets.bank, first at line 2. | Give it another name, or take one of them out.',
    ],
  },
  {
    it: 'a tab',
    text: 'datasets:\n\tbank: a.csv\n',
    told: ['2:1-1 A tab stands where the line is indented. | Indent with spaces.'],
  },
  {
    it: 'a bound without quotes',
    text: lines('goals:', '  g:', '    metric: roc_auc', '    target: >= 0.65'),
    told: ['4:14-15 Text that starts with ">" needs quotes. | Write e.g. ">= 0.65" with the quotes.'],
  },
  {
    it: 'a glob without quotes',
    text: lines('datasets:', '  a: {path: a.csv, source: *.csv}'),
    told: [
      '2:28-33 "*.csv" is an alias, but nothing is named "&.csv". | Put quotes around text that starts with "*".',
    ],
  },
  {
    it: 'an alias inside what it names',
    text: 'datasets: &x {b: *x}\n',
    told: ['1:18-20 "*x" stands inside what it names. | Take it out.'],
  },
  {
    it: 'an alias deep inside what it names, once',
    text: lines('datasets:', '  d: &x {prepare: [*x]}'),
    told: ['2:20-22 "*x" stands inside what it names. | Take it out.'],
  },
  {
    it: 'a map that is not closed',
    text: lines('datasets: {d: d.csv', 'models:', '  m: {train: python t.py}'),
    told: ['1:11-12 This "{" is never closed. | Write "}" where its map ends.'],
  },
  {
    it: 'a list that is not closed, within a map',
    text: lines('datasets:', '  d: {path: d.csv,', '    sensitive: [a, b', '  e: e.csv'),
    told: [
      '2:6-7 This "{" is never closed. | Write "}" where its map ends.',
      '3:16-17 This "[" is never closed. | Write "]" where its list ends.',
    ],
  },
  {
    it: 'a map that is closed as a list',
    text: lines('datasets:', '  d: {path: d.csv]', '  e: e.csv'),
    told: ['2:6-7 This "{" is never closed. | Write "}" where its map ends.'],
  },
  {
    it: 'indentation that does not fit',
    text: lines('datasets:', '  d: {path: d.csv}', ' e: e.csv'),
    told: [
      '3:1-1 The indentation does not fit the lines before. | Give the keys of one map the same indentation.',
    ],
  },
  {
    it: 'a second document',
    text: 'datasets: {a: a.csv}\n---\nb: 2\n',
    told: ['2:1-4 A second document starts here ("---"). | Keep one document in the file.'],
  },
  {
    it: 'a line that is no key',
    text: lines('datasets:', '  bank: a.csv', '  oops'),
    told: ['3:3-7 This line is no key with a value. | Write "key: value", or "- item" in a list.'],
  },
  {
    it: 'an unknown tag',
    text: 'datasets: {a: !python/object a.csv}\n',
    told: ['?1:15-29 Unresolved tag: !python/object. | Leave the tag ("!...") out.'],
  },
  {
    it: 'lines that end as on Windows, at the right column',
    text: 'datasets:\r\n  bank:\r\n    pat: a.csv\r\n',
    told: ['3:5-8 Unknown key "pat" in datasets.bank. | Did you mean "path"?'],
  },
  {
    it: 'an entry that repeats another by an anchor, where it is written',
    text: lines('x-base: &base {freshness: soon}', 'datasets:', '  a: {path: a.csv, <<: *base}'),
    told: [
      '1:27-31 datasets.a.freshness cannot be the text "soon". | Write a duration such as "30d" or "3 months".',
    ],
  },
  {
    it: 'a bomb of aliases',
    text: lines(
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
    ),
    told: [
      '4:41-41 Its aliases (*name) unfold into too much. | Let no alias name what holds many aliases itself.',
    ],
  },
  {
    it: 'a pit of brackets',
    text: '['.repeat(100_000),
    told: [
      '1:201-201 Maps and lists are nested deeper than 100. | Close what is open before it, or write it flatter.',
    ],
  },
  {
    it: 'a pit of dashes',
    text: '- '.repeat(100_000),
    told: [
      '1:400-400 Maps and lists are nested deeper than 100. | Close what is open before it, or write it flatter.',
    ],
  },
  {
    it: 'a newer version, and nothing about what this one does not know',
    text: lines('lifecycle: 2', 'planets: {}', 'datasets: {a: a.csv, b: {orbit: 1}}'),
    told: [
      '1:12-13 This manifest is of version 2; version 1 is known. It is shown, but nothing is run or changed by it. | Update Model Lifecycle.',
    ],
  },
  {
    it: 'a version that never was',
    text: 'lifecycle: 0\n',
    told: ['1:12-13 lifecycle must be 1, but is the number 0.'],
  },
  {
    it: 'a version in quotes',
    text: 'lifecycle: "1"\n',
    told: ['1:12-15 lifecycle must be 1, but is the text "1". | Leave the quotes out.'],
  },
];

describe('reading a manifest tells', () => {
  for (const { it: name, text, told: expected } of [...shape, ...steps, ...unions, ...sense, ...yaml])
    it(name, () => {
      assert.deepEqual(told(text), expected);
    });
});

describe('reading a manifest', () => {
  it('takes the short form of a dataset and fills in defaults', () => {
    const { manifest, problems } = readManifest(
      lines(
        'datasets: {bank: {path: data/bank.csv, target: y, time: ts}}',
        'models: {m: {train: python t.py}}',
      ),
      'f',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(manifest, {
      lifecycle: 1,
      datasets: { bank: { path: 'data/bank.csv', target: 'y', time: { column: 'ts' } } },
      models: { m: { train: 'python t.py', task: 'classification', seed: 0, output: 'model.onnx' } },
    });
    assert.deepEqual(readManifest('datasets: {bank: data/bank.csv}', 'f').manifest.datasets, {
      bank: { path: 'data/bank.csv' },
    });
  });

  it('keeps every entry that is right beside those that are wrong', () => {
    const { manifest } = readManifest(
      lines(
        'goals: {good: {metric: rmse, target: "< 5"}, bad: {metric: x, target: "< 5"}}',
        'datasets: {good: {path: a.csv, target: y}, bad: {pth: a.csv}, worse: 5}',
        'models: {good: {train: t, dataset: good}, bad: {train: t, dataset: nowhere}}',
        'deployments: {good: {model: good@1}, bad: {model: nothing@1}}',
        'monitors: {good: {window: 1d}, bad: {window: 1y2}}',
        'roles: {ownr: x}',
      ),
      'f',
    );
    assert.deepEqual(
      Object.entries(manifest).map(([key, value]) => [
        key,
        typeof value === 'object' ? Object.keys(value) : value,
      ]),
      [
        ['lifecycle', 1],
        ['goals', ['good']],
        ['datasets', ['good']],
        ['models', ['good']],
        ['deployments', ['good']],
        ['monitors', ['good']],
      ],
    );
  });

  it('keeps what stands before a syntax error', () => {
    const { manifest } = readManifest('datasets: {a: a.csv}\nmodels:\n\tm: {train: t}\n', 'f');
    assert.deepEqual(manifest.datasets, { a: { path: 'a.csv' } });
  });

  it('opens a newer version read-only', () => {
    const { manifest, isReadOnly } = readManifest('lifecycle: 7\ndatasets: {a: a.csv, b: {orbit: 1}}\n', 'f');
    assert.equal(isReadOnly, true);
    assert.deepEqual(manifest.datasets, { a: { path: 'a.csv' } });
    assert.equal(readManifest('lifecycle: 1\n', 'f').isReadOnly, false);
  });

  it('follows anchors and merges', () => {
    const { manifest, problems } = readManifest(
      lines(
        'x-common: &common {target: y, key: id}',
        'datasets:',
        '  a: {<<: *common, path: a.csv}',
        '  b: {<<: *common, path: b.csv, key: no}',
      ),
      'f',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(manifest.datasets, {
      a: { path: 'a.csv', target: 'y', key: 'id' },
      b: { path: 'b.csv', target: 'y', key: 'no' },
    });
  });

  for (const [what, entry, count] of manyEntries)
    it(`reads ${many} datasets ${what} while a person waits`, () => {
      const entries = Array.from({ length: many }, (_none, index) => `  d${index}: {${entry(index)}}`);
      const text = lines('x-common: &common {path: c.csv}', 'datasets:', ...entries);
      assert.equal(readManifest(text, 'f').problems.length, count);
    });

  for (const text of ['{{<<', '? {<<: 1}\n: a\n', 'datasets: {{<<: [1]}: a}'])
    it(`tells what is wrong with ${JSON.stringify(text)}, a key that merges what is no map`, () => {
      assert.ok(readManifest(text, 'f').problems.some(({ severity }) => severity === 'error'));
    });

  it('never throws, whatever the text, and points only inside it', () => {
    const words = fc.constantFrom(
      ...[
        'datasets',
        'models',
        'a',
        ':',
        ' ',
        '\n',
        '  ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '&x ',
        '*x',
        '"',
        "'",
        '#',
        '|',
        '>',
        '?',
        '<<',
        '\t',
        '\r\n',
        '1',
        'null',
        '!t ',
        '---',
        '%',
        '@',
        '\u{1F600}',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const count = text.split('\n').length;
        for (const { line = 0, column = 0 } of readManifest(text, 'f').problems)
          assert.ok(line >= 1 && line <= count && column >= 1 && column <= text.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});
