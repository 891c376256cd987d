// The example's whole story, told through the command line as a person would type it; what a verb does is the product's matter.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCalls, writeWhole } from './calls.mjs';
import { openCommandLine } from './commandLine.mjs';
import { makeEnvironment } from './environment.mjs';
import { makeSource } from './source.mjs';

const dataset = 'bank';
const model = 'uptake';
const deployment = 'uptake-local';
const firstDay = '2009-07-01';
const lastDay = '2011-01-15';
/** Outcomes of a month arrive so many days after it. */
const labelDelay = 14;
/** The months after which the retraining policy is followed. */
const retrainings = ['2009-12', '2010-08'];

/**
 * Lives from July 2009 to January 2011. What is done already is found in the project's own files and not done again, so
 * it may be interrupted at any moment and started anew.
 *
 * `root`: the example's folder. `cli`: path of dist/cli.js. `log`: called with one line of progress a step.
 * Returns the table, rows of `{stage, when, outcome, figure, where, isFresh}`; `isFresh` is false where it was done
 * before. Throws where a verb could not do its work, and the signal's reason when it aborts: the verb under way is
 * ended first, and the server where this call had started it.
 */
export async function runMainJob({ root, cli, log = () => {}, signal }) {
  log('source: history, traffic and outcomes');
  const { months } = await makeSource(root);
  log('environment: Python with scikit-learn');
  await makeEnvironment({ root, log: (line) => log(`environment: ${line}`), signal });

  const commandLine = await openCommandLine({ root, cli, log, signal });
  const calls = await openCalls({ root, deployment });
  const job = { ...commandLine, ...calls, root, table: [], isServing: false, hasStarted: false };
  try {
    await liveFirstDay(job);
    for (const month of months) await liveMonth(job, month);
    await step(job, ['monitor', deployment], lastDay);
    await serve(job, lastDay);
    return job.table;
  } catch (error) {
    if (signal?.aborted && job.hasStarted)
      await job.verb(['stop', deployment], { until: null }).catch(() => undefined);
    throw error;
  }
}

/** One sentence: what of the table this call did, and whether some of it was done before. */
export function whatWasDone(rows) {
  const fresh = rows.filter(({ isFresh }) => isFresh);
  if (fresh.length === 0) return 'Everything was done already.';
  if (fresh.length === rows.length) return 'All of it was done now.';
  const stages = [
    ...new Set(
      fresh.map(({ stage, outcome }) =>
        outcome.startsWith('Started again') ? 'the server was started again' : stage,
      ),
    ),
  ];
  return `Done now: ${stages.join(', ')}. The rest was done before.`;
}

async function liveFirstDay(job) {
  // These see by themselves whether anything has changed.
  for (const stage of ['collect', 'prepare', 'check']) await look(job, [stage, dataset], firstDay);
  for (const stage of ['train', 'tune']) await look(job, [stage, model], firstDay);
  // A look at the test split and decisions: made once.
  await step(job, ['evaluate', model], firstDay);
  const { document } = await step(job, ['register', model], firstDay);
  await step(job, ['promote', `${model}@${document.version}`], firstDay);
  await step(job, ['deploy', deployment], firstDay);
}

/** The month's calls, their outcomes, what the monitor says when a quarter is over, and the policy. */
async function liveMonth(job, month) {
  const over = plusDays(`${month}-28`, 4).slice(0, 8) + '01';
  const labelled = plusDays(over, labelDelay);
  const isQuarterOver = Number(month.slice(5)) % 3 === 0;

  const unsent = await job.unsent(month);
  if (unsent) {
    await serve(job, over);
    await job.verb(['predict', deployment, '--input', unsent.file], { asOf: over });
  }
  if (isQuarterOver) await step(job, ['monitor', deployment], over);
  const outcomes = await readFile(join(job.root, 'source', 'outcomes', `${month}.csv`));
  await writeWhole(join(job.root, 'data', 'outcomes', `${month}.csv`), outcomes);
  if (isQuarterOver) await step(job, ['monitor', deployment], labelled);

  if (!retrainings.includes(month)) return;
  const { document } = await step(job, ['retrain', model], labelled);
  if (document.isPromoted) await step(job, ['deploy', deployment], labelled);
}

/** A verb that is asked once for its date. */
async function step(job, words, asOf) {
  return told(job, await job.once(words, { asOf }));
}

/** A verb that is asked each time. */
async function look(job, words, asOf) {
  return told(job, await job.verb(words, { asOf }));
}

/** The champion of that day answers, also where its server had been stopped meanwhile: then that was done now. */
async function serve(job, asOf) {
  if (job.isServing) return;
  const said = await job.verb(['deploy', deployment], { asOf });
  noteServer(job, said);
  if (said.document.isNew)
    told(job, { ...said, outcome: { ...said.outcome, summary: `Started again: ${said.outcome.summary}` } });
}

function noteServer(job, { document }) {
  job.isServing = true;
  job.hasStarted ||= document.isNew;
}

function told(job, said) {
  const { stage, date, document, outcome } = said;
  const [first, ...reasons] = (outcome?.summary ?? '').split('\n');
  const lines = [first, ...(stage === 'monitor' ? alertsOf(document) : against(reasons))];
  const { figure = '', where = '' } = outcome ?? {};
  const isFresh = said.isFresh && outcome?.kind !== 'skipped';
  job.table.push({ stage, when: date, outcome: lines.join(' '), figure, where, isFresh });
  if (stage === 'deploy' && said.isFresh) noteServer(job, said);
  return said;
}

/** What opened or was resolved by this look, and what of before is open still. */
export const alertsOf = ({ monitors }) =>
  monitors.flatMap(({ events, alerts }) => {
    const isNew = ({ opened }) =>
      events.some(({ kind, alert }) => kind === 'opened' && alert === opened.alert);
    const open = alerts.filter(({ resolved }) => resolved === undefined);
    return [
      ...events.map(({ kind, message }) => `${kind === 'resolved' ? 'Resolved' : 'Alert'}: ${message}`),
      ...open
        .filter((alert) => !isNew(alert))
        .map(({ opened }) => `Still open: ${opened.about}, since ${opened.at.slice(0, 10)}.`),
      ...(open.length === 0 ? ['No alert is open.'] : []),
    ];
  });

/** Of the reasons, those that decided against it. */
const against = (reasons) =>
  reasons.filter((reason) => reason.includes('✗')).map((reason) => reason.replace('✗', '').trim());

const plusDays = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
