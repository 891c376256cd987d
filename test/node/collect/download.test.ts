// Downloads from a real server that cuts, lies and changes its mind.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { isLifecycleError } from '../../../src/core/errors';
import { download, type DownloadOptions } from '../../../src/node/collect/download';
import { httpFile } from '../../../src/node/collect/http';
import type { StageReport } from '../../../src/node/stage';

const content = randomBytes(1 << 20);
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
interface Asked {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

let folder: string;
let server: Server;
let answers: Answer[];
let asked: Asked[];

/** Answers each request by the next of `list`, the last one again and again. */
function serve(...list: Answer[]): void {
  answers = list;
  asked = [];
}

async function fetchIt({ url, ...more }: Partial<DownloadOptions> & { readonly url?: URL } = {}) {
  const reports: StageReport[] = [];
  const { port } = server.address() as AddressInfo;
  const options: DownloadOptions = {
    remote: httpFile(url ?? new URL(`http://127.0.0.1:${port}/bank.csv`)),
    partial: join(folder, 'bank.partial'),
    path: 'data/bank.csv',
    report: (event) => reports.push(event),
    signal: new AbortController().signal,
    waits: [1, 1, 1, 1],
    ...more,
  };
  const result = await download(options);
  return { result, reports };
}

/** Serves the bytes with their ETag, honouring Range and If-Range. */
function whole(bytes: Buffer = content, etag = '"one"'): Answer {
  return (request, response) => {
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
    const isRest = from !== undefined && request.headers['if-range'] === etag;
    const part = isRest ? bytes.subarray(Number(from)) : bytes;
    response.writeHead(isRest ? 206 : 200, {
      etag,
      'content-length': part.length,
      ...(isRest ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    response.end(part);
  };
}

/** Promises everything, sends the first `size` bytes, and cuts the connection. */
function cutAfter(size: number, etag: string | null = '"one"', bytes: Buffer = content): Answer {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const isRest = from > 0 && request.headers['if-range'] === etag;
    const start = isRest ? from : 0;
    response.writeHead(isRest ? 206 : 200, {
      ...(etag ? { etag } : {}),
      'content-length': bytes.length - start,
      ...(isRest ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {}),
    });
    response.write(bytes.subarray(start, start + size), () => setTimeout(() => response.destroy(), 20));
  };
}

const status =
  (code: number): Answer =>
  (_request, response) => {
    response.writeHead(code).end('no');
  };

describe('downloading', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-'));
    server = createServer((request, response) => {
      asked.push({
        range: request.headers.range,
        ifRange: request.headers['if-range'] as string | undefined,
      });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  const arrived = async (bytes: Buffer = content) => {
    assert.equal(digestOf(await readFile(join(folder, 'bank.partial'))), digestOf(bytes));
  };

  it('brings the bytes with their digest, and tells how far it is', async () => {
    serve(whole());
    const { result, reports } = await fetchIt();
    assert.deepEqual(result, {
      kind: 'whole',
      digest: digestOf(content),
      bytes: content.length,
      state: { etag: '"one"' },
      mayBeCut: false,
    });
    await arrived();
    const last = reports.at(-1);
    assert.ok(last?.kind === 'progress');
    assert.deepEqual([last.done, last.total, last.unit], [content.length, content.length, 'bytes']);
  });

  it('goes on where the connection was cut, again and again', async () => {
    serve(cutAfter(300_000), cutAfter(200_000), whole());
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && result.digest === digestOf(content));
    await arrived();
    const starts = asked.map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]));
    assert.equal(starts.length, 3);
    assert.ok((starts[1] ?? 0) > 0 && (starts[2] ?? 0) > (starts[1] ?? 0), String(starts));
    assert.equal(asked[1]?.ifRange, '"one"');
  });

  it('goes on after the process ended, from what lies on disk', async () => {
    serve(cutAfter(300_000));
    await assert.rejects(fetchIt({ waits: [] }), {
      code: 'unavailable',
      hint: 'Try again: what has arrived is kept, and the rest is fetched.',
    });
    const { size } = await stat(join(folder, 'bank.partial'));
    assert.ok(size > 0);
    serve(whole());
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && result.digest === digestOf(content));
    assert.equal(asked[0]?.range, `bytes=${size}-`);
  });

