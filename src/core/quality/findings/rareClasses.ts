// Classes of the target with too few rows to learn from or to be measured on.
import { counted } from '../../figures';
import { isOneOf } from '../../quote';
import { detector, type Found } from '../detector';
import type { ClassRows } from '../classRows';

/** An interval of a class's own figures needs as many. */
const enough = 10;
const shown = 5;

export const rareClasses = detector('rare-classes', ({ roles, classes = [] }) => {
  const rare = classes.filter(({ rows }) => rows < enough);
  return roles.target === undefined || rare.length === 0 ? [] : [found(roles.target, rare, classes.length)];
});

function found(target: string, rare: readonly ClassRows[], of: number): Found {
  const told = rare
    .slice(0, shown)
    .map(({ value, rows }) => `${JSON.stringify(value)} in ${counted(rows, 'row')}`)
    .join(', ');
  const more = rare.length > shown ? `, and ${counted(rare.length - shown, 'other value')}` : '';
  return {
    severity: 'warning',
    columns: [target],
    message: `${target} is ${told}${more} only: too few to learn ${rare.length === 1 ? 'that class' : 'these classes'} from, or to measure it on.`,
    evidence: { classes: rare.map(({ value }) => value), rows: rare.map(({ rows }) => rows), of },
    rows: isOneOf(
      target,
      rare.map(({ value }) => value),
    ),
    fix: {
      text: 'Correct them where they are misspelt; else collect more of them, put them together with a class like them, or leave them out by a filter.',
    },
  };
}
