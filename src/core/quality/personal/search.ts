// Searching the values of a column for personal data, and masking it in text. Loaded by who needs it: its libraries are large.
import type { PersonalColumn, PersonalPart } from './column';
import { isPersonal } from './judge';
import { personalKinds, type PersonalKind } from '../../manifest/personal';
import type { Lookalike, Recognizer } from './recognizer';
import { recognizers } from './recognizers';

export interface SearchedValues {
  readonly column: string;
  /** Whether they are whole numbers. */
  readonly isNumbers: boolean;
  /** Different ones, with the rows that have each. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** For each row of `values`, so many of the column. */
  readonly scale: number;
  /** Of the column's different values, the share that was looked at. */
  readonly read: number;
}

/** Beyond so many characters a text is not searched. */
const longest = 50_000;
/** The tagger of names is slow. */
const mostNames = 200;
const examplesShown = 3;

/** RE2: something may be found in values that match one of these. None where nothing can be found in such a column. */
export const candidatesOf = (column: string, isNumbers: boolean): string[] => [
  ...new Set(askedOf(spoken(column), isNumbers).map(({ candidate }) => candidate)),
];

/** A number that nothing but its name tells may be named by the words before it; what fills a value has none before it. */
const askedOf = (words: string, isNumbers: boolean): readonly Recognizer[] =>
  recognizers.filter(
    ({ kind, isOfDigits, needsName, named }) =>
      (!isNumbers || isOfDigits === true) &&
      (needsName !== true || named.test(words) || (kind === 'national-id' && !isNumbers)),
  );

interface Tally {
  readonly recognizer: Recognizer;
  readonly mayHold: RegExp;
  /** The values that hold a valid one, by their place. */
  readonly holders: Set<number>;
  readonly all: Set<string>;
  readonly valid: Set<string>;
  readonly named: Set<string>;
  readonly namedValid: Set<string>;
}

/** Undefined where chance, or something else, explains all that looks personal. Kinds that `allowed` has are passed over. */
export async function searchColumn(
  { column, isNumbers, values, scale, read }: SearchedValues,
  allowed: readonly PersonalKind[] = [],
): Promise<PersonalColumn | undefined> {
  const words = spoken(column);
  const tallies = askedOf(words, isNumbers).map((recognizer): Tally => ({
    mayHold: new RegExp(recognizer.candidate, 'u'),
    recognizer,
    holders: new Set(),
    all: new Set(),
    valid: new Set(),
    named: new Set(),
    namedValid: new Set(),
  }));
  for (const [at, { value }] of values.entries()) await look(tallies, value.slice(0, longest), at);
  const found = tallies.filter(({ recognizer, all, valid, named, namedValid }) =>
    isPersonal(
      {
        lookalikes: all.size,
        valid: valid.size,
        namedLookalikes: named.size,
        namedValid: namedValid.size,
      },
      { ...recognizer, isNamed: recognizer.named.test(words), isNumbers },
    ),
  );
  const rowsOf = (holders: ReadonlySet<number>) =>
    Math.round(scale * [...holders].reduce((sum, at) => sum + (values[at]?.count ?? 0), 0));
  const parts = personalKinds
    .filter((kind) => !allowed.includes(kind))
    .flatMap((kind) =>
      partOf(
        kind,
        found.filter(({ recognizer }) => recognizer.kind === kind),
        rowsOf,
      ),
    )
    .sort((a, b) => b.rows - a.rows);
  return parts.length === 0 ? undefined : { column, parts, read };
}

async function look(tallies: readonly Tally[], text: string, at: number): Promise<void> {
  const taken: Lookalike[] = [];
  for (const tally of tallies) {
    const { recognizer, mayHold, all, valid, named, namedValid } = tally;
    if (!mayHold.test(text)) continue;
    if (recognizer.kind === 'name' && all.size >= mostNames) continue;
    for (const one of await recognizer.find(text)) {
      if (taken.some((other) => one.start < other.end && other.start < one.end)) continue;
      const found = text.slice(one.start, one.end);
      const isSaid = recognizer.named.test(
        spoken(text.slice(Math.max(0, one.start - sayingBefore), one.start)),
      );
      all.add(found);
      if (isSaid) named.add(found);
      if (!one.isValid) continue;
      tally.holders.add(at);
      valid.add(found);
      if (isSaid) namedValid.add(found);
      if (recognizer.chance < 0.001) taken.push(one);
    }
  }
}

/** So far before it may stand the word that says what it is. */
const sayingBefore = 24;

/** Words apart, as in a sentence: `customerEmail` and `customer_email` as `customer email`. */
const spoken = (name: string) => name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_.-]+/g, ' ');

/** Several ways of writing one kind are one; of the schemes of national numbers that fit, the one found most often is named. */
function partOf(
  kind: PersonalKind,
  tallies: readonly Tally[],
  rowsOf: (holders: ReadonlySet<number>) => number,
): PersonalPart[] {
  const [most] = [...tallies].sort((a, b) => b.holders.size - a.holders.size);
  if (!most) return [];
  const { scheme } = most.recognizer;
  const same = tallies.filter(({ recognizer }) => recognizer.scheme === scheme);
  const examples = same.flatMap(({ recognizer, valid }) =>
    [...valid].slice(0, 100).map((text) => recognizer.mask(text)),
  );
  return [
    {
      kind,
      ...(scheme === undefined ? {} : { scheme }),
      rows: rowsOf(new Set(same.flatMap(({ holders }) => [...holders]))),
      examples: [...new Set(examples)].slice(0, examplesShown),
    },
  ];
}
