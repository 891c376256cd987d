// Entry of dist/model.js: the process that a model runs in, because a model that never ends keeps the thread that runs it for ever.
import { Worker } from 'node:worker_threads';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { arrays, bufferOf, bytesOf, widest } from './messages';
import type { Output, Question, Replies, Reply, Values } from './messages';

// Whoever started us hears the terminal too, and decides.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
process.on('disconnect', () => process.exit());
// A model that runs hears of nothing; a thread beside it ends both when the one who asked is gone and our input with it.
const lifeline = `
  const { Socket } = require('node:net');
  const end = () => process.kill(process.pid, 'SIGKILL');
  new Socket({ fd: 0 }).on('error', end).on('close', end).resume();
`;
new Worker(lifeline, { eval: true, execArgv: [] }).unref();

let session: InferenceSession | undefined;
let fed: Readonly<Record<string, Tensor>> = {};

process.on('message', (question: Question) => {
  void answer(question).then(
    (value) => reply({ kind: 'done', value }),
    (error: unknown) =>
      reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

const reply = (message: Reply) => process.send?.(message);

async function answer(question: Question): Promise<Replies[keyof Replies]> {
  const runtime = await import('onnxruntime-node');
  switch (question.kind) {
    case 'open': {
      session = await runtime.InferenceSession.create(question.file, { logSeverityLevel: 3 });
      fed = {};
      return { inputs: session.inputMetadata, outputs: session.outputMetadata };
    }
    case 'run':
      return session ? run(session, question, runtime.Tensor) : {};
    case 'close':
      await session?.release();
      session = undefined;
      return null;
  }
}

async function run(
  opened: InferenceSession,
  { rows, columns, fetch }: Extract<Question, { readonly kind: 'run' }>,
  create: typeof Tensor,
): Promise<Replies['run']> {
  const changed = opened.inputMetadata.flatMap((input): [string, Tensor][] => {
    const values = columns[input.name];
    if (values === undefined || !input.isTensor) return [];
    return [[input.name, tensorOf(create, values, { type: input.type, rows })]];
  });
  fed = { ...fed, ...Object.fromEntries(changed) };
  const results = await opened.run(fed, [...fetch]);
  return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, outputOf(value, rows)]));
}

function tensorOf(
  create: typeof Tensor,
  values: Values,
  { type, rows }: { readonly type: Tensor.Type; readonly rows: number },
): Tensor {
  if (typeof values !== 'string') return new create('string', values, [rows, 1]);
  const data = new arrays[type as keyof typeof arrays](bufferOf(values));
  return new create(type as 'float32', data as Float32Array, [rows, 1]);
}

function outputOf(tensor: Tensor, rows: number): Output {
  const width = tensor.size / rows;
  return width > widest ? { width } : { width, values: valuesOf(tensor) };
}

function valuesOf({ type, data }: Tensor): Values {
  if (type === 'float32' || type === 'float64') return bytesOf(Float64Array.from(data as Float32Array));
  return Array.from(data as ArrayLike<unknown>, String);
}
