// What each answer of a store means for who asks: again, another state, or no for good with what to do.
import assert from 'node:assert/strict';
import { isLifecycleError } from '../../../src/core/errors';
import {
  isSourceChanged,
  isTryAgain,
  refusal,
  retryAfter,
  type StoreAnswer,
  type StoreWords,
} from '../../../src/node/objects/answers';

const now = Date.parse('2026-11-30T00:00:00Z');
const words: StoreWords = {
  address: 's3://bank',
  holder: 'bucket',
  isObject: false,
  signIn: 'Sign in.',
  isAnonymous: false,
};
const meaning = (answer: Partial<StoreAnswer>, more: Partial<StoreWords> = {}) => {
  const error = refusal(
    { status: undefined, code: undefined, reason: 'socket hang up', ...answer },
    { ...words, ...more },
    now,
  );
  if (isTryAgain(error))
    return `again${error.after === undefined ? '' : ` after ${error.after}`}: ${error.message}`;
  if (isSourceChanged(error)) return `changed: ${error.message}`;
  assert.ok(isLifecycleError(error));
  return `${error.code}: ${error.message} ${error.hint ?? ''}`;
};

const object = { address: 's3://bank/a.csv', isObject: true };
const cases: readonly (readonly [Partial<StoreAnswer>, Partial<StoreWords>, RegExp])[] = [
  [{}, {}, /^again: socket hang up$/],
  [{ status: 500, code: 'InternalError' }, {}, /^again: the server answered 500 InternalError$/],
  [{ status: 503, code: 'SlowDown', retryAfter: '7' }, {}, /^again after 7000: /],
  [{ status: 429 }, object, /^again: the server answered 429$/],
  [{ status: 400, code: 'RequestTimeout' }, {}, /^again/],
  [
    { status: 404, code: 'NoSuchKey' },
    object,
    /^changed: s3:\/\/bank\/a\.csv was taken away while it was read$/,
  ],
  [{ status: 412 }, object, /^changed: .* was changed while it was read$/],
  [{ status: 416 }, object, /^changed/],
  [
    { status: 404, code: 'NoSuchBucket' },
    {},
    /^input: s3:\/\/bank does not exist \(404 NoSuchBucket\)\. Check the name of the bucket/,
  ],
  [
    { status: 403, code: 'AccessDenied' },
    {},
    /^input: s3:\/\/bank refused the credentials that were found .* may not read this bucket\. Sign in\.$/,
  ],
  [
    { status: 403 },
    { isAnonymous: true },
    /^input: s3:\/\/bank is not open to everybody \(403\), and no credentials were found\. Sign in\.$/,
  ],
  [
    { status: 400, code: 'ExpiredToken' },
    {},
    /^input: s3:\/\/bank refused: the credentials have expired .* Sign in\.$/,
  ],
  [{ status: 403, code: 'RequestTimeTooSkewed' }, {}, /^input: .* the clock of this machine is wrong/],
  [{ status: 400, code: 'InvalidBucketName' }, {}, /^input: s3:\/\/bank answered 400 InvalidBucketName/],
];

describe('an answer of a store', () => {
  for (const [answer, more, expected] of cases)
    it(`${JSON.stringify(answer)}${more.isObject ? ' about an object' : ''} means ${expected.source.slice(0, 40)}`, () => {
      assert.match(meaning(answer, more), expected);
    });

  it('asks to wait by seconds or until a time, and never for nothing', () => {
    assert.equal(retryAfter('120', now), 120_000);
    assert.equal(retryAfter('Mon, 30 Nov 2026 00:01:00 GMT', now), 60_000);
    for (const header of ['0', '', 'soon', 'Sun, 29 Nov 2026 00:00:00 GMT', null, undefined])
      assert.equal(retryAfter(header, now), undefined);
  });
});
