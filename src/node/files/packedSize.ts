// How much more than a packed file may come out of it: a small file can be made to fill any disk and memory.
import { wrongInput, type LifecycleError } from '../../core/errors';
import { bytes } from '../../core/figures';

/** What real data packs to by gzip, Zstandard or a workbook's zip is seldom below a hundredth. */
const mostTimes = 250;
/** Bytes that any file may unpack to, whatever its size. */
const alwaysAllowed = 1_000_000_000;

/** Whether so many bytes are more than can have been meant. */
export const isBomb = (unpacked: number, packed: number): boolean =>
  unpacked > alwaysAllowed && unpacked > packed * mostTimes;

/** `atLeast`: unpacking was ended there. */
export function bomb(
  shown: string,
  {
    packed,
    unpacked,
    atLeast = false,
  }: { readonly packed: number; readonly unpacked: number; readonly atLeast?: boolean },
): LifecycleError {
  const most = bytes(Math.max(alwaysAllowed, packed * mostTimes));
  return wrongInput(
    `${shown} has ${bytes(packed)} and unpacks to ${atLeast ? 'more than ' : ''}${bytes(unpacked)}: no more than ${most} is unpacked of it.`,
    { hint: 'Such a file can be made to fill a disk. Unpack it yourself if you know that it is meant.' },
  );
}
