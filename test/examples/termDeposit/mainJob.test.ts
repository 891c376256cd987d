// What the story's table says: how alerts stand, and what one call did of it.
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Row {
  readonly stage: string;
  readonly outcome: string;
  readonly isFresh: boolean;
}
interface MainJob {
  readonly alertsOf: (document: unknown) => string[];
  readonly whatWasDone: (rows: readonly Row[]) => string;
}
const file = fileURLToPath(new URL('../../../examples/term-deposit/mainJob.mjs', import.meta.url));

const opened = { kind: 'opened', alert: 'a', about: 'performance', at: '2009-09-30T00:00:00Z', message: 'It fell. Cause: month.' }; // prettier-ignore
const resolved = { kind: 'resolved', alert: 'a', message: 'It is back.' };
const row = (stage: string, isFresh: boolean, outcome = ''): Row => ({ stage, isFresh, outcome });

describe('the table of the story', () => {
  let mainJob: MainJob;
  before(async () => {
    mainJob = (await import(pathToFileURL(file).href)) as MainJob;
  });

  for (const [what, events, alerts, lines] of [
    ['an alert that opens', [opened], [{ opened }], ['Alert: It fell. Cause: month.']],
    ['one that is open still', [], [{ opened }], ['Still open: performance, since 2009-09-30.']],
    ['one that ends', [resolved], [{ opened, resolved }], ['Resolved: It is back.', 'No alert is open.']],
    ['none', [], [], ['No alert is open.']],
  ] as const)
    it(`says how alerts stand with ${what}`, () => {
      assert.deepEqual(mainJob.alertsOf({ monitors: [{ events, alerts }] }), lines);
    });

  for (const [rows, says] of [
    [[row('collect', false), row('deploy', false)], 'Everything was done already.'],
    [[row('collect', true)], 'All of it was done now.'],
    [[row('collect', false), row('monitor', true)], 'Done now: monitor. The rest was done before.'],
    [
      [row('collect', false), row('deploy', true, 'Started again: it answers.')],
      'Done now: the server was started again. The rest was done before.',
    ],
  ] as const)
    it(`says "${says}"`, () => {
      assert.equal(mainJob.whatWasDone(rows), says);
    });
});
