// The `lifecycle` command line as the example's story uses it: a verb and what it said, now or when it was asked before.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Who decides where git does not know who works here. */
const owner = 'ana@example.org';
const windows = process.platform === 'win32';

/**
 * `verb(words, {asOf, until})` runs `lifecycle <words>`; `asOf` is a date, judged by its first moment, `until` another
 * signal, null for none. `once` does the same, but answers with what was said before where the same verb has come to an
 * end at the same date. Both give `{stage, date, isFresh, passed, document, outcome: {summary, figure, where}}`. Throws
 * with what the verb printed where it could not do its work, and the signal's reason, once the verb has ended, where
 * the signal aborts. A verb that takes long is told at once and every `each` milliseconds, with the last that it said.
 */
export async function openCommandLine({ root, cli, log, signal, each = 10_000 }) {
  const run = (words, { asOf, until = signal, hear } = {}) =>
    execute([cli, ...words, '--dir', root, '--json', '--yes', ...(asOf ? ['--as-of', asOf] : [])], {
      root,
      signal: until,
      hear,
    });

  async function verb(words, { asOf, until } = {}) {
    let last = [asOf, 'lifecycle', ...words].filter(Boolean).join(' ');
    log(last);
    const hear = (line) => (last = line);
    const ticking = setInterval(() => log(`${last}: still at it`), each);
    const { code, stdout, stderr } = await run(words, { asOf, until, hear }).finally(() =>
      clearInterval(ticking),
    );
    const document = readJson(stdout);
    if (code > 1 || document?.error)
      throw new Error(`lifecycle ${words.join(' ')} ended with exit code ${code}.\n${stderr.trim()}`);
    return {
      stage: words[0],
      date: asOf,
      isFresh: true,
      passed: code === 0,
      document,
      outcome: document?.outcome,
    };
  }

  const listed = readJson((await run(['log'])).stdout);
  const before = Array.isArray(listed) ? listed : [];

  async function once(words, { asOf }) {
    const [stage, name] = words;
    const found = before.find(
      (past) =>
        past.stage === stage &&
        !past.parent &&
        nameOf(past) === name &&
        past.asOf?.startsWith(asOf) &&
        past.outcome,
    );
    if (!found) return verb(words, { asOf });
    const { document, ...outcome } = found.outcome;
    return { stage, date: asOf, isFresh: false, passed: outcome.passed, document, outcome };
  }

  return { verb, once };
}

/** `uptake`, or `uptake@2` where a run was about one version. */
function nameOf({ name, request: { names, deployment, model, version } }) {
  const subject = name ?? names?.[0] ?? deployment ?? model;
  return version === undefined ? subject : `${subject}@${version}`;
}

/** Undefined where the text is no JSON. */
function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `hear`: told each whole line of progress. */
function execute(args, { root, signal, hear = () => {} }) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // A group of its own: Ctrl-C reaches the verb once, through us, so that it can end what it started.
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: !windows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { EMAIL: owner, ...process.env },
    });
    const printed = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'])
      child[stream].setEncoding('utf8').on('data', (text) => (printed[stream] += text));
    createInterface({ input: child.stderr }).on('line', hear);
    const end = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? 1, ...printed });
    });
  });
}
