// The window's worker: a process of our own that answers what needs the columnar engine. Started when asked, ended when idle, started again after a crash.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CancellationTokenSource,
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type * as vscode from 'vscode';
import { cancelled, errorOf, unavailable, type PlainError } from '../core/errors';
import { ownNode } from '../node/process/environment';
import type { WorkerAnswers, WorkerQuestion } from '../protocol/worker';

const idleLimit = 2 * 60_000;
const firstPause = 250;
const longestPause = 8_000;
/** A worker that answered this long after its start was sound: the next crash starts counting anew. */
const soundAfter = 30_000;

interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly startedAt: number;
  hasEnded: boolean;
}

export class Worker implements vscode.Disposable {
  private running: Promise<Running> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private pending = 0;
  private crashes = 0;
  private readonly disposed = new AbortController();

  /** `program`: the command line's file. */
  constructor(
    private readonly program: string,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn' | 'error'>,
  ) {}

  /** Throws what the worker threw, `cancelled` when the signal aborts, `unavailable` when the worker died. */
  async ask<Q extends WorkerQuestion>(
    question: Q,
    asked: Parameters<WorkerAnswers[Q]>[0],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<WorkerAnswers[Q]>>> {
    if (signal.aborted || this.disposed.signal.aborted) throw cancelled();
    clearTimeout(this.idle);
    this.pending += 1;
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    let running: Running | undefined;
    try {
      running = await (this.running ??= this.start());
      if (signal.aborted) throw cancelled(); // a token cancelled by now would be told to nobody
      // When the process ends, its connection refuses whatever still waits for an answer.
      const answer = await running.connection.sendRequest<Awaited<ReturnType<WorkerAnswers[Q]>>>(
        question,
        asked,
        source.token,
      );
      if (performance.now() - running.startedAt > soundAfter) this.crashes = 0;
      return answer;
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (running?.hasEnded) throw death();
      throw error instanceof ResponseError ? readable(error as ResponseError<PlainError>) : error;
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
      this.pending -= 1;
      if (this.pending === 0) this.idle = setTimeout(() => this.end(), idleLimit);
    }
  }

  dispose(): void {
    this.disposed.abort();
    clearTimeout(this.idle);
    this.end();
  }

  private async start(): Promise<Running> {
    if (this.crashes > 0) {
      const pause = Math.min(longestPause, firstPause * 2 ** (this.crashes - 1));
      await sleep(pause, undefined, { signal: this.disposed.signal }).catch(() => {
        throw cancelled();
      });
    }
    const child = spawn(process.execPath, [this.program, 'serve', '--stdio'], {
      env: ownNode(process.env),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const running: Running = { process: child, connection, startedAt: performance.now(), hasEnded: false };
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.log.warn(`worker: ${text.trimEnd()}`));
    child.on('error', (error) => this.log.error(error));
    child.on('close', (code, killer) => {
      running.hasEnded = true;
      connection.dispose();
      if (this.current !== running) return;
      this.current = undefined;
      this.running = undefined;
      this.crashes += 1;
      this.log.warn(`The worker ended (${killer ?? code ?? 'it could not be started'}).`);
    });
    connection.onError(([error]) => this.log.error(error));
    connection.listen();
    this.current = running;
    return running;
  }
  private current: Running | undefined;

  /** Ends the process on purpose: not a crash. */
  private end(): void {
    const { current } = this;
    this.current = undefined;
    this.running = undefined;
    current?.process.stdin.end();
    current?.process.kill();
  }
}

const death = () =>
  unavailable('The worker that reads data ended unexpectedly.', {
    hint: 'Try again: it is started anew. If it ends each time, the log says more.',
  });

const readable = ({ data, message }: ResponseError<PlainError>) =>
  errorOf(data ?? { code: 'unexpected', message });
