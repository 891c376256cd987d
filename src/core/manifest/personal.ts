// The kinds of personal data and secrets that columns are searched for, and what of them is meant to be there.
import * as z from 'zod';
import { columns, like } from './scalars';

export const personalKinds = [
  'email',
  'phone',
  'card',
  'iban',
  'national-id',
  'name',
  'address',
  'ip',
  'mac',
  'credentials',
  'token',
] as const;

export type PersonalKind = (typeof personalKinds)[number];

export const personalSchema = z
  .strictObject({
    allow: like(z.array(z.enum(personalKinds)).min(1, 'Name at least one kind.'), ['email', 'ip'])
      .optional()
      .describe('Kinds of personal data that may be in any column.'),
    columns: like(columns, ['director'])
      .optional()
      .describe('Columns that may hold whatever they hold, as the names of public persons.'),
  })
  .refine((written) => Object.keys(written).length > 0, 'Say what is allowed: kinds under allow, or columns.')
  .meta({ examples: [{ allow: ['email'], columns: ['director'] }] });