  it('starts anew where the source changed in the middle', async () => {
    const other = randomBytes(700_000);
    serve(cutAfter(300_000), whole(other, '"two"'));
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && result.digest === digestOf(other));
    await arrived(other);
  });

  const end = `${content.length - 1}/${content.length}`;
  const liars: [why: string, headers: (from: string) => Record<string, string>, code?: number][] = [
    [
      'sends the rest of another state in spite of If-Range',
      (from) => ({ etag: '"two"', 'content-range': `bytes ${from}-${end}` }),
    ],
    [
      'sends another range than was asked for',
      () => ({ etag: '"one"', 'content-range': `bytes 0-9/${content.length}` }),
    ],
    [
      'sends more than the rest',
      (from) => ({ etag: '"one"', 'content-range': `bytes ${Number(from) - 4}-${end}` }),
    ],
    [
      'sends a rest that stops before the end',
      (from) => ({ etag: '"one"', 'content-range': `bytes ${from}-${from}/${content.length}` }),
    ],
    ['sends a rest without saying which', () => ({ etag: '"one"' })],
    ['finds that the range is none', () => ({}), 416],
  ];
  for (const [why, headers, code = 206] of liars)
    it(`starts anew where the server ${why}`, async () => {
      const lie: Answer = (request, response) => {
        const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? '';
        response.writeHead(code, headers(from)).end('lies');
      };
      serve(cutAfter(300_000), lie, whole());
      const { result } = await fetchIt();
      assert.ok(result.kind === 'whole' && result.digest === digestOf(content));
      await arrived();
      assert.equal(asked.at(-1)?.range, undefined);
    });

  it('starts anew where the rest belongs to a shorter whole', async () => {
    const shorter: Answer = (request, response) => {
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1]);
      const size = from + 1000;
      response.writeHead(206, { etag: '"one"', 'content-range': `bytes ${from}-${size - 1}/${size}` });
      response.end(content.subarray(from, size));
    };
    serve(cutAfter(300_000), shorter, whole());
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && result.digest === digestOf(content));
    await arrived();
  });

  it('gives up a server that sends nothing, before its answer and within it', async () => {
    const silent: Answer = () => undefined;
    const closed: Promise<unknown>[] = [];
    const stuck: Answer = (request, response) => {
      closed.push(once(request.socket, 'close'));
      response.writeHead(200, { etag: '"one"', 'content-length': content.length });
      response.write(content.subarray(0, 1000));
    };
    serve(silent, stuck, whole());
    const { result, reports } = await fetchIt({ idle: 500 });
    assert.ok(result.kind === 'whole' && result.digest === digestOf(content));
    const told = reports.filter(
      (report) => report.kind === 'progress' && /Trying again: no byte came/.test(report.message),
    );
    assert.equal(told.length, 2);
    assert.equal(closed.length, 1);
    await closed[0]; // else it would keep the process alive
  });

  it('refuses at once what no repetition can mend', async () => {
    serve((_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await assert.rejects(fetchIt(), { code: 'input', message: /scheme/i });
    assert.equal(asked.length, 1);
  });

  it('does not go on where the server gives nothing to recognise the state by', async () => {
    serve(cutAfter(300_000, null), whole());
    await fetchIt();
    await arrived();
    assert.equal(asked[1]?.range, undefined);
  });

  it('does not go on by a weak ETag, which promises no equal bytes', async () => {
    serve(cutAfter(300_000, 'W/"one"'), whole());
    await fetchIt();
    assert.equal(asked[1]?.range, undefined);
    await arrived();
  });

  it('does not take a body for whole that is shorter than was promised', async () => {
    serve((_request, response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\netag: "one"\r\n\r\nonly this');
    });
    await assert.rejects(
      fetchIt({ waits: [1] }),
      (error) => isLifecycleError(error) && error.code === 'unavailable',
    );
  });

  it('takes a body of unknown length, and none at all', async () => {
    serve((_request, response) => {
      response.writeHead(200);
      response.write(content.subarray(0, 1000));
      response.end(content.subarray(1000));
    });
    await fetchIt();
    await arrived();
    serve((_request, response) => response.writeHead(200, { 'content-length': '0' }).end());
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && result.bytes === 0);
  });

  const csv = 'id,answer\n1,yes\n2,no\n';
  const parquet = `PAR1${'x'.repeat(100)}PAR1`;
  /** Ends with the connection and states no length, as HTTP/1.0 does; HEAD is answered by `head`. */
  const lengthless =
    (text: string, head = 'HTTP/1.0 405 No\r\n\r\n', more = ''): Answer =>
    ({ method, socket }) =>
      void socket.end(method === 'HEAD' ? head : `HTTP/1.0 200 OK\r\n${more}\r\n${text}`);
  const stated = (length: number, more = '') => `HTTP/1.0 200 OK\r\n${more}content-length: ${length}\r\n\r\n`;

  const ends: [what: string, answer: Answer, mayBeCut: boolean, path?: string][] = [
    ['may be cut where nobody states one', lengthless(csv), true],
    ['is whole where HEAD states it', lengthless(csv, stated(csv.length)), false],
    ['may be cut where HEAD speaks of another state', lengthless(csv, stated(99, 'etag: "2"\r\n')), true],
    ['may be cut where HEAD states none or less', lengthless(csv, stated(0)), true],
    ['may be cut where its last line has all columns', lengthless(csv.slice(0, -1)), true],
    ['may be cut where its last line belongs to a quoted text', lengthless('a,b,c\n1,2,"x\ny"'), true],
    ['may be cut where a Parquet file has its end', lengthless(parquet), true, 'a.parquet'],
    ['may be cut where it is packed', lengthless(csv.slice(0, -4)), true, 'a.csv.gz'],
  ];
  for (const [what, answer, mayBeCut, path = 'data/bank.csv'] of ends)
    it(`a body without a length ${what}`, async () => {
      serve(answer);
      const { result } = await fetchIt({ path });
      assert.ok(result.kind === 'whole');
      assert.equal(result.mayBeCut, mayBeCut);
    });

  const cuts: [what: string, answer: Answer, message: RegExp, path?: string][] = [
    ['HEAD states more', lengthless(csv, stated(99)), /21 bytes came instead of 99/],
    ['a line of a CSV lacks columns', lengthless(csv.slice(0, -4)), /last line is torn/],
    ['a line of JSON is torn', lengthless('{"a": 1}\n{"a"'), /last line is torn/, 'a.jsonl'],
    ['a Parquet file lacks its end', lengthless(parquet.slice(0, -1)), /no whole Parquet file/, 'a.parquet'],
  ];
  for (const [what, answer, message, path = 'data/bank.csv'] of cuts)
    it(`a body without a length is asked for again where ${what}`, async () => {
      serve(answer);
      await assert.rejects(fetchIt({ waits: [], path }), { code: 'unavailable', message });
      serve(whole());
      await fetchIt();
      await arrived();
    });

  it('goes on where a body without a length was cut, and knows the whole by the rest', async () => {
    const cut = lengthless('', 'HTTP/1.0 405 No\r\n\r\n');
    const begins: Answer = (request, response) =>
      request.method === 'HEAD'
        ? cut(request, response)
        : void request.socket.end(
            Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\netag: "one"\r\n\r\n'), content.subarray(0, 99)]),
          );
    const rest: Answer = (_request, response) =>
      void response.socket?.end(
        Buffer.concat([
          Buffer.from(
            `HTTP/1.0 206 Part\r\netag: "one"\r\ncontent-range: bytes 99-${content.length - 1}/${content.length}\r\n\r\n`,
          ),
          content.subarray(99),
        ]),
      );
    serve(begins, cut, rest);
    const { result } = await fetchIt({ path: 'a.parquet' });
    assert.ok(result.kind === 'whole' && !result.mayBeCut);
    await arrived();
    assert.equal(asked.at(-1)?.range, 'bytes=99-');
  });

  it('a chunked body that is cut is not whole', async () => {
    serve((_request, response) => {
      response.writeHead(200);
      response.write(content.subarray(0, 1000), () => setTimeout(() => response.destroy(), 20));
    }, whole());
    await fetchIt();
    await arrived();
    assert.equal(asked.length, 2);
  });

  /** What a server writes that says itself where its answer ends, by a last chunk, and closes behind it. */
  const chunked = (bytes: Buffer, last = '0\r\n\r\n', status = '200 OK', more = ''): Answer => {
    const head = `HTTP/1.1 ${status}\r\netag: "one"\r\n${more}transfer-encoding: chunked\r\nconnection: close\r\n\r\n`;
    const size = `${bytes.length.toString(16)}\r\n`;
    return (_request, { socket }) => {
      socket?.write(Buffer.concat([Buffer.from(head + size), bytes]), () =>
        setTimeout(() => socket.end(`\r\n${last}`), 20),
      );
    };
  };

  it('a chunked body without its last chunk is not whole where the connection was to close, either', async () => {
    serve(chunked(content.subarray(0, 10_000), ''));
    await assert.rejects(fetchIt({ waits: [1] }), { code: 'unavailable', message: /could not be read/ });
    await rm(join(folder, 'bank.partial'));
    serve(chunked(content.subarray(0, 10_000), ''), whole());
    await fetchIt();
    await arrived();
    serve(chunked(content));
    const { result } = await fetchIt();
    assert.ok(result.kind === 'whole' && !result.mayBeCut);
    assert.equal(asked.length, 1);
  });

  it('nor is the rest of a body without its last chunk', async () => {
    const rest = (bytes: Buffer, last?: string) => (request: IncomingMessage, response: ServerResponse) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
      chunked(
        bytes.subarray(from),
        last,
        '206 Part',
        `content-range: bytes ${from}-${content.length - 1}/*\r\n`,
      )(request, response);
    };
    serve(chunked(content.subarray(0, 10_000), ''), rest(content.subarray(0, 20_000), ''), rest(content));
    await fetchIt();
    await arrived();
    assert.equal(asked.length, 3);
  });

  it('does not take a rest for whole that is shorter than it says, and ends with the connection', async () => {
    const short: Answer = ({ headers }, { socket }) => {
      const from = Number(/\d+/.exec(headers.range ?? '')?.[0]);
      const range = `bytes ${from}-${content.length - 1}/${content.length}`;
      const head = `HTTP/1.0 206 Part\r\netag: "one"\r\ncontent-range: ${range}\r\n\r\n`;
      socket?.end(Buffer.concat([Buffer.from(head), content.subarray(from, from + 1000)]));
    };
    serve(cutAfter(300_000), short, whole());
    await fetchIt();
    await arrived();
    assert.equal(asked.length, 3);
  });

  it('does not go on with what was begun of another address', async () => {
    serve(cutAfter(300_000));
    await assert.rejects(fetchIt({ waits: [] }), { code: 'unavailable' });
    assert.ok((await stat(join(folder, 'bank.partial'))).size > 0);
    const other = Buffer.from(content).reverse();
    serve(whole(other)); // of the same length, and by chance in a state of the same name
    const { port } = server.address() as AddressInfo;
    await fetchIt({ url: new URL(`http://127.0.0.1:${port}/other.csv`) });
    assert.equal(asked[0]?.range, undefined);
    await arrived(other);
  });

  const packings: readonly (readonly [encoding: string, bytes: Buffer, how?: string])[] = [
    ['gzip', gzipSync(content)],
    ['br', brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['deflate', deflateSync(content)],
    ['deflate', deflateRawSync(content), ' without its frame'],
    ['deflate, gzip', gzipSync(deflateSync(content))],
  ];
  for (const [encoding, bytes, how = ''] of packings) {
    /** Packs though nobody asked; `cut`: bytes that are left out at the end of what is otherwise sent properly. */
    const packed =
      (cut = 0): Answer =>
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding });
        response.end(bytes.subarray(0, bytes.length - cut));
      };

    it(`unpacks a body in ${encoding}${how}, also where the address leads elsewhere`, async () => {
      serve(
        ({ headers }, response) => response.writeHead(302, { location: `http://${headers.host}/x` }).end(),
        packed(),
      );
      await fetchIt();
      await arrived();
    });

    it(`does not take a body in ${encoding}${how} for whole that ends before its packing does`, async () => {
      for (const cut of [1, 1 << 19]) {
        serve(packed(cut));
        await assert.rejects(fetchIt({ waits: [1] }), {
          code: 'unavailable',
          message: /could not be read: unexpected end of file\./,
          hint: 'Try again later.',
        });
      }
      serve(packed(1), packed(1), packed());
      await fetchIt();
      await arrived();
    });
  }

  it('goes on after an answer that is packed and that nobody reads', async () => {
    const busy: Answer = (_request, response) => {
      response.writeHead(503, { 'content-encoding': 'gzip', 'content-length': 100_000 });
      response.write(gzipSync(content).subarray(0, 50_000));
    };
    serve(busy, busy, whole());
    await fetchIt();
    await arrived();
  });

  it('tries again when the server is overloaded, and never when it says no', async () => {
    serve(status(503), status(429), whole());
    await fetchIt();
    assert.equal(asked.length, 3);
    for (const code of [400, 401, 403, 404, 410]) {
      serve(status(code));
      await assert.rejects(fetchIt(), (error) => {
        assert.ok(isLifecycleError(error));
        assert.equal(error.code, 'input');
        assert.match(error.message, new RegExp(`answered ${code}`));
        return true;
      });
      assert.equal(asked.length, 1);
    }
  });

  it('gives up after the last repetition, saying why', async () => {
    serve(status(500));
    await assert.rejects(fetchIt(), (error) => {
      assert.ok(isLifecycleError(error));
      assert.equal(error.code, 'unavailable');
      assert.match(error.message, /127\.0\.0\.1.*the server answered 500/);
      return true;
    });
    assert.equal(asked.length, 5);
  });

  it('says that nobody answers', async () => {
    await assert.rejects(
      fetchIt({ url: new URL(await closedAddress()), waits: [] }),
      (error) =>
        isLifecycleError(error) && error.code === 'unavailable' && !error.message.includes('fetch failed'),
    );
  });

  it('says to look at the address where no name server knows the host', async () => {
    const get = httpFile(new URL('http://no-such-host.example/a.csv'));
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND no-such-host.example'), {
      code: 'ENOTFOUND',
    });
    await assert.rejects(fetchIt({ remote: { ...get, open: () => Promise.reject(unknown) }, waits: [] }), {
      code: 'unavailable',
      hint: 'Check the address, and whether this machine is online.',
    });
  });

  it('stops when told, and keeps what can be gone on with', async () => {
    const abort = new AbortController();
    const partial = join(folder, 'bank.partial');
    serve((_request, response) => {
      response.writeHead(200, { etag: '"one"', 'content-length': content.length });
      response.write(content.subarray(0, 300_000));
    });
    const looking = setInterval(() => {
      if (existsSync(partial) && statSync(partial).size > 0) abort.abort();
    }, 10);
    await assert.rejects(
      fetchIt({ signal: abort.signal }).finally(() => clearInterval(looking)),
      (error) => isLifecycleError(error) && error.code === 'cancelled',
    );
    serve(whole());
    await fetchIt();
    await arrived();
    assert.match(asked[0]?.range ?? '', /^bytes=\d+-$/);
  });

  it('asks only whether it changed where the bytes are known', async () => {
    serve((request, response) => {
      response.writeHead(request.headers['if-none-match'] === '"one"' ? 304 : 200).end();
    });
    const { result } = await fetchIt({ known: { etag: '"one"' } });
    assert.deepEqual(result, { kind: 'unchanged' });
    assert.ok(!existsSync(join(folder, 'bank.partial')));
  });

  it('sends user and password, and never writes them down', async () => {
    let authorization: string | undefined;
    serve((request, response) => {
      authorization = request.headers.authorization;
      cutAfter(1000)(request, response);
    });
    const { port } = server.address() as AddressInfo;
    const url = new URL(`http://ana:s%20ecret@127.0.0.1:${port}/bank.csv?token=abc`);
    await assert.rejects(fetchIt({ url, waits: [] }), (error) => {
      assert.ok(isLifecycleError(error));
      assert.doesNotMatch(error.message, /ecret|abc/);
      return true;
    });
    assert.equal(authorization, `Basic ${Buffer.from('ana:s ecret').toString('base64')}`);
    assert.doesNotMatch(await readFile(join(folder, 'bank.partial.json'), 'utf8'), /ecret|abc/);
  });
});

/** An address of this machine where nobody listens any more. */
async function closedAddress(): Promise<string> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await new Promise((resolve) => other.close(resolve));
  return `http://127.0.0.1:${port}/x.csv`;
}
