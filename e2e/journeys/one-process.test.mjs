// What one process has to itself: SQLite or PostgreSQL under it, and a command line that answers wrong use with one sentence.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';

import { get } from '../harness/http.mjs';
import { APPS, freePort, run, serve, temporaryFolder } from '../harness/program.mjs';
import { databaseOf } from '../harness/split.mjs';

test('PostgreSQL holds the same house', async (t) => {
  const folder = await temporaryFolder(t);
  const server = await serve(t, { folder, env: { DATABASE_URL: await databaseOf(folder), RUN_MIGRATIONS: 'true' } });
  for (const app of APPS) assert.equal((await get(server.url(app))).status, 200, app);
  const items = (await get(server.url('blog', '/rss/'))).text.match(/<item>/g) ?? [];
  assert.ok(items.length > 5);
  assert.ok(!(await readdir(path.join(server.folder, 'data'))).some((name) => name.endsWith('.db')), 'a SQLite file was made');
  await server.stop();
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
