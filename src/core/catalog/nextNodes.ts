// What to do next as rows of the process: the first steps, or what goes on, or why nothing is due.
import { pastePlace, type Paste } from '../manifest/paste';
import type { CatalogFacts, RunFacts } from './facts';
import { escaped, tooltip } from './format';
import { goingOn, whyNothing } from './next';
import type { NextStep } from './nextStep';
import type { CatalogNode } from './node';
import { statusText } from './runNodes';
import { verbOf } from './words';

const stepsShown = 5;

export function nextNodes(facts: CatalogFacts, next: readonly NextStep[]): readonly CatalogNode[] {
  // mistakes of the manifest have rows of their own
  const steps = next.filter(({ stage, name }) => stage !== 'mend' || name !== undefined);
  if (next.length === 0 && facts.hasManifest) {
    const going = goingOn(facts);
    if (going) return [goingRow(going)];
    return [
      {
        id: 'next:nothing',
        kind: 'next',
        label: 'Nothing to do',
        description: whyNothing(facts),
        state: 'ok',
        about: {},
        children: [],
      },
    ];
  }
  return steps
    .slice(0, stepsShown)
    .map(
      (
        { stage, severity, title, why, change, before: _before, paste, command, remedy, isLook, ...about },
        index,
      ) => ({
        id: `next:${stage}:${title}`,
        kind: 'next',
        label: index === 0 ? `Next: ${title}` : title,
        description: [why, change].filter(Boolean).join(' '),
        tooltip: [
          tooltip(title, [['Command', command]], [why, change].filter(Boolean).join('\n')),
          ...(paste ? [pasteText(paste)] : []),
        ].join('\n\n'),
        state: severity === 'info' ? 'unknown' : severity,
        about: {
          ...about,
          ...(stage === 'init' || stage === 'mend' || stage === 'approve' || stage === 'predict'
            ? {}
            : { stage }),
        },
        ...(command === undefined ? {} : { fix: command }),
        ...(remedy ? { remedy } : {}),
        ...(isLook ? { isLook } : {}),
        ...(paste ? { paste } : {}),
        children: [],
      }),
    );
}

/** As a block of code: nothing in it is Markdown. */
const pasteText = (paste: Paste) =>
  `Write ${escaped(pastePlace(paste))}:\n\n${paste.yaml.replace(/^/gm, '    ')}`;

/** Where all that is due waits for what is under way. */
const goingRow = (run: RunFacts): CatalogNode => ({
  id: `next:${run.record.id}`,
  kind: 'next',
  label: [verbOf(run.record.stage), run.record.name].filter(Boolean).join(' '),
  description: statusText(run),
  state: 'running',
  about: { ...(run.record.name === undefined ? {} : { name: run.record.name }), run: run.record.id },
  children: [],
});
