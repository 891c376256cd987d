// Which files of a Delta table's `_delta_log` tell of one version, by their names alone: the newest whole checkpoint before it and the commits since.
// https://github.com/delta-io/delta/blob/master/PROTOCOL.md
import { wrongInput } from '../errors';

export const logFolder = '_delta_log/';

type LogName =
  | { readonly kind: 'commit'; readonly version: number }
  /** `part`: of the checkpoints that are written in several files. */
  | {
      readonly kind: 'checkpoint';
      readonly version: number;
      readonly part?: number;
      readonly parts?: number;
    };

export interface LogPart {
  readonly version: number;
  /** Below the table's folder; of Parquet, or of JSON lines. Empty where the commits tell all. */
  readonly checkpoint: readonly string[];
  /** In their order; each is JSON lines. */
  readonly commits: readonly string[];
}

const commitName = /^(\d{20})\.json$/;
const checkpointName = /^(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10})|\.[0-9a-f-]{36})?\.(parquet|json)$/i;

function nameOf(name: string): LogName | undefined {
  const commit = commitName.exec(name);
  if (commit) return { kind: 'commit', version: Number(commit[1]) };
  const [whole, version, part, parts] = checkpointName.exec(name) ?? [];
  if (whole === undefined) return undefined;
  const place = part === undefined ? {} : { part: Number(part), parts: Number(parts) };
  return { kind: 'checkpoint', version: Number(version), ...place };
}

/** The versions whose commits are there, the newest first, with the commit's name below the table's folder. */
export function commitsIn(names: Iterable<string>): readonly { version: number; name: string }[] {
  const commits = [...names].flatMap((name) => {
    const parsed = name.startsWith(logFolder) ? nameOf(name.slice(logFolder.length)) : undefined;
    return parsed?.kind === 'commit' ? [{ version: parsed.version, name }] : [];
  });
  return commits.sort((a, b) => b.version - a.version);
}

/** `version`: undefined is the newest. Throws `input` where the log does not tell of that version. */
export function logOf(names: Iterable<string>, shown: string, version?: number): LogPart {
  const commits = new Map<number, string>();
  const checkpoints = new Map<number, string[][]>();
  for (const name of names) {
    const parsed = name.startsWith(logFolder) ? nameOf(name.slice(logFolder.length)) : undefined;
    if (parsed?.kind === 'commit') commits.set(parsed.version, name);
    else if (parsed) checkpoints.set(parsed.version, withPart(checkpoints.get(parsed.version), parsed, name));
  }
  const whole = [...checkpoints].flatMap(([at, ways]) => {
    const files = ways.find((way) => way.length > 0 && way.every((file) => file !== ''));
    return files ? [{ at, files }] : [];
  });
  const all = [...commits.keys(), ...whole.map(({ at }) => at)];
  if (all.length === 0)
    throw wrongInput(
      `${shown} has a ${logFolder.slice(0, -1)} without a commit: it is no whole Delta table.`,
      {
        hint: 'Copy the table again, its log included.',
      },
    );
  const newest = all.reduce((a, b) => Math.max(a, b));
  const wanted = version ?? newest;
  if (wanted > newest)
    throw wrongInput(`${shown} has no version ${wanted}: its newest is ${newest}.`, {
      hint: 'Leave "version" out for the newest.',
    });
  const base = whole
    .filter(({ at }) => at <= wanted)
    .reduce<(typeof whole)[number] | undefined>(
      (best, one) => (best && best.at > one.at ? best : one),
      undefined,
    );
  const since: string[] = [];
  for (let at = base ? base.at + 1 : 0; at <= wanted; at++) {
    const name = commits.get(at);
    if (name === undefined) throw missingCommit(shown, at, version === undefined ? undefined : all);
    since.push(name);
  }
  return { version: wanted, checkpoint: base?.files ?? [], commits: since };
}

/** Each way in which a checkpoint of that version is written; a part that has not been seen is `''`. */
function withPart(
  ways: string[][] = [],
  { part, parts }: Extract<LogName, { kind: 'checkpoint' }>,
  name: string,
): string[][] {
  if (part === undefined || parts === undefined) return [[name], ...ways];
  if (part < 1 || part > parts || parts > 100_000) return ways;
  const way = ways.find((files) => files.length === parts && parts > 1) ?? new Array<string>(parts).fill('');
  way[part - 1] = name;
  return ways.includes(way) ? ways : [...ways, way];
}

function missingCommit(shown: string, at: number, all: readonly number[] | undefined): Error {
  const oldest = all?.reduce((a, b) => Math.min(a, b));
  return oldest !== undefined && at < oldest
    ? wrongInput(`${shown} no longer tells of that version: its log begins with version ${oldest}.`, {
        hint: 'Choose a newer version; old ones are cleaned away by the table’s own upkeep.',
      })
    : wrongInput(`The log of ${shown} is torn: the commit of version ${at} is missing.`, {
        hint: 'Copy the table again, its log included; nothing was changed here.',
      });
}
