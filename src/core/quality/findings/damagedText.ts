// Text whose letters were damaged by a wrong encoding, as in MÃ¼nchen or M�nchen.
import { counted, percent } from '../../figures';
import { isOneOf, identifier } from '../../quote';
import { lost, repaired, type DamagedText as Damaged } from '../damagedText';
import { detector, type Found } from '../detector';

/** So many values are replaced one by one. */
const mostPairs = 100;
const shown = 3;

export const damagedText = detector('damaged-text', ({ profile, damaged = [] }) =>
  damaged.map((text) => found(text, profile.rows)),
);

function found({ column, rows, values, isCut }: Damaged, of: number): Found {
  const pairs = values.flatMap(({ value }): [string, string][] => {
    const whole = repaired(value);
    return whole === undefined ? [] : [[value, whole]];
  });
  const isAll = pairs.length === values.length && !isCut && pairs.length <= mostPairs;
  const examples =
    pairs.length > 0
      ? pairs.slice(0, shown).map(([from, to]) => `${JSON.stringify(from)} for ${JSON.stringify(to)}`)
      : values.slice(0, shown).map(({ value }) => JSON.stringify(value));
  return {
    severity: 'warning',
    columns: [column],
    message: `${column} holds damaged text in ${counted(rows, 'row')} (${percent(rows / of)}), e.g. ${examples.join(', ')}.`,
    evidence: { rows, share: rows / of, values: values.map(({ value }) => value).slice(0, 20) },
    rows:
      isCut || values.length > mostPairs
        ? `contains(${identifier(column)}, '${lost}') OR ${isOneOf(
            column,
            values.slice(0, mostPairs).map(({ value }) => value),
          )}`
        : isOneOf(
            column,
            values.map(({ value }) => value),
          ),
    fix: isAll
      ? {
          text: 'It is UTF-8 that was read as Windows-1252: read it as UTF-8 where it comes from, or put it right here.',
          step: { replace: { columns: [column], pairs } },
        }
      : {
          text: `${pairs.length === values.length ? 'It is UTF-8 that was read as Windows-1252: read' : 'Letters were lost and do not come back: read'} the source in its own encoding, and collect it again.`,
        },
  };
}
