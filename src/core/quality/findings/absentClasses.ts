// Classes of the target that a part of the split does not have, though it should have some.
import { isOneOf } from '../../quote';
import { detector } from '../detector';

/** Of a class that has as many rows coming to it, a part has none by chance once in 150 times. */
const expectedInPart = 5;
const shown = 5;

export const absentClasses = detector('absent-classes', ({ roles, classes = [] }) => {
  const absent = classes.flatMap(({ value, parts }) =>
    Object.entries(parts).flatMap(([part, { rows, expected }]) =>
      rows === 0 && expected >= expectedInPart ? [{ value, part }] : [],
    ),
  );
  if (roles.target === undefined || absent.length === 0) return [];
  const target = roles.target;
  const parts = [...new Set(absent.map(({ part }) => part))];
  const told = parts.map((part) => {
    const values = absent.filter((one) => one.part === part).map(({ value }) => JSON.stringify(value));
    return `The ${part} split has no row where ${target} is ${values.slice(0, shown).join(' or ')}`;
  });
  const values = [...new Set(absent.map(({ value }) => value))];
  return [
    {
      severity: 'warning',
      columns: [target],
      message: `${told.join('; ')}.`,
      evidence: { classes: values, parts },
      rows: isOneOf(target, values),
      fix: {
        text: 'Such rows came at another time, or come in blocks: split otherwise, or collect more of them.',
      },
    },
  ];
});
