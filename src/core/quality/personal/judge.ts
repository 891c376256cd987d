// Whether what looks like personal data in a column is such: by the share that passes its check, against chance.
import { tailOfBinomial } from './binomial';

/** What was seen of one recognizer in a column, different lookalikes counted once. */
export interface Seen {
  readonly lookalikes: number;
  readonly valid: number;
  /** Of those that stand behind a word that says what they are. */
  readonly namedLookalikes: number;
  readonly namedValid: number;
}

export interface JudgedBy {
  readonly chance: number;
  readonly needsName?: boolean;
  /** Whether the column's name says what it holds. */
  readonly isNamed: boolean;
  /** Whether the column is one of whole numbers. */
  readonly isNumbers: boolean;
}

/** So unlikely has it to be that chance alone made as many valid ones: some forty recognizers look at a thousand columns. */
const level = 2e-5;
/** Where most lookalikes fail their check, the others are chance, or the column holds something else besides. */
const mostly = 0.5;

/**
 * True where chance does not explain the valid ones. Where a name says what it is, half of the lookalikes being valid is enough;
 * elsewhere P(X >= valid), X ~ Binomial(lookalikes, chance), is at most 2e-5. A sixteen-digit number passes Luhn's check in one case of
 * ten, so one says nothing, and five of five say all.
 */
export function isPersonal(seen: Seen, { chance, needsName = false, isNamed, isNumbers }: JudgedBy): boolean {
  const { lookalikes, valid, namedLookalikes, namedValid } = seen;
  if (isNamed && valid > 0 && valid >= mostly * lookalikes) return true;
  if (isNumbers && !isNamed)
    return !needsName && valid >= 0.9 * lookalikes && isBeyond(lookalikes, valid, chance);
  if (namedValid > 0 && namedValid >= mostly * namedLookalikes) return true;
  const share = chance < 0.001 ? 0 : chance < mostly ? mostly : 0.9;
  return !needsName && valid >= share * lookalikes && isBeyond(lookalikes, valid, chance);
}

const isBeyond = (of: number, valid: number, chance: number) =>
  valid > 0 && tailOfBinomial(of, valid, chance) <= level;
