// The browser suite: node run.mjs, on one process, or with JOURNEYS_SITE=split on six (harness/split.mjs). Journeys that
// only read share the site that is started here.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { IS_SPLIT, serve } from './harness/program.mjs';

/** What a visitor cannot see, and one kind of site alone has; everything else is walked on both. */
const ONLY_ON_ONE = [
  // Which database is under it, and a command line that refuses before a proxy or a neighbour could be asked.
  'one-process.test.mjs',
];
const ONLY_ON_SPLIT = [
  // Doors, the proxy's word, a process replaced beside the others; and each page compared with that of one process.
  'many-processes.test.mjs',
];

/** A browser and a server each: as many as two cores carry. */
const FILES_AT_ONCE = 2;

const folder = fileURLToPath(new URL('journeys', import.meta.url));
const left = IS_SPLIT ? ONLY_ON_ONE : ONLY_ON_SPLIT;
const files = (await readdir(folder)).filter((name) => name.endsWith('.test.mjs') && !left.includes(name)).sort();

// The journeys are told too, and end; what was started here is ended behind them.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
const endings = [];
try {
  const site = await serve({ after: (end) => endings.unshift(end) });
  const args = ['--test', '--test-reporter=spec', `--test-concurrency=${FILES_AT_ONCE}`, ...files.map((name) => `${folder}/${name}`)];
  const env = { ...process.env, JOURNEYS_SHARED_PORT: String(site.port) };
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit', env }), 'exit');
  process.exitCode = code ?? 1;
  await site.stop();
} finally {
  for (const end of endings) await end();
}
