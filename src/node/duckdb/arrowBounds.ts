// How many things are listed in Arrow's metadata stands there as a number that its library believes: one changed byte would fill all memory.
import { Data } from 'apache-arrow';
import { ByteBuffer } from 'flatbuffers';

let isBounded = false;

/**
 * From now on no list of any metadata is longer than the bytes that hold it, and no column of a batch is made as long as another
 * by filling it up: both throw. Once for the process; again is no matter.
 */
export function boundLists(): void {
  if (isBounded) return;
  isBounded = true;
  const stated = Object.getOwnPropertyDescriptor(ByteBuffer.prototype, '__vector_len')?.value as (
    this: ByteBuffer,
    offset: number,
  ) => number;
  ByteBuffer.prototype.__vector_len = function (this: ByteBuffer, offset: number) {
    const length = stated.call(this, offset);
    if (length < 0 || length > this.capacity()) throw new Error('a list is longer than what holds it');
    return length;
  };
  Object.defineProperty(Data.prototype, '_changeLengthAndBackfillNullBitmap', {
    value: () => {
      throw new Error('the columns of a batch are of different lengths');
    },
  });
}
