import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Version } from '../../../src/core/registry/version';
import type { EndpointOrder } from '../../../src/node/deploy/folder';
import { openModel } from '../../../src/node/onnx/session';
import { projectPaths } from '../../../src/node/paths';
import { openScorer, type Scorer } from '../../../src/node/score/scorer';
import { serveEndpoint } from '../../../src/node/server/endpoint';
import { routeServer } from '../../../src/node/server/http';
import { serverMetrics } from '../../../src/node/server/metrics';
import {
  openPredictionLog,
  readPredictions,
  type PredictionLog,
} from '../../../src/node/server/predictionLog';
import { modelRoutes } from '../../../src/node/server/routes';
import { storedVersion } from '../deploy/storedVersion';
import { endModelProcesses, exists, modelProcessesOf } from '../onnx/modelProcesses';
import expected from '../../fixtures/onnx/classifier.json';

/** Takes the raw columns `age` and `work`; trims, renames and replaces as a version's own preparation. */
const registered = (paths: ReturnType<typeof projectPaths>) =>
  storedVersion(paths, {
    steps: [
      { trim: ['work'] },
      { replace: { columns: ['work'], pairs: [['unknown', null]] } },
      { rename: { work: 'job' } },
    ],
    inputs: [
      { name: 'age', type: 'DOUBLE' },
      { name: 'work', type: 'VARCHAR' },
    ],
  });

