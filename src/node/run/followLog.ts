// What a run's command prints, as it prints it, until the run ends.
import { StringDecoder } from 'node:string_decoder';
import { hasEnded } from '../../core/run/state';
import { appendedBytes } from '../files/appended';
import { changesIn } from '../files/changes';
import { readState } from './find';
import { runFiles } from './folder';

/** Yields text from the log's beginning; whole characters, not whole lines. Throws the abort's reason when the signal aborts. */
export async function* followLog(folder: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const read = appendedBytes(runFiles(folder).log);
  const decoder = new StringDecoder('utf8');
  const changes = changesIn(folder);
  try {
    for (;;) {
      signal.throwIfAborted();
      const isOver = hasEnded((await readState(folder)).status);
      for (let bytes = await read(); bytes.length > 0; bytes = await read()) {
        yield decoder.write(bytes);
        signal.throwIfAborted();
      }
      if (isOver) return;
      await changes.next(signal);
    }
  } finally {
    changes.close();
  }
}
