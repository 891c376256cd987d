// Which predictions are judged together: spans of the rows' own time, or numbers of rows, never across two versions.
import { addDuration, parseDuration, startOfPeriod } from '../manifest/duration';
import type { MonitorSettings } from '../manifest/manifest';
import { compareText } from '../order';

/** A prediction as windows see it. */
export interface TimedRow {
  /** The row's own time, ISO. */
  readonly time: string;
  readonly version: number;
}

export interface WindowSpan<Row extends TimedRow = TimedRow> {
  /** `<from>@<version>` */
  readonly key: string;
  readonly version: number;
  /** Half open [from, to), ISO. */
  readonly from: string;
  readonly to: string;
  /** Whether all of its rows have come, judged at `asOf`. */
  readonly isComplete: boolean;
  readonly rows: readonly Row[];
}

/** In order of time, then version; rows later than `asOf` are not known yet. A window of rows ends where its last row lies. */
export function windowsOf<Row extends TimedRow>(
  rows: readonly Row[],
  setting: MonitorSettings['window'],
  asOf: string,
): readonly WindowSpan<Row>[] {
  const known = rows.filter(({ time }) => time <= asOf);
  const spans =
    typeof setting === 'string' ? spansByTime(known, setting, asOf) : spansByRows(known, setting.rows);
  return [...spans].sort((a, b) => compareText(a.from, b.from) || a.version - b.version);
}

function spansByTime<Row extends TimedRow>(
  rows: readonly Row[],
  text: string,
  asOf: string,
): readonly WindowSpan<Row>[] {
  const duration = parseDuration(text);
  const groups = groupBy(rows, ({ time, version }) => `${startOfPeriod(time, duration)}@${version}`);
  return [...groups].map(([key, members]) => {
    const from = key.slice(0, key.lastIndexOf('@'));
    const to = addDuration(from, duration);
    return { key, version: members[0]?.version ?? 0, from, to, isComplete: to <= asOf, rows: members };
  });
}

function spansByRows<Row extends TimedRow>(rows: readonly Row[], size: number): readonly WindowSpan<Row>[] {
  const groups = groupBy(rows, ({ version }) => String(version));
  return [...groups.values()].flatMap((members) => {
    const ordered = [...members].sort((a, b) => compareText(a.time, b.time));
    return Array.from({ length: Math.ceil(ordered.length / size) }, (_none, index) => {
      const part = ordered.slice(index * size, (index + 1) * size);
      const from = part[0]?.time ?? '';
      const version = part[0]?.version ?? 0;
      const to = addDuration(part.at(-1)?.time ?? from, { count: 1, unit: 'second' });
      return {
        key: `${from}#${index}@${version}`,
        version,
        from,
        to,
        isComplete: part.length === size,
        rows: part,
      };
    });
  });
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
