import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RegistryEvent } from '../../../src/core/registry/event';
import { foldRegistry, type StampedEvent } from '../../../src/core/registry/fold';
import { decision, exampleVersion } from './example';

const times = ['2009-07-02T00:00:00.000Z', '2009-07-03T00:00:00.000Z', '2009-07-04T00:00:00.000Z'];
const event: fc.Arbitrary<RegistryEvent> = fc
  .record({ kind: fc.constantFrom('approved', 'aliased', 'refused', 'retired', 'barred'), at: fc.constantFrom(...times), version: fc.integer({ min: 1, max: 3 }), alias: fc.constantFrom('champion', 'challenger') })
  .map(({ kind, alias, ...rest }) =>
    kind === 'aliased' || kind === 'refused' ? decision({ kind, alias, gates: [], ...rest })
      : kind === 'barred' ? decision({ kind, deployment: 'live', gates: [], ...rest }) : decision({ kind: kind, ...rest }),
  ); // prettier-ignore
const history = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 8, maxLength: 8 }), event), { selector: ([file]) => file })
  .map((list) => list.map(([file, one]): StampedEvent => ({ file, event: one })));
const versions = [1, 2, 3].map((version) => exampleVersion({ version }));

describe('the registry as a fold', () => {
  it('is the same for any order of the same files', () => {
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          const fold = (list: readonly StampedEvent[], of = versions) =>
            foldRegistry({ model: 'uptake', versions: of, events: list });
          assert.deepEqual(fold(shuffled, [...versions].reverse()), fold(events));
        },
      ),
    );
  });

  it('is the union of two branches, whichever is merged into the other', () => {
    fc.assert(
      fc.property(history, history, (ours, theirs) => {
        const named = theirs.map(({ file, event: one }) => ({ file: `${file}-theirs`, event: one }));
        const fold = (events: readonly StampedEvent[]) => foldRegistry({ model: 'uptake', versions, events });
        assert.deepEqual(fold([...ours, ...named]), fold([...named, ...ours]));
      }),
    );
  });

  it('lets the last promotion of an alias win', () => {
    const aliased = (version: number, at: string) =>
      decision({ kind: 'aliased', alias: 'champion', version, at, gates: [] });
    const events = [
      { file: 'b', event: aliased(2, times[2] ?? '') },
      { file: 'a', event: aliased(1, times[0] ?? '') },
    ];
    assert.deepEqual(foldRegistry({ model: 'uptake', versions, events }).aliases, { champion: 2 });
  });

  it('lets the one written last win of those judged by the same time', () => {
    const aliased = (version: number, writtenAt?: string) =>
      decision({ kind: 'aliased', alias: 'champion', version, gates: [], ...(writtenAt === undefined ? {} : { writtenAt }) }); // prettier-ignore
    const events = [
      { file: 'a', event: aliased(3, '2026-11-29T20:00:00.010Z') },
      { file: 'b', event: aliased(2, '2026-11-29T20:00:00.009Z') },
      { file: 'c', event: aliased(1) },
    ];
    const state = foldRegistry({ model: 'uptake', versions, events });
    assert.deepEqual(state.events.map(({ event: { version } }) => version), [1, 2, 3]); // prettier-ignore
    assert.deepEqual(state.aliases, { champion: 3 });
  });

  it('knows nothing later than the time judged at', () => {
    const events = [
      {
        file: 'a',
        event: decision({ kind: 'aliased', alias: 'champion', version: 1, at: times[0] ?? '', gates: [] }),
      },
      {
        file: 'b',
        event: decision({ kind: 'aliased', alias: 'champion', version: 3, at: times[2] ?? '', gates: [] }),
      },
    ];
    const later = exampleVersion({ version: 3, at: times[2] ?? '' });
    const state = foldRegistry({
      model: 'uptake',
      versions: [exampleVersion(), later],
      events,
      asOf: times[1] ?? '',
    });
    assert.deepEqual(state.aliases, { champion: 1 });
    assert.deepEqual(state.versions.map(({ version }) => version), [1]); // prettier-ignore
  });
});
