// The arguments that expectations of Great Expectations have in common, and how one is made of them.
import * as z from 'zod';
import type { Check, Range } from '../../expectation';

export type Made = { readonly check: Check } | { readonly refused: string } | { readonly error: z.ZodError };
export type Kind = (kwargs: Readonly<Record<string, unknown>>) => Made;

export const column = z.string().min(1);
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const cells = z.array(cell);
export const end = z.union([z.number(), z.string()]).nullish();
export const flag = z.boolean().nullish();
export const whole = z.number().int();
export const ends = { min_value: end, max_value: end, strict_min: flag, strict_max: flag };

export interface Ends {
  readonly min_value?: number | string | null | undefined;
  readonly max_value?: number | string | null | undefined;
  readonly strict_min?: boolean | null | undefined;
  readonly strict_max?: boolean | null | undefined;
}

export const rangeOf = ({ min_value: low, max_value: high, strict_min, strict_max }: Ends): Range => ({
  ...(low == null ? {} : { low }),
  ...(high == null ? {} : { high }),
  ...(strict_min ? { isLowOpen: true } : {}),
  ...(strict_max ? { isHighOpen: true } : {}),
});

export const hasEnd = ({ min_value, max_value }: Ends) => min_value != null || max_value != null;
export const isOrdered = ({ min_value, max_value }: Ends) =>
  typeof min_value !== 'number' || typeof max_value !== 'number' || min_value <= max_value;
export const noEnd = 'Give min_value, max_value or both.';
export const turned = 'min_value is larger than max_value.';

/** `parse_strings_as_datetimes` is of old suites: it asks for another reading of the column. */
export const old = { parse_strings_as_datetimes: z.literal(false).nullish() };

export function kind<S extends z.ZodRawShape>(
  shape: S,
  make: (args: z.output<z.ZodObject<S, z.core.$strict>>) => Check | { readonly refused: string },
): Kind {
  const schema = z.strictObject({ ...shape });
  return (kwargs) => {
    const read = schema.safeParse(kwargs);
    if (!read.success) return { error: read.error };
    const made = make(read.data as never);
    return 'refused' in made ? made : { check: made };
  };
}
