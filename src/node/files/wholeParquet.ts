// Whether a Parquet file is whole, told by its first and last bytes: one that was cut short would only be called "too small" by its reader.
import { open } from 'node:fs/promises';
import { wrongInput } from '../../core/errors';

const magic = 'PAR1';
/** Both marks and the length of the footer. */
const leastBytes = 12;

/** `shown`: the file as the person knows it. Throws `input` where it was cut short or is something else. */
export async function requireWholeParquet(path: string, shown: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const at = async (position: number) =>
      (await handle.read(Buffer.alloc(magic.length), 0, magic.length, position)).buffer.toString('latin1');
    const isWhole =
      size >= leastBytes && (await at(0)) === magic && (await at(size - magic.length)) === magic;
    if (!isWhole)
      throw wrongInput(`${shown} is no whole Parquet file.`, { hint: 'Write or download it again.' });
  } finally {
    await handle.close();
  }
}
