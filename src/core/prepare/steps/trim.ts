// `trim`: white space off both ends.
import type { Written } from '../../manifest/step';
import { identifier, literal } from '../../quote';
import { isText } from '../columnType';
import { changeTo, edit } from './change';
import { listServing } from './inColumns';
import type { StepMeaning } from './meaning';

export const trim: StepMeaning<Written<'trim'>> = {
  compile: (written, before, place) =>
    changeTo(
      before,
      edit(written, before.columns, place.what, ({ name, type }) => ({
        sql: isText(type) ? trimmed(name) : identifier(name),
      })),
      place,
    ),
  serving: listServing,
};

/** White space as Python's `strip` and a person see it, not only the blank. */
const whiteSpace =
  ' \t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const trimmed = (name: string) => `trim(${identifier(name)}, ${literal(whiteSpace)})`;
