// What a server says of a file when it is asked for none of its bytes.
import { untilIdle } from './idle';
import { httpFile } from './http';
import type { FileState } from './remote';
import { retrying } from './retry';
import type { StageReport } from '../stage';

export interface HttpHead {
  /** Undefined where the server does not say. */
  readonly bytes?: number;
  /** It is in the state that is known. */
  readonly isKnown: boolean;
}

const longestSilence = 60_000;

/**
 * Asked as for the file itself, and ended before its bytes are read: of HEAD many servers know nothing, or other things.
 * Throws as a download does.
 */
export async function httpHead(
  url: URL,
  known: FileState | undefined,
  { report, signal }: { readonly report: (event: StageReport) => void; readonly signal: AbortSignal },
): Promise<HttpHead> {
  const remote = httpFile(url);
  const over = new AbortController();
  const limit = { limit: longestSilence, onIdle: () => undefined, signal };
  try {
    const opened = await retrying(
      () =>
        untilIdle(limit, (idle) =>
          remote.open({ begun: undefined, known }, AbortSignal.any([idle, over.signal])),
        ),
      { shown: remote.shown, report, signal },
    );
    const bytes = opened.kind === 'bytes' ? opened.total : undefined;
    return { isKnown: opened.kind === 'unchanged', ...(bytes === undefined ? {} : { bytes }) };
  } finally {
    over.abort();
  }
}
