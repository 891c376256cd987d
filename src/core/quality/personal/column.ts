// What was found of personal data in a column, as findings and masks take it.
import type { PersonalKind } from '../../manifest/personal';

export interface PersonalPart {
  readonly kind: PersonalKind;
  /** Of national identity numbers, whose: a plural. */
  readonly scheme?: string;
  /** Of all rows, those that hold at least one: counted, or estimated where only some values were read. */
  readonly rows: number;
  /** Some of them, masked. */
  readonly examples: readonly string[];
}

export interface PersonalColumn {
  readonly column: string;
  /** The most frequent first, and at least one. */
  readonly parts: readonly PersonalPart[];
  /** Of its different values, the share that was looked at. */
  readonly read: number;
}
