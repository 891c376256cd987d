// What several steps are written with: columns, values, SQL, shares.
import * as z from 'zod';
import { column, columns as columnList, type percentText } from '../scalars';

/** One column stands for a list of one. */
export const columns = z
  .union([columnList, column.transform((column) => [column])])
  .meta({ title: 'column or list of columns' });

export const valueOrNull = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .meta({ title: 'value or `null`' });

export const sqlText = z.string().min(1, 'Write SQL.').meta({ title: 'SQL' });

export const mapOfColumns = <T extends z.ZodType>(of: T) =>
  z.record(column, of).refine((map) => Object.keys(map).length > 0, 'Name at least one column.');

interface Which {
  readonly column?: string | undefined;
  readonly columns?: readonly string[] | undefined;
}

/** What `column` and `columns` name together; complains where that is nothing. `toWhat`: "to fill". */
export function namedColumns(
  { column, columns = [] }: Which,
  context: z.RefinementCtx,
  toWhat: string,
): string[] {
  const named = [...new Set([...(column === undefined ? [] : [column]), ...columns])];
  if (named.length === 0)
    context.addIssue({ code: 'custom', message: `Name the column, or columns, ${toWhat}.` });
  return named;
}

/** `10%` as 0.1. */
export const shareOf = (percent: z.output<typeof percentText>): number => Number.parseFloat(percent) / 100;
