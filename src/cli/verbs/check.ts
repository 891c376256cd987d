// `lifecycle check [names or files...]`: datasets of the manifest, or a data file that belongs to none.
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { formatOf } from '../../core/dataset/fileFormat';
import { wrongInput } from '../../core/errors';
import { houseStyle, renderItem } from '../../core/manifest/render';
import { writtenSteps } from '../../core/manifest/writtenStep';
import { describeCheck, describeExpectation, describeFinding } from '../../core/quality/describe';
import type { CheckResult, Finding } from '../../core/quality/finding';
import { filesBy } from '../../node/collect/filesBy';
import { locate, type InputFile } from '../../node/duckdb/inputFile';
import { symbols } from '../present';
import type { Session } from '../session';
import { performStage } from '../stageVerb';
import type { Answer, Verb } from '../verb';

export const check: Verb = (bind) =>
  new Command('check')
    .description('Looks for problems of the data and tests what is expected of it.')
    .argument(
      '[names...]',
      'only these datasets, or one data file, folder or glob; all datasets when left out',
    )
    .option('--target <column>', 'of a data file: the column to be predicted')
    .option(
      '--suite <file>',
      'of a data file: what is expected of it, as a suite of Great Expectations (JSON) or a data contract (ODCS, YAML); may be given again',
      (file: string, before: readonly string[] = []) => [...before, file],
    )
    .option('--no-findings', 'of a data file: only test what is expected')
    .action(
      bind(
        async (
          session,
          names: string[],
          {
            target,
            suite,
            findings: isLookedAt,
          }: { target?: string; suite?: readonly string[]; findings: boolean },
        ) => {
          const typed = await dataFile(session, names);
          if (typed !== undefined) return checkOneFile(session, typed, { target, suite, isLookedAt });
          if (suite !== undefined)
            throw wrongInput('--suite is for a data file.', {
              hint: 'Of a dataset, name the files in lifecycle.yaml: expect: {suite: gx.json}. A file goes first: lifecycle check data.csv --suite gx.json',
            });
          if (target !== undefined)
            throw wrongInput('--target is for a data file.', {
              hint: 'A dataset names its target in lifecycle.yaml.',
            });
          const answer = await performStage(session, 'check', names.length > 0 ? { names } : {});
          const details = detailsOf(answer.document as CheckResult, session);
          // What decides against it stands among the details, with all the rest.
          return { ...answer, text: [answer.text.split('\n', 1).join(), ...details].join('\n') };
        },
      ),
    );

interface Typed {
  readonly file: string;
  readonly files: readonly InputFile[];
}

/** A data file, or a folder or a glob of several for one table. A name that the manifest has is a dataset, whatever files there are. */
async function dataFile(session: Session, names: readonly string[]): Promise<Typed | undefined> {
  const [name] = names;
  if (name === undefined || name === '') return undefined;
  const { manifest } = await session.readableProject();
  if (Object.hasOwn(manifest.datasets ?? {}, name)) return undefined;
  const found = await filesBy(resolve(), name);
  if (found.kind === 'nothing' && name.includes('#') && (await locate(name)))
    return { file: name, files: [{ path: name }] };
  if (found.kind === 'nothing' || found.kind === 'special') {
    if (!/[/\\]/.test(name) && formatOf(name) === undefined) return undefined;
    throw wrongInput(`There is no file ${name}.`, {
      hint: 'Give the path of a data file, or the name of a dataset.',
    });
  }
  if (names.length > 1)
    throw wrongInput('Check data files one at a time.', { hint: `E.g. lifecycle check ${name}` });
  if (found.files.length === 0)
    throw wrongInput(
      found.kind === 'folder' ? `${name} holds no data file.` : `There is no file that ${name} matches.`,
      { hint: 'Give a data file, or a folder or a glob of such files.' },
    );
  if (found.kind === 'file') return { file: name, files: [{ path: name }] };
  return { file: name, files: found.files.map((path) => ({ path, shown: relative('', path) })) };
}

const notLookedFor =
  'Leaks, imbalance and a target that moves were not looked for: say what is to be predicted, --target COLUMN.';

async function checkOneFile(
  session: Session,
  typed: Typed,
  {
    target,
    suite = [],
    isLookedAt,
  }: {
    readonly target: string | undefined;
    readonly suite: readonly string[] | undefined;
    readonly isLookedAt: boolean;
  },
): Promise<Answer> {
  const { file } = typed;
  const { checkFile } = await import('../../node/check/checkFile');
  const { suiteFile } = await import('../../node/check/suiteFile');
  session.progress.show('check', { message: `Reading ${file}` });
  const result = await checkFile(
    {
      ...typed,
      ...(target === undefined ? {} : { target }),
      suites: suite.map((written) => suiteFile(resolve(), written)),
      isLookedAt,
      asOf: session.clock.judged(),
    },
    session.signal,
  );
  const mark = result.passed ? symbols.yes : symbols.no;
  return {
    text: [
      `${mark} ${file}: ${describeCheck(result)}.`,
      ...detailsOf(result, session),
      ...(target === undefined && isLookedAt ? [session.present.dim(`  ${notLookedFor}`)] : []),
    ].join('\n'),
    document: result,
    passed: result.passed,
  };
}

function detailsOf({ findings, expectations }: CheckResult, { present }: Session): string[] {
  return [
    ...findings.flatMap((finding) => {
      const [what = '', then] = describeFinding(finding);
      const step = stepLines(finding);
      const below = then === undefined ? [] : [step.length > 0 ? `${then} Under prepare:` : then, ...step];
      return [`  ${what}`, ...below.map((line) => present.dim(`    ${line}`))];
    }),
    ...expectations.map((one) => `  ${one.passed ? symbols.yes : symbols.no} ${describeExpectation(one)}`),
  ];
}

/** The step that mends it, as it is written in lifecycle.yaml. */
const stepLines = ({ fix, resolvedBy }: Finding): readonly string[] =>
  resolvedBy !== undefined || !fix?.step
    ? []
    : writtenSteps(fix.step).flatMap((step) => renderItem(step, houseStyle));
