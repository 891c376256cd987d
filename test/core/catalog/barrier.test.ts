import assert from 'node:assert/strict';
import { barrierOf, barrierText } from '../../../src/core/catalog/barrier';
import { readManifest } from '../../../src/core/manifest/read';
import { manifestText, promoted, registry, version } from './story';

const at = '2026-11-24T10:00:00.000Z';
const gated = (gates: string) =>
  readManifest(manifestText.replace('{approvals: 1, goal: met}', gates), 'lifecycle.yaml').manifest;
const compared = (champion: number, metric = 'roc_auc') =>
  ({
    kind: 'compared',
    at,
    version: 3,
    comparison: {
      champion, key: 'k', look: 1, alpha: 0.03, metric, rows: 900, championValue: 0.6, challengerValue: 0.6,
      difference: 0, low: -0.1, high: 0.1, isBetter: false, reason: 'Not shown.',
    },
  }) as const; // prettier-ignore
const retired = (number: number) => ({ kind: 'retired', at, version: number }) as const;

describe('what keeps a version that was never promoted from being deployed', () => {
  const better = '{better_than: champion}';
  const cases = [
    { title: 'is no comparison that deploy is yet to make', gates: better, decisions: [promoted(1), promoted(2)] },
    { title: 'is no comparison with a champion of before', gates: better, decisions: [promoted(1), promoted(2), compared(1)] },
    { title: 'is no comparison by a metric of before', gates: better, decisions: [promoted(1), promoted(2), compared(2, 'log_loss')] },
    { title: 'is a comparison with the champion', gates: better, decisions: [promoted(1), promoted(2), compared(2)], told: /: Not shown\. .*, or name one that was promoted: uptake@2\.$/ },
    { title: 'is told with no retired version to name instead', gates: '{approvals: 1}', decisions: [promoted(1), promoted(2), retired(2)], told: /: 0 approvals; .*, or name one that was promoted: uptake@1\.$/ },
    { title: 'is told alone where every other is retired', gates: '{approvals: 1}', decisions: [promoted(1), retired(1)], told: /: 0 approvals; (?!.*or name)/ },
  ]; // prettier-ignore
  for (const { title, gates, decisions, told } of cases)
    it(title, () => {
      const known = {
        manifest: gated(gates),
        registry: registry([version(1), version(2), version(3)], decisions),
        check: undefined,
      };
      const barrier = barrierOf(known, version(3));
      if (told) assert.match(barrier ? barrierText(barrier) : '', told);
      else assert.equal(barrier, undefined);
    });
});
