// A load generator for one HTTP endpoint on this machine, bounded in time.
import { Agent, request } from 'node:http';

export interface Load {
  readonly url: string;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
}

/** Requests answered a second. Each connection sends its next request when it has its answer. Throws for any answer but 200. */
export async function generateLoad({ url, body, connections, seconds }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let answered = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await post(url, body, agent);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  return answered / elapsed;
}

function post(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${String(response.statusCode)}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
