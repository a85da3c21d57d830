// One site out of six processes: pages, addresses, the proxy's word, and a restart of everything that no visitor notices.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';

import { nothingWrong } from '../harness/checks.mjs';
import { temporaryFolder } from '../harness/child.mjs';
import { Crawl } from '../harness/crawl.mjs';
import { get, getRaw } from '../harness/http.mjs';
import { Load } from '../harness/load.mjs';
import { serveOne } from '../harness/program.mjs';
import { APPS } from '../harness/site.mjs';
import { databaseOf, openSplit } from '../harness/split.mjs';

/** How often every process is replaced; `cargo xtask prove rolling-restart` asks for more. */
const ROUNDS = Number(process.env.JOURNEYS_ROUNDS ?? 1);
const VISITORS = 16;
/** Fewer would mean that the comparison itself is broken. */
const PAGES_MIN = 50;
const PATIENCE_SECONDS = 20;
/** After so many the rest would say the same. */
const WRONG_MAX = 3;
/** What belongs to one answer or one connection; lengths and ETags follow from the body, which has the port in it. */
const OF_ONE_ANSWER = new Set(['date', 'x-request-id', 'etag', 'content-length', 'transfer-encoding', 'connection', 'keep-alive', 'server']);

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

  await t.test('each page is that of one process, letter by letter', (t) => compare(t, site));

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

/** Whatever links lead to, as the six show it and as one process shows it that stands on the same database and pictures. */
async function compare(t, split) {
  const { server: one, said } = await serveOne(split.folder, [], { DATABASE_URL: await databaseOf(split.folder) });
  assert.ok(one, said);
  t.after(() => one.end());
  const crawl = new Crawl(split);
  const wrong = [];
  for (let link = await crawl.next(); link && wrong.length < WRONG_MAX; link = await crawl.next()) {
    const { address, from, answer } = link;
    for (const [, found] of answer.text.matchAll(/<a [^>]*href="([^"]+)"/g)) crawl.add(new URL(found, answer.address).href, address);
    const difference = await lastingDifference(address, split, one);
    if (difference) wrong.push(`${address}, linked from ${from}: ${difference}`);
  }
  nothingWrong(wrong, 'six processes show something else than one');
  t.diagnostic(`${crawl.pages} pages`);
  assert.ok(crawl.pages >= PAGES_MIN, `only ${crawl.pages} pages were compared`);
  await one.stop();
}

/** Where two answers differ. A part of a page that came too late on a busy machine is there when one asks again. */
async function lastingDifference(address, split, one) {
  const until = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const [many, single] = await Promise.all([sight(address, split), sight(address.replace(`:${split.port}`, `:${one.port}`), one)]);
    if (many === single) return undefined;
    if (Date.now() > until) {
      const at = [...many].findIndex((letter, index) => letter !== single[index]);
      return `“${many.slice(Math.max(0, at - 60), at + 60)}” in place of “${single.slice(Math.max(0, at - 60), at + 60)}”`;
    }
  }
}

/** All that a visitor gets, but the port and what no two answers have in common. */
async function sight(address, site) {
  const { status, headers, text } = await get(address);
  const kept = Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.has(name));
  return JSON.stringify([status, kept.sort(), text]).replaceAll(`localhost:${site.port}`, 'localhost');
}

/** The visitor's address in the log line of the blog for a path. */
async function clientOf(site, path) {
  const lines = site.log('blog').split('\n').filter((line) => line.includes(path) && line.includes('"target":"request"'));
  assert.equal(lines.length, 1, `one line for ${path}`);
  return JSON.parse(lines[0]).client;
}
