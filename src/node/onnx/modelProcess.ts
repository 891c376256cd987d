// The process that a model runs in, seen from the one who asks: started, asked, ended at any moment, kept for the next model.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { cannotStart } from '../process/cannotStart';
import { ownNode } from '../process/environment';
import type { Question, Replies, Reply } from './messages';

export type Answer<Value> = { readonly kind: 'done'; readonly value: Value } | Refusal;

/** `refused`: in the runtime's own words. `died`: the process ended instead of answering, by a signal or with an exit code. */
export type Refusal =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'died'; readonly by: NodeJS.Signals | number };

export interface ModelProcess {
  readonly hasEnded: boolean;
  /**
   * One question at a time. When the signal aborts, the process is ended, whatever it does, and the signal's reason is
   * thrown. Throws `unavailable` where the process cannot be started.
   */
  ask<Kind extends Question['kind']>(
    question: Extract<Question, { readonly kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<Answer<Replies[Kind]>>;
  /** Lets go what is open. The process waits for the next model, and keeps nobody from ending. */
  release(): Promise<void>;
}

let waiting: (ModelProcess & Kept) | undefined;

interface Kept {
  /** Whether this program goes on for its sake. */
  hold(isHeld: boolean): void;
  end(): void;
}

/** The one that waits, else a new one; nobody else has it until it is released. */
export function takeProcess(): ModelProcess {
  const process = waiting && !waiting.hasEnded ? waiting : startProcess();
  waiting = undefined;
  process.hold(true);
  return process;
}

/** The built program lies beside ours; from the sources it is run as we are. */
function program(): { readonly file: string; readonly execArgv: string[] } {
  const built = join(__dirname, 'model.js');
  return existsSync(built)
    ? { file: built, execArgv: [] }
    : { file: join(__dirname, 'program.ts'), execArgv: process.execArgv };
}

/** Of what keeps a process from being started, Node tells some by an event and some by throwing. */
function forkProgram(): ChildProcess {
  const { file, execArgv } = program();
  try {
    return fork(file, {
      execArgv,
      // Told before its native part is loaded, the runtime neither sends how it is used to its maker nor keeps a record of it.
      env: { ...ownNode(process.env), ORT_DISABLE_TELEMETRY: '1' },
      // What the runtime prints is in its refusals too; our end of its input tells it that we are alive.
      stdio: ['pipe', 'ignore', process.env['LIFECYCLE_DEBUG'] ? 'inherit' : 'ignore', 'ipc'],
    });
  } catch (error) {
    throw cannotStart(error);
  }
}

function startProcess(): ModelProcess & Kept {
  const child = forkProgram();
  let failure: Error | undefined;
  let ended: NodeJS.Signals | number | undefined;
  child.on('error', (error) => {
    failure = error;
    ended ??= 1;
  });
  child.once('exit', (code, killer) => (ended ??= killer ?? code ?? 1));
  (child.stdin as Socket | null | undefined)?.unref(); // undefined where too many files are open

  const self: ModelProcess & Kept = {
    get hasEnded() {
      return ended !== undefined;
    },
    ask(question, signal) {
      return new Promise((resolve, reject) => {
        const settle = (answer: Answer<never>) => {
          child.off('message', hear).off('exit', die).off('error', die);
          signal?.removeEventListener('abort', kill);
          if (signal?.aborted) reject(signal.reason as Error);
          else if (failure) reject(cannotStart(failure));
          else resolve(answer);
        };
        const hear = (message: unknown) => {
          const reply = message as Reply;
          settle(reply.kind === 'done' ? (reply as Answer<never>) : { ...reply, kind: 'refused' });
        };
        const die = () => settle({ kind: 'died', by: ended ?? 1 });
        const kill = () => child.kill('SIGKILL');
        if (ended !== undefined) return die();
        child.once('message', hear).once('exit', die).once('error', die);
        signal?.addEventListener('abort', kill, { once: true });
        if (signal?.aborted) kill();
        // Where it cannot be sent, the process has ended or was never started, which is told.
        if (child.connected) child.send(question, () => undefined);
      });
    },
    async release() {
      const { kind } = await self.ask({ kind: 'close' });
      self.hold(false);
      if (kind !== 'done' || waiting) self.end();
      else waiting = self;
    },
    hold(isHeld) {
      if (isHeld) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
    end: () => child.kill('SIGKILL'),
  };
  return self;
}
