// The worker's line to its window: answers, refusals that keep their hint, cancelling, an end when the window goes.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { serveWorker } from '../../src/cli/serve';
import { cancelled, wrongInput } from '../../src/core/errors';
import type { DataWorker } from '../../src/node/worker/worker';
import type { RowsAnswer } from '../../src/protocol/data';

describe('a worker at the end of two streams', () => {
  let isClosed: boolean;
  let client: MessageConnection;
  let toWorker: PassThrough;
  let served: Promise<void>;

  const worker: DataWorker = {
    answers: {
      heads: () => Promise.resolve([]),
      files: ({ path }) => Promise.resolve([path]),
      prepared: ({ name }) => Promise.resolve(name),
      profile: ({ files: [file] }, signal) =>
        file === 'slow.csv'
          ? new Promise((_, reject) => {
              if (signal.aborted) reject(cancelled());
              signal.addEventListener('abort', () => reject(cancelled()));
            })
          : Promise.reject(wrongInput(`${file} is torn.`, { hint: 'Write it again.' })),
      check: () => Promise.resolve({ passed: true, findings: [], expectations: [] }),
      learn: () => Promise.resolve({ expect: {}, why: '' }),
      rows: () =>
        Promise.resolve({
          columns: [{ name: 'a', type: 'DOUBLE' }],
          numbers: [1, 2],
          rows: [[1], [null]],
          total: 2,
          limit: 100,
        }),
    },
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  };
  beforeEach(() => {
    isClosed = false;
    toWorker = new PassThrough();
    const fromWorker = new PassThrough();
    served = serveWorker(worker, {
      input: toWorker,
      output: fromWorker,
      signal: new AbortController().signal,
    });
    client = createMessageConnection(new StreamMessageReader(fromWorker), new StreamMessageWriter(toWorker));
    client.listen();
  });
  afterEach(() => client.dispose());

  it('answers by the name of the question', async () => {
    const answer = await client.sendRequest<RowsAnswer>('rows', { files: ['a.csv'], offset: 0, limit: 2 });
    assert.deepEqual(answer.rows, [[1], [null]]);
  });

  it('refuses with the code and the hint', async () => {
    await assert.rejects(client.sendRequest('profile', { files: ['a.csv'] }), (error: unknown) => {
      assert.ok(error instanceof ResponseError);
      assert.equal(error.message, 'a.csv is torn.');
      assert.deepEqual(error.data, {
        code: 'input',
        message: 'a.csv is torn.',
        hint: 'Write it again.',
      });
      return true;
    });
  });

  it('hands a cancellation on', async () => {
    const source = new CancellationTokenSource();
    const asked = client.sendRequest('profile', { files: ['slow.csv'] }, source.token);
    source.cancel();
    await assert.rejects(asked, (error: unknown) => {
      assert.deepEqual((error as ResponseError<unknown>).data, {
        code: 'cancelled',
        message: 'Cancelled.',
      });
      return true;
    });
  });

  it('ends and cleans up when its window goes away', async () => {
    toWorker.end();
    await served;
    assert.equal(isClosed, true);
  });
});
