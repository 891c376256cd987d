// Findings of one kind and severity told as one where there are many: a table of a thousand columns may have hundreds of a kind.
import type { Finding } from '../../src/protocol/data';
import { count, counted } from '../../src/protocol/figures';

export type Entry =
  | { readonly kind: 'one'; readonly finding: Finding }
  | {
      readonly kind: 'many';
      /** Stable: kind and severity. */
      readonly id: string;
      readonly severity: Finding['severity'];
      readonly message: string;
      /** What to do, where it is the same for all. */
      readonly fix: string | undefined;
      readonly findings: readonly Finding[];
    };

const severities = ['error', 'warning', 'info'] as const;
/** From so many on, findings of a kind are one entry. */
const many = 3;

/** The worst first, else in the order in which they come. */
export function grouped(findings: readonly Finding[]): readonly Entry[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(bySeverity)) {
    const id = `${finding.kind}:${finding.severity}`;
    groups.set(id, [...(groups.get(id) ?? []), finding]);
  }
  return [...groups].flatMap(([id, members]): Entry[] => {
    const [first] = members;
    if (!first || members.length < many) return members.map((finding) => ({ kind: 'one', finding }));
    const fix = first.fix?.text;
    return [
      {
        kind: 'many',
        id,
        severity: first.severity,
        message: told(first.kind, members),
        fix: members.every((member) => member.fix?.text === fix) ? fix : undefined,
        findings: members,
      },
    ];
  });
}

function told(kind: Finding['kind'], findings: readonly Finding[]): string {
  const columns = new Set(findings.flatMap((finding) => finding.columns)).size;
  const sentence = sentences[kind];
  return sentence
    ? `${counted(columns, 'column')} ${sentence}.`
    : `${count(findings.length)} findings of one kind.`;
}

/** Undefined for kinds that are about the whole table. */
const sentences: Readonly<Record<Finding['kind'], string | undefined>> = {
  missing: 'have missing values',
  'hidden-missing': 'hold values that probably mean missing',
  constant: 'are constant',
  'empty-in-training': 'have no value in the training split',
  'key-like': 'name rows rather than describing them',
  'kept-as-text': 'hold numbers or times as text',
  'mixed-types': 'mix numbers and text',
  nested: 'hold lists or objects',
  'spelling-variants': 'write a value in several ways',
  outliers: 'hold values far from all others',
  'personal-data': 'hold personal data',
  leak: 'tell the target too well',
  'target-drift': undefined,
  'random-split': undefined,
  'looks-ahead': undefined,
  'grown-rows': undefined,
  'odd-file': undefined,
  'no-rows': undefined,
  'no-positive': undefined,
  'repeated-key': undefined,
  'duplicate-rows': undefined,
  imbalance: undefined,
  'near-duplicate-rows': undefined,
  'shared-rows': undefined,
  'conflicting-labels': undefined,
  'damaged-text': 'hold text that a wrong encoding damaged',
  'mixed-units': 'are written in several units',
  'placeholder-times': 'hold days that probably mean that there is no time',
  'future-times': 'hold times of the future',
  'time-gaps': undefined,
  'blocked-rows': 'come in blocks',
  'rare-classes': undefined,
  'absent-classes': undefined,
  redundant: 'say what another one says',
  proxy: 'tell a sensitive column, or are told',
  'few-rows': undefined,
  'schema-change': undefined,
  'volume-change': undefined,
  'value-change': 'hold other values than in the version before',
  'nothing-newer': undefined,
};

const bySeverity = (a: Finding, b: Finding) =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity);
