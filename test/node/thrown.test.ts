import assert from 'node:assert/strict';
import { errorOf, exitCodes, wrongInput } from '../../src/core/errors';
import { diskError } from '../../src/node/files/diskError';
import { plainError, toLifecycleError } from '../../src/node/thrown';

const system = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(`${code}: as Node says it, ${syscall}`), { code, syscall, path });

describe('an error of the system', () => {
  const told: readonly [string, Error, RegExp][] = [
    ['a full disk', system('ENOSPC', 'write'), /^The disk is full\.$/],
    ['a used up quota', system('EDQUOT', 'open', '/p/a'), /^The disk is full\.$/],
    ['a limit on the size of files', system('EFBIG', 'write', '/p/a'), /\/p\/a reached the largest size/],
    ['a read-only file system', system('EROFS', 'open', '/p/a'), /\/p\/a may not be read or written/],
    ['a folder that may not be made', system('ENOENT', 'mkdir', '/p/a'), /\/p\/a may not be written/],
    ['a file that may not be read', system('EACCES', 'open', '/p/a'), /\/p\/a may not be read/],
    ['a file that went away', system('ENOENT', 'open', '/p/a'), /\/p\/a is missing/],
    ['a folder in the place of a file', system('EISDIR', 'read', '/p/a'), /\/p\/a is a folder/],
    ['a file in the place of a folder', system('ENOTDIR', 'mkdir', '/p/a'), /\/p\/a is a file/],
    ['a failing disk', system('EIO', 'read'), /cannot be read or written \(EIO\)/],
    ['too many open files', system('EMFILE', 'open', '/p/a'), /Too many files are open/],
  ];
  for (const [what, error, message] of told)
    it(`that is ${what} ends with exit code 3, plain words and what to do`, () => {
      const { code, message: said, hint, cause } = toLifecycleError(error);
      assert.equal(exitCodes[code], 3);
      assert.match(said, message);
      assert.notEqual(hint, undefined);
      assert.equal(cause, error);
    });

  for (const [code, hint] of [
    ['ENOSPC', /^Free some space/],
    ['EACCES', /^Check the permissions/],
    ['EROFS', /^Check the permissions/],
    ['EFBIG', /ulimit -f/],
    ['EIO', /^Check the disk/],
    ['ELOOP', /^Remove the link/],
  ] as const)
    it(`of code ${code} is told alike while a run is written, by its own remedy and what is kept`, () => {
      const written = { what: 'The log', also: 'Nothing is lost.' };
      const told = diskError(system(code, 'write'), written);
      assert.match(told?.hint ?? '', hint);
      assert.match(told?.hint ?? '', / Nothing is lost\.$/);
      assert.match(told?.message ?? '', code === 'ENOSPC' ? /disk is full/ : /^The log /);
    });

  for (const error of [
    system('ECONNREFUSED', 'connect'),
    system('ENOENT', 'spawn python'),
    new TypeError('x is not a function'),
  ])
    it(`that is ${error.message} is none of the disk's`, () => {
      assert.equal(toLifecycleError(error).code, 'unexpected');
    });
});

describe('an error of ours', () => {
  const details = {
    hint: 'Mend them.',
    remedy: { verb: 'check', args: ['bank'] },
    problems: [{ severity: 'error', message: 'Wrong.', file: 'a.csv', line: 3 }],
    parts: [{ name: 'bank', message: 'Wrong.' }],
  } as const;
  it('keeps all that it says as plain data', () => {
    const plain = plainError(wrongInput('Two rows are wrong.', details));
    assert.deepEqual(plain, { code: 'input', message: 'Two rows are wrong.', ...details });
    assert.deepEqual(plainError(errorOf(JSON.parse(JSON.stringify(plain)) as typeof plain)), plain);
  });

  it('leaves out of plain data what it does not say', () => {
    assert.deepEqual(plainError(wrongInput('No.')), { code: 'input', message: 'No.' });
  });
});
