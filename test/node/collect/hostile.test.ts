// Collecting from a server that refuses, lies, leaves and leads elsewhere: what is told, what is asked again, and that what was collected before stays.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isLifecycleError, type ErrorCode } from '../../../src/core/errors';
import { currentCollected } from '../../../src/node/dataset/versions';
import { openProject } from '../../../src/node/project';
import { collect } from '../../../src/node/stages/collect';
import { withProject } from '../stages/temporaryProject';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
interface Case {
  readonly what: string;
  /** One for each request, the last one again and again. */
  readonly answers: readonly Answer[];
  /** Undefined where it comes to a good end: then `brings` is there in the end. */
  readonly code?: ErrorCode;
  readonly message?: RegExp;
  readonly brings?: Buffer;
  /** Undefined where it depends on what of the body arrived before the cut. */
  readonly asked?: number;
}

const content = Buffer.concat([Buffer.from('a\n'), Buffer.from(randomBytes(300_000).toString('hex'))]);
const other = Buffer.concat([Buffer.from('a\n'), Buffer.from(randomBytes(200_000).toString('hex'))]);

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, headers).end('no');
  };

const whole =
  (bytes: Buffer, etag = '"two"'): Answer =>
  ({ headers }, response) => {
    const from = headers['if-range'] === etag ? Number(/\d+/.exec(headers.range ?? '')?.[0]) : 0;
    const rest = bytes.subarray(from);
    const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(from > 0 ? 206 : 200, { etag, 'content-length': rest.length, ...(from > 0 && range) });
    response.end(rest);
  };

/** Promises `length` bytes and ends the connection after `sent` of them. */
const promising =
  (length: number, sent: Buffer, etag = '"two"'): Answer =>
  (_request, response) => {
    response.socket?.end(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\netag: ${etag}\r\n\r\n`),
        sent,
      ]),
    );
  };

const half = promising(content.length, content.subarray(0, 100_000));

const cases: readonly Case[] = [
  { what: 'credentials that are missing', answers: [status(401)], code: 'input', message: /answered 401.* user and password/, asked: 1 },
  { what: 'credentials that are wrong', answers: [status(403)], code: 'input', message: /answered 403.* user and password/, asked: 1 },
  { what: 'a file that is not there', answers: [status(404)], code: 'input', message: /answered 404/, asked: 1 },
  { what: 'a condition that does not hold', answers: [status(412)], code: 'input', message: /answered 412/, asked: 1 },
  { what: 'too many requests, with a wait', answers: [status(429, { 'retry-after': '1' }), whole(content)], brings: content, asked: 2 },
  { what: 'too many requests, with a wait of an hour', answers: [status(429, { 'retry-after': '3600' })], code: 'unavailable', message: /answered 429.* It asks to wait for 60 minutes/, asked: 1 },
  { what: 'a failure of its own that passes', answers: [status(500), whole(content)], brings: content, asked: 2 },
  { what: 'half of the body, then the rest', answers: [half, whole(content)], brings: content, asked: 2 },
  { what: 'a length that is too long, again and again', answers: [promising(content.length + 1, content)], code: 'unavailable', message: /could not be read/ },
  { what: 'half of a file that then changes', answers: [half, whole(other, '"three"')], brings: other, asked: 2 },
  { what: 'half of a file that is then taken away', answers: [half, status(404)], code: 'input', message: /answered 404/, asked: 2 },
  { what: 'a redirection without end', answers: [({ headers }, response) => void response.writeHead(302, { location: `http://${headers.host}/again` }).end()], code: 'input', message: /redirect count exceeded/, asked: 21 },
  { what: 'a redirection to another kind of address', answers: [status(302, { location: 'file:///etc/passwd' })], code: 'input', message: /scheme/, asked: 1 },
  { what: 'a web page', answers: [(_request, response) => void response.end('<html>Sign in')], code: 'input', message: /a web page instead/, asked: 1 },
  { what: 'nothing', answers: [(_request, response) => void response.writeHead(200, { 'content-length': 0 }).end()], code: 'input', message: /an empty file/, asked: 1 },
]; // prettier-ignore

describe('collecting from a server that answers with', () => {
  let server: Server;
  let answers: readonly Answer[];
  let requests: IncomingMessage[];
  const address = () => `http://ana:planted-secret@127.0.0.1:${(server.address() as AddressInfo).port}/x.csv`;

  beforeEach(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      answers[Math.min(requests.length, answers.length) - 1]?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const serve = (...list: readonly Answer[]) => {
    answers = list;
    requests = [];
  };

  for (const { what, answers: hostile, code, message, brings, asked } of cases)
    it(`${what}${code ? ' is told, and keeps what was there' : ' brings the whole file'}`, () =>
      withProject(async (project) => {
        const current = async () => currentCollected(await openProject(project.root), 'bank');
        const file = join(project.root, 'data/bank.csv');
        await project.declare({ bank: { source: address(), path: 'data/bank.csv' } });
        serve(whole(Buffer.from('a\n1\n'), '"one"'));
        await project.perform(collect, {});
        const before = await current();
        serve(...hostile);
        const collected = project.perform(collect, {});
        if (code)
          await assert.rejects(collected, (error) => {
            assert.ok(isLifecycleError(error), String(error));
            assert.equal(error.code, code, error.message);
            assert.match(`${error.message} ${error.hint ?? ''}`, message ?? /./);
            assert.doesNotMatch(`${error.message} ${error.hint ?? ''}`, /planted-secret/);
            return true;
          });
        else await collected;
        if (asked !== undefined) assert.equal(requests.length, asked);
        assert.ok((await readFile(file)).equals(brings ?? Buffer.from('a\n1\n')));
        if (code) assert.deepEqual(await current(), before);
        assert.deepEqual(await readdir(join(project.root, 'data')), ['bank.csv']);
      }));

  it('a length that is too short is noticed where the file has an end of its own', () =>
    withProject(async (project) => {
      const parquet = Buffer.from(`PAR1${'x'.repeat(1000)}PAR1`);
      serve(promising(500, parquet));
      await project.declare({
        bank: { source: address().replace('.csv', '.parquet'), path: 'data/x.parquet' },
      });
      await assert.rejects(project.perform(collect, {}), { code: 'input', message: /no whole Parquet file/ });
      assert.deepEqual(await readdir(join(project.root)), ['.lifecycle', 'lifecycle.yaml']);
    }));

  it('a redirection to another host is followed without user and password', () =>
    withProject(async (project) => {
      const seen: (string | undefined)[] = [];
      const elsewhere = createServer(({ headers }, response) => {
        seen.push(headers.authorization);
        response.end('a\n1\n');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      try {
        const { port } = elsewhere.address() as AddressInfo;
        serve(status(302, { location: `http://127.0.0.1:${port}/x.csv` }));
        await project.declare({ bank: { source: address(), path: 'data/bank.csv' } });
        await project.perform(collect, {});
        assert.ok(requests[0]?.headers.authorization);
        assert.deepEqual(seen, [undefined]);
        const version = await currentCollected(await openProject(project.root), 'bank');
        assert.doesNotMatch(JSON.stringify(version), /planted-secret/);
      } finally {
        elsewhere.closeAllConnections();
        await new Promise((resolve) => elsewhere.close(resolve));
      }
    }));
});
