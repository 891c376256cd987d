// Which label belongs to which line of a prediction log: by the key that rows bring and their own time, else by the id of the answer.
import type { PredictionLine } from '../../core/deploy/deployment';
import { secondOf, type FoundLabel, type LabelIndex } from '../../core/monitor/labelIndex';
import { sameKey } from '../../core/monitor/sameKey';
import type { Unjoined } from '../../core/monitor/unjoined';
import type { AskedTime } from '../../core/prepare/timePreparation';
import type { Version } from '../../core/registry/version';
import { rowTimes, type RowTime } from './rowTimes';

export interface TimedLine {
  readonly line: PredictionLine;
  /** Undefined where the dataset has no time column. */
  readonly own?: RowTime;
  /** Its own, else that of its answer. */
  readonly time: string;
  /** At the time judged at. */
  readonly isKnown: boolean;
}

/** In the order of the log. */
export async function timedLines(
  lines: readonly PredictionLine[],
  {
    versions,
    asked,
    asOf,
  }: {
    readonly versions: ReadonlyMap<number, Version>;
    readonly asked: AskedTime | undefined;
    readonly asOf: string;
  },
): Promise<readonly TimedLine[]> {
  const times = asked && (await rowTimes(lines, versions, asked));
  return lines.map((line, index) => {
    const own = times?.[index];
    const time = own && 'time' in own ? own.time : line.at;
    return { line, time, isKnown: time <= asOf, ...(own ? { own } : {}) };
  });
}

export type Join = (line: TimedLine) => FoundLabel;

/** A key comes again where predictions that are known have it at several times, whichever version answered them. */
export function joinOf(
  lines: readonly TimedLine[],
  { known, key }: { readonly known: LabelIndex; readonly key: string },
): Join {
  const first = new Map<string, string>();
  const repeated = new Set<string>();
  for (const one of lines) {
    const own = keyOf(one.line, key);
    // What no label asks for need not be kept: a log may hold millions of keys.
    if (!one.isKnown || own === null || own === undefined || !known.ofKey(String(own))) continue;
    const [same, second] = [sameKey(own), ownSecond(one)];
    const before = first.get(same);
    if (before === undefined) first.set(same, second);
    else if (before !== second) repeated.add(same);
  }
  return (one) => {
    const own = keyOf(one.line, key);
    if (own === null || own === undefined) return undefined;
    return known.find({
      key: String(own),
      isAnswered: !Object.hasOwn(one.line.inputs, key),
      isRepeated: repeated.has(sameKey(own)),
      ...(one.own && 'time' in one.own ? { time: one.time } : {}),
    });
  };
}

/** Over every line, later ones too: labels of rows that are not known yet are joined all the same. */
export function unjoinedOf(
  lines: readonly TimedLine[],
  {
    key,
    known,
    join,
    time,
  }: {
    readonly key: string;
    readonly known: LabelIndex;
    readonly join: Join;
    readonly time: string | undefined;
  },
): Unjoined | undefined {
  const [first] = lines;
  if (!first || !known.first || lines.some((line) => join(line) !== undefined)) return undefined;
  const labelled = (one: TimedLine) => known.ofKey(String(keyOf(one.line, key)));
  const elsewhen = lines.find((one) => labelled(one)?.time !== undefined);
  const label = (elsewhen && labelled(elsewhen)) ?? known.first;
  return {
    labels: known.count,
    key,
    labelKey: label.written ?? label.key,
    predictionKey: String(keyOf(first.line, key)),
    isAnswered: !Object.hasOwn(first.line.inputs, key),
    ...(elsewhen && label.time !== undefined && time !== undefined
      ? { times: { column: time, label: secondOf(label.time), prediction: secondOf(elsewhen.time) } }
      : {}),
  };
}

/** The row's own value where it has such a column; else the id that the server answered with. */
const keyOf = ({ id, inputs }: PredictionLine, key: string) =>
  Object.hasOwn(inputs, key) ? inputs[key] : id;

const ownSecond = ({ own }: TimedLine) => (own && 'time' in own ? secondOf(own.time) : '');

/** Deployments may be labelled by different columns, so a brought value counts only beside its column's name; and a key may come again at another time. */
export function identityOf(one: TimedLine, key: string): string {
  const { id, inputs } = one.line;
  if (!Object.hasOwn(inputs, key) || inputs[key] === null) return id;
  const second = ownSecond(one);
  return `${key}=${sameKey(inputs[key])}${second === '' ? '' : `@${second}`}`;
}
