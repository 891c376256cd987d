// The registry's state as a pure fold over its files: any order of the same files gives the same state.
import type { RegistryEvent } from './event';
import type { Version } from './version';
import { compareText } from '../order';

export interface StampedEvent {
  /** File name, `<time>-<random>.yaml`: it orders events of the same times. */
  readonly file: string;
  readonly event: RegistryEvent;
}

export interface RegistryState {
  readonly model: string;
  /** Ascending by number. */
  readonly versions: readonly Version[];
  /** Alias to version number. */
  readonly aliases: Readonly<Record<string, number>>;
  /** Ascending by the time judged by, then the real one, then file name. */
  readonly events: readonly StampedEvent[];
  readonly retired: readonly number[];
}

/** `asOf`: ISO time; later versions and events are not known yet. Undefined: everything is. */
export function foldRegistry(files: {
  readonly model: string;
  readonly versions: readonly Version[];
  readonly events: readonly StampedEvent[];
  readonly asOf?: string;
}): RegistryState {
  const isKnown = ({ at }: { readonly at: string }) => files.asOf === undefined || at <= files.asOf;
  const events = files.events
    .filter(({ event }) => isKnown(event))
    .sort(
      (a, b) =>
        compareText(a.event.at, b.event.at) ||
        compareText(writtenAt(a), writtenAt(b)) ||
        compareText(a.file, b.file),
    );
  const aliases: Record<string, number> = {};
  const retired = new Set<number>();
  for (const { event } of events) {
    switch (event.kind) {
      case 'aliased':
        aliases[event.alias] = event.version;
        break;
      case 'retired':
        retired.add(event.version);
        break;
      case 'approved':
      case 'refused':
      case 'barred':
      case 'compared':
        break;
    }
  }
  const versions = files.versions.filter(isKnown).sort((a, b) => a.version - b.version);
  return { model: files.model, versions, aliases, events, retired: [...retired].sort((a, b) => a - b) };
}

const writtenAt = ({ event }: StampedEvent): string => event.writtenAt ?? event.at;
