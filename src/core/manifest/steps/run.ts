// How `run` is written: a command of the person's own that prepares the rows.
import * as z from 'zod';
import { like } from '../scalars';
import { stepShape } from './shape';

const command = z.string().min(1, 'Write a command.').meta({ title: 'command' });

export const run = stepShape({
  schema: like(command, 'python clean.py').describe(
    'Runs a command that reads the Parquet file LIFECYCLE_INPUT and writes the Parquet file LIFECYCLE_OUTPUT. What it is made of is recorded, as of training. A request brings the columns as the command leaves them.',
  ),
  isOnRows: true,
  names: () => [],
  mayMake: () => true,
  mayChange: () => true,
});
