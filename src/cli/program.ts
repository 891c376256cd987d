// The command line as one program: global options, all verbs, and the exit code of whatever happened.
import { Command, CommanderError } from 'commander';
import { exitCodes, type LifecycleError } from '../core/errors';
import { productVersion } from '../core/product';
import { toLifecycleError } from '../node/thrown';
import { presenter } from './present';
import { openSession, readAsOf, type GlobalOptions, type Session, type Streams } from './session';
import type { Act, Answer, Bind } from './verb';
import { hiddenVerbs, verbs } from './verbs';
import { visible } from './visible';

/** Runs one command line (without node and script) and returns its exit code; writes to the streams only. */
export async function runProgram(
  argv: readonly string[],
  streams: Streams,
  signal: AbortSignal,
): Promise<number> {
  let exitCode = 0;
  const fail = (error: unknown, isJson: boolean) => {
    exitCode = tell(toLifecycleError(error), { isJson, streams, isInterrupted: signal.aborted });
  };
  const bind: Bind =
    <Args extends unknown[]>(act: Act<Args>) =>
    async (...input: [...Args, Command]) => {
      const command = input.at(-1) as Command;
      const { asOf, ...raw } = command.optsWithGlobals<GlobalOptions>();
      let session: Session | undefined;
      try {
        const options = { ...raw, ...(asOf === undefined ? {} : { asOf: readAsOf(asOf) }) };
        session = openSession(options, streams, signal);
        const answer = await act(session, ...(input.slice(0, -1) as unknown[] as Args));
        session.progress.end();
        if (answer) exitCode = say(answer, options.json, streams);
      } catch (error) {
        session?.progress.end();
        fail(error, raw.json);
      }
    };
  const program = describeProgram(streams);
  for (const verb of verbs) program.addCommand(verb(bind).copyInheritedSettings(program));
  for (const verb of hiddenVerbs)
    program.addCommand(verb(bind).copyInheritedSettings(program), { hidden: true });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (argv.includes('--json')) sayWrongUse(error, streams);
    return exitCodes.input;
  }
  return exitCode;
}

/** Scripts read one document whatever happens; the person's text is on the other stream already. */
function sayWrongUse({ message }: CommanderError, { stdout }: Streams): void {
  const error = {
    code: 'input',
    message: message.replace(/^error: /, ''),
    hint: 'Add --help for how it is used.',
  };
  stdout.write(`${visible(JSON.stringify({ error }, null, 2))}\n`);
}

function describeProgram({ stdout, stderr }: Streams): Command {
  return new Command('lifecycle')
    .description('Takes an AI model from its data to production and back.')
    .version(productVersion)
    .option('--dir <folder>', 'the project’s folder; paths that are typed start at the current one', '.')
    .option('--json', 'print one JSON document', false)
    .option('--yes', 'answer every question with yes', false)
    .option('--as-of <time>', 'judge as if it were this time, e.g. 2009-12-31')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .showHelpAfterError('Add --help for how it is used.')
    .helpCommand(false)
    .exitOverride();
}

function say(answer: Answer, isJson: boolean, { stdout }: Streams): number {
  const text = isJson ? JSON.stringify(answer.document, null, 2) : answer.text;
  if (text !== '') stdout.write(`${visible(text)}\n`);
  if (answer.isInputWrong) return exitCodes.input;
  return answer.passed === false ? exitCodes.failed : 0;
}

function tell(
  error: LifecycleError,
  { isJson, streams, isInterrupted }: { isJson: boolean; streams: Streams; isInterrupted: boolean },
): number {
  const code = isInterrupted ? 'cancelled' : error.code;
  const { message, hint, remedy, problems } = error;
  if (isJson)
    streams.stdout.write(
      `${visible(JSON.stringify({ error: { code, message, hint, remedy, problems } }, null, 2))}\n`,
    );
  streams.stderr.write(
    `${visible(presenter(streams.stderr.isTTY === true && !process.env['NO_COLOR']).error(error))}\n`,
  );
  if (error.code === 'unexpected' && process.env['LIFECYCLE_DEBUG'] && error.cause instanceof Error)
    streams.stderr.write(`${error.cause.stack}\n`);
  return exitCodes[code];
}
