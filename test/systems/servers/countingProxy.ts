// A way to a server of this machine that counts the bytes it serves, and can be cut.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CountingProxy {
  readonly port: number;
  /** Bytes that the server sent since the last time it was asked. */
  served(): number;
  /** Cuts each connection of now and later once so many bytes were served from now on; undefined cuts none. */
  cutAfter(bytes: number | undefined): void;
  /** Bytes a second that are let through; undefined lets all. */
  throttle(bytesPerSecond: number | undefined): void;
  close(): Promise<void>;
}

export async function countingProxy(target: number): Promise<CountingProxy> {
  const open = new Set<Socket>();
  let bytes = 0;
  let limit = Infinity;
  let speed: number | undefined;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const sockets = [client, upstream];
    for (const socket of sockets) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        for (const other of sockets) other.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      limit -= chunk.length;
      if (limit <= 0) {
        client.destroy();
        return;
      }
      client.write(chunk);
      if (speed === undefined) return;
      upstream.pause();
      setTimeout(() => upstream.resume(), (chunk.length / speed) * 1000);
    });
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    served: () => {
      const since = bytes;
      bytes = 0;
      return since;
    },
    cutAfter: (after) => (limit = after ?? Infinity),
    throttle: (bytesPerSecond) => (speed = bytesPerSecond),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
