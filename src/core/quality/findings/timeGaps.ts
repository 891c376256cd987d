// Spans of time without rows, far longer than any other between two rows.
import { counted } from '../../figures';
import { identifier, literal } from '../../quote';
import { day, minute } from '../../times';
import { detector } from '../detector';
import type { TimeGap, TimeGaps } from '../timeFacts';

/** With fewer steps, none is usual. */
const leastSteps = 30;
/** A gap is so many times as long as the longest usual step. */
const times = 3;
/** More are no exceptions. */
const mostGaps = 5;
/** Of steps of chance (exponential), that the longest of all were as long. */
const level = 0.001;
/** Steps that vary less, as a share of their mean, are those of a calendar, not of chance. */
const regular = 0.5;
const aDay = 86_400_000;

export const timeGaps = detector('time-gaps', ({ gaps, roles }) => {
  const found = gaps ? gapsIn(gaps) : undefined;
  if (!gaps || !found) return [];
  const { column } = gaps;
  const { exceptions, usual } = found;
  const name = identifier(column);
  const write = usual >= aDay ? day : minute;
  const spans = exceptions.slice(0, 3).map(({ from, to }) => `between ${write(from)} and ${write(to)}`);
  const more = exceptions.length > spans.length ? `, and ${exceptions.length - spans.length} more` : '';
  return [
    {
      severity: column === roles.time ? 'warning' : 'info',
      columns: [column],
      message: `There is no row ${spans.join(', ')}${more}: ${lasting(exceptions[0]?.milliseconds ?? 0)} at most, where ${column} else steps by up to ${lasting(usual)}.`,
      evidence: {
        gaps: exceptions.length,
        longest: lasting(exceptions[0]?.milliseconds ?? 0),
        usual: lasting(usual),
      },
      rows: exceptions
        .map(
          ({ from, to }) => `${name} IN (TIMESTAMP ${literal(plain(from))}, TIMESTAMP ${literal(plain(to))})`,
        )
        .join(' OR '),
      fix: {
        text: 'See whether rows were lost there: collect them, or keep in mind that windows over it hold few.',
      },
    },
  ];
});

const plain = (iso: string) => iso.replace('T', ' ').replace(/Z$/, '');

function gapsIn({
  steps,
  total,
  squares,
  longest,
}: TimeGaps): { readonly exceptions: readonly TimeGap[]; readonly usual: number } | undefined {
  if (steps < leastSteps) return undefined;
  for (let many = Math.min(mostGaps, longest.length - 1); many >= 1; many--) {
    const exceptions = longest.slice(0, many);
    const least = exceptions.at(-1)?.milliseconds ?? 0;
    const usual = longest[many]?.milliseconds ?? 0;
    if (usual <= 0 || least < times * usual) continue;
    const left = (all: number, power: number) =>
      (all - exceptions.reduce((sum, { milliseconds }) => sum + milliseconds ** power, 0)) / (steps - many);
    const mean = left(total, 1);
    const isRegular = Math.sqrt(Math.max(0, left(squares, 2) - mean ** 2)) < regular * mean;
    if (isRegular || steps * Math.exp(-least / mean) < level) return { exceptions, usual };
  }
  return undefined;
}

const units = [
  [aDay, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

function lasting(milliseconds: number): string {
  const [size, name] = units.find(([own]) => milliseconds >= own) ?? [1, 'millisecond'];
  return counted(Math.round(milliseconds / size), name);
}
