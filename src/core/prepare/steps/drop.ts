// `drop`: columns left out.
import type { Written } from '../../manifest/step';
import { findColumns } from '../columns';
import { changeTo, kept } from './change';
import { wrongStep, type StepMeaning } from './meaning';

export const drop: StepMeaning<Written<'drop'>> = {
  compile: (written, before, place) => {
    const { problems } = findColumns(written, before.columns, place.what);
    if (problems.length > 0) return { problems };
    const outputs = before.columns.filter(({ name }) => !written.includes(name)).map(kept);
    if (outputs.length === 0)
      return wrongStep(`${place.what}: no column would be left.`, 'Keep at least one.');
    return changeTo(before, { outputs, touched: written }, place);
  },
  // Kept until it is known what is there: a drop may make room for another column of that name.
  serving: { narrow: (written, wanted) => ({ written, wanted }) },
};
