// Unpacks the browser of the `@sparticuz/chromium` package with the libraries and fonts it brings, so that no system package is needed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** Writes `chromium`, its software renderer, `al2023/lib` and `fonts` into `target`. */
export async function unpackChromium(packed: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await pipeline(
    createReadStream(join(packed, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(target, 'chromium'), { mode: 0o755 }),
  );
  await untar(join(packed, 'swiftshader.tar.br'), target);
  await untar(join(packed, 'al2023.tar.br'), join(target, 'al2023'));
  await untar(join(packed, 'fonts.tar.br'), join(target, 'fonts'));
}

async function untar(file: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const tar = spawn('tar', ['-x', '-C', target], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(tar, 'exit') as Promise<[number | null]>;
  await pipeline(createReadStream(file), createBrotliDecompress(), tar.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`tar could not unpack ${file}`);
}