describe('a deployment’s server', () => {
  let root: string;
  let version: Version;
  let scorer: Scorer;
  let log: PredictionLog;
  let server: ReturnType<typeof routeServer>;
  let url: string;
  const unexpected: unknown[] = [];
  const ending = new AbortController();
  const until = ending.signal;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'server-'));
    const own = projectPaths(root);
    version = {
      ...(await registered(own)),
      key: { name: 'customer', type: 'VARCHAR' },
      personal: {
        note: { kinds: ['email'], isWhole: false },
        phone: { kinds: ['phone'], isWhole: true },
        customer: { kinds: ['email'], isWhole: true },
        work: { kinds: ['name'], isWhole: true },
      },
    };
    scorer = await openScorer(own, version);
    log = await openPredictionLog(join(root, 'predictions'));
    const now = () => new Date().toISOString();
    const routes = modelRoutes({ scorer, log, now, timeColumn: 'ts' });
    const onUnexpected = (error: unknown) => unexpected.push(error);
    server = routeServer({ routes, metrics: serverMetrics(version), onUnexpected }, until);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await log.close();
    await scorer.close();
    await rm(root, { recursive: true });
    assert.deepEqual(unexpected, []);
  });

  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const raw = expected.rows.map(({ age, job }) => ({
    id: 7,
    age,
    work: job === null ? 'unknown' : ` ${job} `,
  }));
  const scores = (body: Record<string, unknown>) =>
    (body['predictions'] as { score: number }[]).map(({ score }) => score);

  it('keeps personal data out of its log, but what the answer and the labels rest on', async () => {
    const sent = {
      ...raw[0],
      customer: 'ana@example.org',
      note: 'write to ana@example.org',
      phone: 2024561111,
    };
    const { body } = await post('/predict', { rows: [sent] });
    const [{ id } = { id: '' }] = body['predictions'] as { id: string }[];
    const line = (await readPredictions(join(root, 'predictions'))).find((one) => one.id === id);
    assert.deepEqual(line?.inputs, { ...sent, note: 'write to a•••@•••.org', phone: '•••11' });
  });

  const foreign: readonly [string, Record<string, string>][] = [
    ['a page of the web', { origin: 'https://evil.example' }],
    ['a page that says nothing of itself', { origin: 'null' }],
    ['a name that is not this machine’s', { host: 'evil.example' }],
  ];
  for (const [who, headers] of foreign)
    it(`refuses ${who}, and logs nothing of it`, async () => {
      const before = (await readPredictions(join(root, 'predictions'))).length;
      assert.equal(await statusFor(headers), 403);
      assert.equal((await readPredictions(join(root, 'predictions'))).length, before);
    });

  for (const headers of [
    { host: 'localhost:1' },
    { host: '[::1]:8080' },
    { origin: 'http://localhost:3000' },
  ])
    it(`answers programs of this machine (${JSON.stringify(headers)})`, async () => {
      assert.equal(await statusFor(headers), 200);
    });

  /** Of a prediction asked for with these headers. */
  async function statusFor(headers: Record<string, string>): Promise<number | undefined> {
    const asked = request(`${url}/predict`, { method: 'POST', headers });
    asked.end(JSON.stringify(raw[0]));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response.statusCode;
  }

  it('prepares raw rows as the version was prepared and answers as the model does', async () => {
    const { status, body } = await post('/predict', { rows: raw });
    assert.equal(status, 200);
    scores(body).forEach((score, row) =>
      assert.ok(Math.abs(score - (expected.probabilities[row]?.[1] ?? NaN)) < 1e-6),
    );
    assert.deepEqual([body['model'], body['version']], ['uptake', 1]);
  });

  it('answers rows as they are collected: what the model does not take may be a list or an object', async () => {
    const nested = raw.map((row) => ({ ...row, tags: ['a'], address: { city: 'Ulm' } }));
    const { status, body } = await post('/predict', { rows: nested });
    assert.equal(status, 200);
    assert.deepEqual(scores(body), scores((await post('/predict', { rows: raw })).body));
  });

  it('logs each prediction with its inputs before answering', async () => {
    const { body } = await post('/predict', { rows: raw.slice(0, 3) });
    const ids = (body['predictions'] as { id: string }[]).map(({ id }) => id);
    const logged = (await readPredictions(join(root, 'predictions'))).filter(({ id }) => ids.includes(id));
    assert.deepEqual(logged.map(({ inputs }) => inputs), raw.slice(0, 3)); // prettier-ignore
    assert.deepEqual(logged.map(({ output }) => output.score), scores(body)); // prettier-ignore
  });

  if (process.platform === 'linux')
    it('answers 503 when the disk takes no more, and goes on when it does', async () => {
      const limitSizes = (soft: string) =>
        execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:unlimited`]);
      const ignore = () => undefined;
      process.on('SIGXFSZ', ignore); // else the limit would end this process
      limitSizes('100');
      try {
        const { status, body } = await post('/predict', { rows: raw });
        assert.deepEqual([status, typeof body['hint']], [503, 'string']);
      } finally {
        limitSizes('unlimited');
        process.off('SIGXFSZ', ignore);
      }
      assert.equal((await post('/predict', { rows: raw })).status, 200);
    });

  it('speaks the Open Inference Protocol with the same answers', async () => {
    const inputs = [
      { name: 'age', shape: [raw.length, 1], datatype: 'FP64', data: raw.map(({ age }) => age) },
      { name: 'work', shape: [raw.length, 1], datatype: 'BYTES', data: raw.map(({ work }) => work) },
    ];
    const { status, body } = await post('/v2/models/uptake/versions/1/infer', { id: 'x', inputs });
    assert.equal(status, 200);
    const [score] = body['outputs'] as { name: string; data: number[] }[];
    assert.deepEqual(score?.data, scores((await post('/predict', { rows: raw })).body));
    for (const path of [
      '/v2',
      '/v2/health/live',
      '/v2/health/ready',
      '/v2/models/uptake',
      '/v2/models/uptake/ready',
      '/health',
    ])
      assert.equal((await fetch(`${url}${path}`)).status, 200, path);
  });

  const wrong: [string, string, unknown, number, RegExp][] = [
    ['a missing column', '/predict', { age: 3 }, 400, /work/],
    ['an object for the key', '/predict', { ...raw[0], customer: { q: 1 } }, 400, /"customer"/],
    ['an object for a number', '/predict', { age: { is: 3 }, work: 'admin' }, 400, /"age"/],
    ['a list for the time', '/predict', { age: 3, work: 'admin', ts: [2010] }, 400, /"ts"/],
    ['a string for a number', '/predict', { age: 'old', work: 'admin' }, 400, /age/],
    ['a body that is not JSON', '/predict', '{"rows": [', 400, /not JSON/],
    ['an empty body', '/predict', '', 400, /not JSON/],
    ['too many rows', '/predict', Array.from({ length: 10_001 }, () => ({})), 400, /10001 rows/],
    ['a body too large', '/predict', 'x'.repeat(33 * 1024 * 1024), 413, /larger than 32 MB/],
    ['a tensor of the wrong shape', '/v2/models/uptake/infer', { inputs: [{ name: 'age', shape: [2, 2], datatype: 'FP64', data: [1, 2, 3, 4] }] }, 400, /shape/],
    ['a path that is not there', '/predictt', {}, 404, /no \/predictt/],
    ['a model that is not there', '/v2/models/other/infer', {}, 404, /other/],
  ]; // prettier-ignore
  for (const [what, path, body, status, message] of wrong)
    it(`answers ${status} to ${what}`, async () => {
      const answer = await post(path, body);
      assert.equal(answer.status, status);
      assert.match(`${String(answer.body['error'])} ${String(answer.body['hint'])}`, message);
      assert.doesNotMatch(JSON.stringify(answer.body), /node_modules|\.ts:\d|\.js:\d/);
    });

  const part = Buffer.alloc(1024 * 1024, ' ');
  const parts = 150;
  /** Sends everything before it reads. */
  const sendsFirst = async (
    headers: string,
    around: (body: Buffer) => readonly (Buffer | string)[],
    end = '',
  ) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
      .setEncoding('utf8')
      .pause();
    socket.write(`POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n\r\n`);
    for (let sent = 0; sent < parts; sent++)
      for (const piece of around(part)) if (!socket.write(piece)) await once(socket, 'drain');
    socket.write(end);
    return (await socket.toArray()).join('');
  };
  const clients: readonly [string, () => Promise<string>][] = [
    [
      'that reads only once it has sent everything',
      () => sendsFirst(`Content-Length: ${parts * part.length}`, (body) => [body]),
    ],
    [
      'that does not say before how much it sends',
      () =>
        sendsFirst(
          'Transfer-Encoding: chunked',
          (body) => [`${body.length.toString(16)}\r\n`, body, '\r\n'],
          '0\r\n\r\n',
        ),
    ],
    [
      'of node:http',
      async () => {
        const asked = request(`${url}/predict`, { method: 'POST' });
        asked.end(Buffer.alloc(parts * part.length, ' '));
        const [answer] = (await once(asked, 'response')) as [IncomingMessage];
        const text = (await answer.toArray()).join('');
        return `${answer.statusCode} ${answer.headers.connection} ${text}`;
      },
    ],
    [
      'that is fetch',
      async () => {
        const body = Buffer.alloc(parts * part.length, ' ');
        const answer = await fetch(`${url}/predict`, { method: 'POST', body });
        return `${answer.status} ${answer.headers.get('connection')} ${await answer.text()}`;
      },
    ],
  ];
  for (const [which, send] of clients)
    it(`lets a client ${which} hear that its body is too large, and goes on`, async () => {
      const answer = await send();
      for (const told of [/413/, /close/, /larger than 32 MB/, /in parts/]) assert.match(answer, told);
      assert.equal((await post('/predict', raw[0])).status, 200);
    });

  it('does not wait at its end for who still sends a body that is too large', async () => {
    const end = new AbortController();
    const routes = modelRoutes({ scorer, log, now: () => '', timeColumn: undefined });
    const ports = { routes, metrics: serverMetrics(version), onUnexpected: () => undefined };
    const own = routeServer(ports, end.signal).listen(0, '127.0.0.1');
    await once(own, 'listening');
    const socket = connect((own.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.write(`POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${400 * 1024 * 1024}\r\n\r\n`);
    const slowly = setInterval(() => socket.write(part), 50);
    try {
      assert.match(String((await once(socket, 'data'))[0]), /413/);
      const closed = once(own, 'close').then(() => 'closed');
      own.close();
      end.abort();
      assert.equal(await Promise.race([closed, sleep(3000)]), 'closed');
    } finally {
      clearInterval(slowly);
      socket.destroy();
      own.closeAllConnections();
    }
  });

  it('answers 405 to GET /predict', async () => assert.equal((await fetch(`${url}/predict`)).status, 405));

  const post100 = 'POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n';
  const chunked = 'POST /predict HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n';
  const unreadable: [string, string, number, RegExp][] = [
    ['a body cut short', `${post100}\r\n{"age"`, 400, /^The request was cut short\.$/],
    [
      'a chunk that is none',
      `${chunked}zz\r\n`,
      400,
      /^The request is no HTTP that can be read: Parse Error/,
    ],
    ['two lengths', `${post100}Content-Length: 7\r\n\r\n{}`, 400, /no HTTP .*Content-Length/],
    ['garbage', 'garbage\r\n\r\n', 400, /no HTTP that can be read/],
    ['headers too large', `${post100}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431, /headers .* are too large/],
  ];
  for (const [what, sent, status, error] of unreadable)
    it(`tells who sends ${what} what is wrong, and goes on`, async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
      socket.end(sent);
      const [head = '', text = ''] = (await socket.toArray()).join('').split('\r\n\r\n');
      assert.match(head, new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/json`));
      const told = JSON.parse(text) as { error: string; hint: string };
      assert.match(told.error, error);
      assert.match(told.hint, /^Send /);
      assert.equal((await post('/predict', raw[0])).status, 200);
    });

  it('writes nothing behind an answer that was begun', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
    socket.write(`${chunked}2100000\r\n`);
    for (let sent = 0; sent <= parts; sent++) socket.write(part);
    const answers = [String((await once(socket, 'data'))[0])];
    socket.on('data', (text: string) => answers.push(text));
    socket.end('no chunk');
    await once(socket, 'close');
    assert.deepEqual(answers.join('').match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 413']);
  });

  it('refuses a body that is not UTF-8, and logs nothing of it', async () => {
    const before = (await readPredictions(join(root, 'predictions'))).length;
    const body = Buffer.from('{"age": 30, "work": "caf\xe9"}', 'latin1');
    const response = await fetch(`${url}/predict`, { method: 'POST', body });
    assert.equal(response.status, 400);
    assert.deepEqual(await response.json(), {
      error: 'The body is not UTF-8.',
      hint: 'Send application/json in UTF-8.',
    });
    assert.equal((await readPredictions(join(root, 'predictions'))).length, before);
  });

  const lines: [string, RegExp][] = [
    ['GET // HTTP/1.1', /^HTTP\/1\.1 404/],
    ['GET //x:y HTTP/1.1', /^HTTP\/1\.1 404/],
    ['GET http://[ HTTP/1.1', /^HTTP\/1\.1 40[04]/],
    ['GET http://127.0.0.1/health?x=1 HTTP/1.1', /^HTTP\/1\.1 200/],
    ['OPTIONS * HTTP/1.1', /^HTTP\/1\.1 404/],
  ];
  for (const [line, status] of lines)
    it(`answers ${line} and goes on`, async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
      let answer = '';
      socket.on('data', (text: string) => (answer += text));
      socket.write(`${line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
      await once(socket, 'end');
      assert.match(answer, status);
      assert.equal((await fetch(`${url}/health`)).status, 200);
    });

  it('answers 500 where its metrics cannot be told, and goes on', async () => {
    const errors: unknown[] = [];
    const failing = routeServer(
      {
        routes: [],
        metrics: {
          ...serverMetrics(version),
          text: () => Promise.reject(new Error('no numbers')),
        },
        onUnexpected: (error) => errors.push(error),
      },
      until,
    );
    failing.listen(0, '127.0.0.1');
    await once(failing, 'listening');
    const { port } = failing.address() as AddressInfo;
    const statuses: number[] = [];
    for (const path of ['/metrics', '/metrics', '/other'])
      statuses.push((await fetch(`http://127.0.0.1:${port}${path}`)).status);
    failing.close();
    failing.closeAllConnections();
    assert.deepEqual(statuses, [500, 500, 404]);
    assert.deepEqual(errors.map(String), ['Error: no numbers', 'Error: no numbers']);
  });

  it('fails only the wrong one of requests that arrive together', async () => {
    const rows = [raw[0], { age: 'old', work: 'admin' }, raw[1], raw[2]];
    const answers = await Promise.all(rows.map((row) => post('/predict', row)));
    assert.deepEqual(answers.map(({ status }) => status), [200, 400, 200, 200]); // prettier-ignore
  });

  const odd: readonly [string, string, RegExp][] = [
    [
      'a text as its time that is none',
      '"ts": "soon"',
      /^Row 2: column "ts" is "soon", but a time is expected/,
    ],
    ['a number too large', '"other": 1e999', /^Row 2: column "other" is Infinity/],
    ['half of a character', String.raw`"other": "\ud800"`, /^Row 2: column "other" is "\\ud800"/],
  ];
  for (const [what, cell, message] of odd)
    it(`refuses a row with ${what}, and logs nothing of it`, async () => {
      const before = (await readPredictions(join(root, 'predictions'))).length;
      const row = JSON.stringify({ ...raw[0], ts: '2010-11-30' });
      const { status, body } = await post('/predict', `[${row}, {"age": 30, "work": "admin", ${cell}}]`);
      assert.equal(status, 400);
      assert.match(String(body['error']), message);
      assert.equal((await readPredictions(join(root, 'predictions'))).length, before);
    });

  it('tells Prometheus what it did', async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    assert.match(text, /lifecycle_predictions_total\{model="uptake",version="1"\} \d+/);
    assert.match(
      text,
      /lifecycle_requests_total\{route="\/predict",status="400",model="uptake",version="1"\} \d+/,
    );
    assert.match(text, /lifecycle_request_duration_seconds_bucket/);
    assert.ok(text.endsWith('\n'));
  });

  it('gives up a model that does not answer in time, says so, and is well meanwhile', async () => {
    const own = projectPaths(root);
    const endless = join(import.meta.dirname, '../../fixtures/onnx/endless.onnx');
    const slow = await openScorer(own, await storedVersion(own, undefined, endless));
    const now = () => new Date().toISOString();
    const routes = modelRoutes({ scorer: slow, log, now, timeColumn: undefined, patience: () => 500 });
    const answered = (path: string) =>
      routes.find((route) => route.path === path)?.answer({ rows: [{ age: 1, job: '' }] });
    const waiting = Promise.allSettled(
      ['/predict', '/predict', '/predict'].map(async (path) => answered(path)),
    );
    assert.ok(answered('/health'));
    for (const result of await waiting)
      assert.match(
        String(result.status === 'rejected' && result.reason),
        /The model did not answer [12] rows? within 1 s and was ended\./,
      );
    await slow.close();
  });

  it('is busy and not ready, yet alive, while an answer is overdue, and ready again once that was given up', async () => {
    const own = projectPaths(root);
    const endless = join(import.meta.dirname, '../../fixtures/onnx/endless.onnx');
    const slow = await openScorer(own, await storedVersion(own, undefined, endless));
    const now = () => new Date().toISOString();
    const routes = modelRoutes({ scorer: slow, log, now, timeColumn: undefined, patience: () => 3_000 });
    const told = async (path: string) => {
      const answer = routes.find((route) => route.path === path)?.answer({ rows: [{ age: 1, job: '' }] });
      const { body } = (await Promise.resolve(answer).catch((body: unknown) => ({ body }))) ?? {};
      const { status, code } = body as { status?: string; code?: string };
      return status ?? code ?? 'yes';
    };
    const health = () =>
      Promise.all(['/health', '/v2/health/ready', '/v2/models/uptake/ready', '/v2/health/live'].map(told));
    const predicting = told('/predict');
    const answers = [await health()];
    await sleep(1_000);
    answers.push(await health(), [await predicting], await health());
    await slow.close();
    const well = ['ok', 'yes', 'yes', 'yes'];
    assert.deepEqual(answers, [well, ['busy', 'unavailable', 'unavailable', 'yes'], ['unavailable'], well]);
  });

  it('is failing and not ready, yet alive, while predictions cannot be kept, and ready again once they can', async () => {
    const folder = join(root, 'refusing');
    const own = await openPredictionLog(folder);
    const now = () => '2009-07-01T00:00:00.000Z';
    const routes = modelRoutes({ scorer, log: own, now, timeColumn: undefined });
    const told = async (path: string) => {
      const answer = routes.find((route) => route.path === path)?.answer({ rows: [{ age: 1, work: '' }] });
      const { body } = (await Promise.resolve(answer).catch((body: unknown) => ({ body }))) ?? {};
      return body as { status?: string; why?: string; code?: string };
    };
    const health = async () => {
      const { status, why } = await told('/health');
      return [status, why, (await told('/v2/health/ready')).code, (await told('/v2/health/live')).code];
    };
    const file = join(folder, '2009-07-01.jsonl');
    await mkdir(file);
    assert.deepEqual(await health(), ['ok', undefined, undefined, undefined]);
    assert.equal((await told('/predict')).code, 'EISDIR');
    const why = `${file} is a folder, where a file is needed. Move it away.`;
    assert.deepEqual(await health(), ['failing', why, 'unavailable', undefined]);
    await rm(file, { recursive: true });
    assert.deepEqual(await health(), ['ok', undefined, undefined, undefined]);
    await own.close();
  });

  it('says of a model that gives a million values a row how many the target has', async () => {
    const own = projectPaths(root);
    const widening = join(import.meta.dirname, '../../fixtures/onnx/widening.onnx');
    const wide = await openScorer(own, await storedVersion(own, undefined, widening));
    await assert.rejects(wide.predict(Array.from({ length: 70 }, () => ({ age: 1, job: '' }))), {
      message: 'The model gives 1000000 values a row where the target has 2 classes.',
    });
    await wide.close();
  });

  it('starts a model that dies twice, not once for each request that waits', async () => {
    const own = projectPaths(root);
    const endless = join(import.meta.dirname, '../../fixtures/onnx/endless.onnx');
    const dying = await openScorer(own, await storedVersion(own, undefined, endless));
    const now = () => new Date().toISOString();
    const routes = modelRoutes({ scorer: dying, log, now, timeColumn: undefined });
    const predict = routes.find(({ path }) => path === '/predict');
    let isOver = false;
    const waiting = Promise.allSettled(
      Array.from({ length: 20 }, async () => predict?.answer({ rows: [{ age: 1, job: '' }] })),
    ).finally(() => (isOver = true));
    const ended = new Set<number>();
    while (!isOver) for (const pid of await endModelProcesses()) ended.add(pid);
    for (const result of await waiting)
      assert.equal(result.status === 'rejected' && (result.reason as { code?: string }).code, 'unavailable');
    assert.ok(ended.size <= 4, `${ended.size} processes`); // two, and those of other tests
    await dying.close();
  });

  it('hears its signal while its model is being read', async () => {
    await (await openModel(join(import.meta.dirname, '../../fixtures/onnx/classifier.onnx'))).close();
    const processes = await modelProcessesOf(process.pid); // one of them waits for the next model
    const order: EndpointOrder = {
      schema: 1,
      deployment: 'live',
      root,
      settings: { target: 'local', port: 0 } as EndpointOrder['settings'],
      version,
    };
    await writeFile(join(root, 'order.json'), JSON.stringify(order));
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    await assert.rejects(serveEndpoint(join(root, 'order.json'), AbortSignal.timeout(300)), {
      name: 'TimeoutError',
    });
    for (const pid of processes.filter(exists)) process.kill(pid, 'SIGCONT');
  });

  it('reads only the registered bytes when its model has to be started again, and its health tells', async () => {
    const file = projectPaths(root).stored(version.files[0]?.digest ?? '');
    const bytes = await readFile(file);
    const asked = async () => {
      const health = await Promise.all(
        ['/health', '/v2/health/ready', '/v2/models/uptake/ready'].map(
          async (path) => (await fetch(`${url}${path}`)).status,
        ),
      );
      const { status, body } = await post('/predict', raw[0]);
      return [...health, status, body['error']];
    };
    const well = [200, 200, 200, 200, undefined];
    await endModelProcesses();
    assert.deepEqual(await asked(), well);
    await writeFile(file, 'other bytes');
    assert.deepEqual(await asked(), well); // what it has read
    await endModelProcesses();
    const [, , , status, error] = await asked();
    assert.match(`${String(status)} ${String(error)}`, /^500 model\.onnx is not what was registered/);
    assert.deepEqual((await asked()).slice(0, 3), [500, 500, 500]);
    await rm(file);
    assert.deepEqual((await asked()).slice(0, 4), [503, 503, 503, 503]);
    await writeFile(file, bytes);
    assert.deepEqual(await asked(), well);
  });

  it('answers no prediction that could not be logged', async () => {
    const blocked = join(root, 'blocked');
    await mkdir(join(blocked, '2009-07-01.jsonl'), { recursive: true });
    const other = await openPredictionLog(blocked);
    const now = () => '2009-07-01T10:00:00.000Z';
    const route = modelRoutes({ scorer, log: other, now, timeColumn: undefined }).find(
      ({ path }) => path === '/predict',
    );
    await assert.rejects(async () => route?.answer({ rows: raw.slice(0, 2) }));
    await other.close();
  });

  it('is not started for bytes that are not the version’s', async () => {
    const own = projectPaths(root);
    const file = version.files[0];
    await writeFile(own.stored(file?.digest ?? ''), 'other bytes');
    await assert.rejects(openScorer(own, version), /is not what was registered/);
    await rm(own.stored(file?.digest ?? ''));
    await assert.rejects(openScorer(own, version), /is not in the store/);
  });
});
