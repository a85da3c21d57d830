// One site out of six processes: pages, addresses, the proxy's word, and a restart of everything that no visitor notices.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';

import { temporaryFolder } from '../harness/child.mjs';
import { get, getRaw } from '../harness/http.mjs';
import { Load } from '../harness/load.mjs';
import { APPS } from '../harness/site.mjs';
import { openSplit } from '../harness/split.mjs';

/** How often every process is replaced; `cargo xtask prove rolling-restart` asks for more. */
const ROUNDS = Number(process.env.JOURNEYS_ROUNDS ?? 1);
const VISITORS = 16;

test('six processes behind Caddy', async (t) => {
  const site = await openSplit(t, await temporaryFolder(t), ['--demo']);

  await t.test('every app is a page of the one site, and links to all the others', async () => {
    for (const app of APPS) {
      const { status, text } = await get(site.url(app));
      assert.equal(status, 200, app);
      assert.ok(text.includes('Hollin Bank'), `${app} does not know the site`);
      for (const other of APPS) assert.ok(text.includes(site.url(other)), `${app} does not link ${other}`);
    }
  });

  await t.test('a request that a proxy sends to the wrong process is told so', async () => {
    const [, port] = site.door('blog').split(':');
    const answer = await getRaw(port, '/', { host: new URL(site.url('market')).host });
    assert.equal(answer.status, 421);
    assert.match(answer.text, /is ours, but not at this door/);
    assert.ok(answer.text.includes(site.url('market')), 'where it should have gone');
  });

  await t.test('the log knows the visitor’s address, and no visitor can invent one', async () => {
    const { host } = new URL(site.url('blog'));
    const forged = { host, 'x-forwarded-for': '192.0.2.66', 'x-forwarded-proto': 'https' };
    await getRaw(site.port, '/?by=the-proxy', forged, { localAddress: '127.0.0.9' });
    await getRaw(site.port, '/tags-of-the-forger/', forged, { localAddress: '127.0.0.9' });
    const [, port] = site.door('blog').split(':');
    await getRaw(port, '/straight-to-the-process/', forged, { localAddress: '127.0.0.9' });
    assert.equal(await clientOf(site, '/tags-of-the-forger/'), '127.0.0.9', 'as the proxy saw it');
    assert.equal(await clientOf(site, '/straight-to-the-process/'), '127.0.0.9', 'whoever is no proxy speaks for themselves');
  });

  await t.test('every process is replaced under load, and no request fails', async (t) => {
    const load = new Load(site, VISITORS);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const app of APPS) {
        await load.further(VISITORS * 4);
        await site.restart(app);
      }
    }
    await load.further(VISITORS * 4);
    const figures = { ...(await load.end()), restarts: ROUNDS * APPS.length, visitors: VISITORS };
    t.diagnostic(JSON.stringify(figures));
    if (process.env.JOURNEYS_FIGURES) await writeFile(process.env.JOURNEYS_FIGURES, JSON.stringify(figures));
    assert.deepEqual(figures.failures, []);
    assert.ok(figures.requests > VISITORS * 4 * APPS.length, 'there was no load');
  });

  await site.stop();
});

/** The visitor's address in the log line of the blog for a path. */
async function clientOf(site, path) {
  const lines = site.log('blog').split('\n').filter((line) => line.includes(path) && line.includes('"target":"request"'));
  assert.equal(lines.length, 1, `one line for ${path}`);
  return JSON.parse(lines[0]).client;
}
