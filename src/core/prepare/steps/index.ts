// What every step does, by its name.
import { wrongInput } from '../../errors';
import { nameOf, type Step, type StepName, type Written } from '../../manifest/step';
import { bin } from './bin';
import { cast } from './cast';
import { clip } from './clip';
import { deduplicate } from './deduplicate';
import { derive } from './derive';
import { drop } from './drop';
import { encode } from './encode';
import { extract } from './extract';
import { fill } from './fill';
import { filter } from './filter';
import { join } from './join';
import { joinAsof } from './joinAsof';
import { letterCase } from './letterCase';
import type { StepMeaning } from './meaning';
import { rename } from './rename';
import { replace } from './replace';
import { run } from './run';
import { sample } from './sample';
import { scale } from './scale';
import { select } from './select';
import { sort } from './sort';
import { splitColumn } from './splitColumn';
import { sql } from './sql';
import { trim } from './trim';
import { union } from './union';

const meanings: { readonly [N in StepName]: StepMeaning<Written<N>> } = {
  trim,
  replace,
  drop,
  rename,
  cast,
  derive,
  filter,
  deduplicate,
  sql,
  run,
  union,
  join,
  join_asof: joinAsof,
  sort,
  sample,
  select,
  case: letterCase,
  split_column: splitColumn,
  extract,
  fill,
  clip,
  bin,
  encode,
  scale,
};

/** Throws `input` for a step of a newer version of this program. */
export function meaningOf(step: Step): StepMeaning {
  const name = nameOf(step);
  if (!Object.hasOwn(meanings, name))
    throw wrongInput(`The step "${name}" is not known.`, { hint: 'Update Model Lifecycle.' });
  return meanings[name];
}
