// `select`: the columns that stay, in their order.
import type { Written } from '../../manifest/step';
import { findColumns } from '../columns';
import { changeTo, kept } from './change';
import type { StepMeaning } from './meaning';

export const select: StepMeaning<Written<'select'>> = {
  compile: (written, before, place) => {
    const { found, problems } = findColumns([...new Set(written)], before.columns, place.what);
    return changeTo(
      before,
      problems.length > 0 ? { problems } : { outputs: found.map(kept), touched: written },
      place,
    );
  },
  // Kept until it is known what is there, as a drop is.
  serving: { narrow: (written, wanted) => ({ written, wanted }) },
};
