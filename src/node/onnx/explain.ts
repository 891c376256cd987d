// What ONNX Runtime did not do, in plain words: what is wrong with the model file, and what to do about it.
import { failed, unavailable, type LifecycleError } from '../../core/errors';
import { bytes, counted } from '../../core/figures';
import type { Refusal } from './modelProcess';

interface Explanation {
  readonly why: string;
  readonly hint: string;
}

/** What the runtime says, and what that means. */
type Known = readonly [RegExp, (said: readonly (string | undefined)[]) => Explanation];

/** `called`: what messages call the model. `isAgain`: it was loaded before, so that what keeps it from being loaded is not in the file. */
export const cannotLoad = (called: string, refusal: Refusal, isAgain: boolean): LifecycleError =>
  told(`${called} cannot be loaded`, refusal, {
    refuse: isAgain ? unavailable : failed,
    known: loading,
    hint: 'Export it again, and see that onnxruntime.InferenceSession opens it in Python.',
  });

export const cannotRun = (called: string, rows: number, refusal: Refusal): LifecycleError =>
  told(`${called} could not be run on ${counted(rows, 'row')}`, refusal, {
    refuse: refusal.kind === 'died' ? unavailable : failed, // whoever waits for it need not make it die again
    known: running,
    hint: 'Run it on such rows with onnxruntime in Python, and mend what exports it.',
  });

interface Telling {
  readonly refuse: typeof failed;
  readonly known: readonly Known[];
  /** Where what is known does not explain it. */
  readonly hint: string;
}

function told(what: string, refusal: Refusal, { refuse, known, hint }: Telling): LifecycleError {
  const explained = refusal.kind === 'died' ? death(refusal.by) : explanationOf(refusal.message, known);
  const { why, ...rest } = explained ?? {
    why: refusal.kind === 'died' ? '' : reasonIn(refusal.message),
    hint,
  };
  return refuse(`${what}: ${why}.`, { ...rest, cause: refusal });
}

function explanationOf(message: string, known: readonly Known[]): Explanation | undefined {
  for (const [pattern, explain] of [...known, memory]) {
    const said = pattern.exec(message);
    if (said) return explain(said);
  }
  return undefined;
}

const memory: Known = [
  /Failed to allocate memory(?: for requested buffer of size (\d+))?|bad.?alloc|out of memory/i,
  ([, size]) => ({
    why: `it asks for more memory than there is${size === undefined ? '' : ` (${bytes(Number(size))} at once)`}`,
    hint: 'Make the model, or what it makes of its rows, smaller, or use a machine with more memory.',
  }),
];

const unknownOperator = (name = '', domain = ''): Explanation => ({
  why: `it uses the operator ${name}${domain ? ` of ${domain}` : ''}, which ONNX Runtime does not know`,
  hint: 'Export it with the operators of ONNX itself (ai.onnx and ai.onnx.ml), in an opset that has them.',
});

const loading: readonly Known[] = [
  [
    /Protobuf parsing failed|does not have a graph/,
    () => ({
      why: 'it is no whole ONNX model',
      hint: 'See that what writes it closes the file before it ends, and exports the model as ONNX.',
    }),
  ],
  [
    /File doesn't exist/,
    () => ({ why: 'it is not there any more', hint: 'Something removed it: make it again.' }),
  ],
  [
    /In Node, \("[^"]*", ([^,]+), "([^"]*)".*No (?:Op registered|opset import)/s,
    ([, name, domain]) => unknownOperator(name, domain),
  ],
  [
    /(?:([^\s:]+):)?([^\s:(]+)\(-?\d+\) is not a registered function/,
    ([, domain, name]) => unknownOperator(name, domain),
  ],
  [
    /external data/i,
    () => ({
      why: 'it needs other files beside it, and only the model file is kept',
      hint: 'Keep the weights in the model file: onnx.save(model, path, save_as_external_data=False).',
    }),
  ],
  [
    /Opset (\d+) is under development.* till opset (\d+)/s,
    ([, opset, newest]) => ({
      why: `it is written in opset ${opset}, and ONNX Runtime knows opsets up to ${newest}`,
      hint: `Export it with target_opset=${newest} or an older one.`,
    }),
  ],
  [
    /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    ([, version, newest]) => ({
      why: `it is written in version ${version} of ONNX's format, and ONNX Runtime knows versions up to ${newest}`,
      hint: `Set model.ir_version = ${newest} before it is saved.`,
    }),
  ],
];

const running: readonly Known[] = [
  memory,
  [
    /invalid dimensions for input: (\S+).*Got: \d+ Expected: (\d+)/s,
    ([, input, rows]) => ({
      why: `its input "${input}" takes ${counted(Number(rows), 'row')} at a time, no more and no less`,
      hint: 'Export it with a free first dimension.',
    }),
  ],
  [
    /running (\S+) node\. Name:'([^']*)' Status Message: (.*)/s,
    ([, operator, name, reason = '']) => ({
      why: `its operator ${operator}${name ? ` ("${name}")` : ''} failed: ${reasonIn(reason)}`,
      hint: 'Run it on such rows with onnxruntime in Python, and mend what exports it.',
    }),
  ],
];

function death(by: NodeJS.Signals | number): Explanation {
  return by === 'SIGKILL'
    ? {
        why: 'the system ended it, most likely because memory ran out',
        hint: 'Free some memory, or make the model, or what it makes of its rows, smaller.',
      }
    : {
        why: `ONNX Runtime ended without a word (${typeof by === 'number' ? `exit code ${by}` : by})`,
        hint: 'See that onnxruntime runs it in Python; if it does, export it again with a released version of ONNX.',
      };
}

/** Without the place in the runtime's source, on one line. */
const reasonIn = (message: string) =>
  message
    .replace(/^Load model from .*? failed:/s, '')
    .replace(/\/\S+\.(?:cc|h):\d+ .*?\) /s, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
