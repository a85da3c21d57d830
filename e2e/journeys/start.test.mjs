// Starting and stopping: a second start reuses the data, wrong use gets one clear sentence, SIGTERM drains.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';

import { get } from '../harness/http.mjs';
import { APPS, freePort, run, serve, temporaryFolder } from '../harness/program.mjs';

test('a first start fills the data folder, a second one reuses it', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await serve(t, { folder });
  for (const app of APPS) assert.ok(first.announced().includes(`http://${app}.localhost:${first.port}/`), `${app} is not announced`);
  const before = await articles(first);
  assert.ok(before.length > 5);
  await first.stop();
  const second = await serve(t, { folder });
  assert.deepEqual(await articles(second), before, 'the same articles, none twice');
  await second.stop();
});

test('PostgreSQL holds the same house', async (t) => {
  const url = process.env.JOURNEYS_POSTGRES_URL;
  assert.ok(url, 'JOURNEYS_POSTGRES_URL names no database; `cargo xtask test` makes one');
  const env = { DATABASE_URL: url, RUN_MIGRATIONS: 'true' };
  const server = await serve(t, { env });
  for (const app of APPS) assert.equal((await get(server.url(app))).status, 200, app);
  assert.ok((await articles(server)).length > 5);
  assert.ok(!(await readdir(path.join(server.folder, 'data'))).some((name) => name.endsWith('.db')), 'a SQLite file was made');
  await server.stop();
});

test('SIGTERM drains: a request under way is answered, then the server ends with 0', async (t) => {
  const server = await serve(t);
  const socket = net.connect(server.port, '127.0.0.1');
  t.after(() => socket.destroy());
  const answer = new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('error', reject).on('end', () => resolve(text));
    socket.on('data', (part) => {
      text += part;
    });
  });
  socket.write(`GET / HTTP/1.1\r\nHost: blog.localhost:${server.port}\r\nConnection: close\r\n`);
  // The second answer shows that the server has taken up the first connection, too.
  assert.equal((await get(server.url('blog'))).status, 200);
  const stopped = server.stop();
  socket.write('\r\n');
  const text = await answer;
  assert.ok(text === '' || text.startsWith('HTTP/1.1 200'), text.slice(0, 80));
  assert.ok(text === '' || text.includes('</html>'), 'the page is whole');
  await stopped;
});

test('wrong use is refused with one sentence, and nothing half-made', async (t) => {
  const cases = [
    ['an unknown flag', ['serve', '--no-such-flag'], {}, /no-such-flag/, [2]],
    ['an unknown command', ['dance'], {}, /dance/, [2]],
    ['a malformed DATABASE_URL', ['serve', '--demo'], { DATABASE_URL: 'mysql//nowhere' }, /DATABASE_URL|database/i, [1, 2]],
    ['a malformed listen address', ['serve', '--demo', '--listen', 'everywhere'], {}, /--listen/, [1, 2]],
    ['an unknown app', ['serve', '--apps', 'blog,bakery'], {}, /bakery/, [1, 2]],
  ];
  for (const [name, args, env, sentence, codes] of cases) {
    await t.test(name, async (t) => {
      const folder = await temporaryFolder(t);
      const ended = await run(folder, args, env);
      refused(ended, sentence, codes);
      assert.deepEqual(await readdir(folder), [], 'something was made');
    });
  }

  await t.test('an unknown configuration key', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(path.join(folder, 'rose-ash.toml'), 'lisen = "127.0.0.1:8000"\n');
    refused(await run(folder, ['serve', '--demo']), /lisen/, [1, 2]);
    assert.deepEqual(await readdir(folder), ['rose-ash.toml']);
  });

  await t.test('a file in place of the data folder', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(path.join(folder, 'data'), 'I am no folder');
    refused(await run(folder, ['serve', '--demo', '--data', 'data', '--listen', `127.0.0.1:${await freePort()}`]), /data/, [1, 2]);
    assert.equal(await readFile(path.join(folder, 'data'), 'utf8'), 'I am no folder');
  });

  await t.test('a data folder that cannot be made', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(path.join(folder, 'file'), '');
    refused(await run(folder, ['serve', '--demo', '--data', 'file/data', '--listen', `127.0.0.1:${await freePort()}`]), /file\/data/, [1, 2]);
  });

  await t.test('a taken port', async (t) => {
    const folder = await temporaryFolder(t);
    const taken = net.createServer();
    await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
    t.after(() => taken.close());
    const { port } = taken.address();
    refused(await run(folder, ['serve', '--demo', '--listen', `127.0.0.1:${port}`]), new RegExp(String(port)), [1, 2]);
    assert.deepEqual(await readdir(folder), [], 'something was made');
  });

  await t.test('a newer or foreign database file', async (t) => {
    const folder = await temporaryFolder(t);
    await mkdir(path.join(folder, 'data'));
    const file = path.join(folder, 'data', 'rose-ash.db');
    await writeFile(file, 'this is a letter, not a database, and longer than a header of a hundred bytes would be: '.repeat(9));
    const before = await readFile(file);
    refused(await run(folder, ['serve', '--demo', '--data', 'data', '--listen', `127.0.0.1:${await freePort()}`]), /rose-ash\.db|database/, [1, 2]);
    assert.deepEqual(await readFile(file), before, 'the file was changed');
  });
});

/** Refused: one of these exit codes, and on standard error a sentence about it rather than a trace. */
function refused({ code, stdout, stderr }, sentence, codes) {
  assert.ok(codes.includes(code), `exit code ${code}\n${stderr}`);
  assert.match(stderr, sentence);
  assert.doesNotMatch(stderr + stdout, /panicked|RUST_BACKTRACE|stack backtrace/);
  assert.ok(stderr.trim().split('\n').length <= 5, `more than a sentence:\n${stderr}`);
}

async function articles(server) {
  const { text } = await get(server.url('blog', '/rss/'));
  return [...text.matchAll(/<item>[\s\S]*?<title>([\s\S]*?)<\/title>/g)].map(([, title]) => title).sort();
}
