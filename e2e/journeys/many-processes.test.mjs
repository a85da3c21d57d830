// One site out of six processes: pages, addresses, the proxy's word, and a restart of everything that no visitor notices.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { nothingWrong } from '../harness/checks.mjs';
import { freePort, holdSocket, start, temporaryFolder, until } from '../harness/child.mjs';
import { Crawl } from '../harness/crawl.mjs';
import { get, getRaw, post } from '../harness/http.mjs';
import { Load } from '../harness/load.mjs';
import { serveOne } from '../harness/program.mjs';
import { APPS, Addresses, BINARY, READY_SECONDS_MAX } from '../harness/site.mjs';
import { TRIES_MAX, databaseOf, openSplit, startCaddy } from '../harness/split.mjs';

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

/** A page of a process that has just started. It is not late for want of its footer: the first few may be drawn without. */
async function firstPage(url) {
  for (let tries = 1; ; tries++) {
    const { status, text } = await get(url);
    assert.equal(status, 200, url);
    if (text.includes('Hollin Bank') || tries === TRIES_MAX) return text;
  }
}

test('six processes behind Caddy', async (t) => {
  const site = await openSplit(t, await temporaryFolder(t), ['--demo'], { held: true });

  await t.test('every app is a page of the one site, and links to all the others', async () => {
    for (const app of APPS) {
      const text = await firstPage(site.url(app));
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

test('a form that is sent while there is no process waits for one, and arrives whole', async (t) => {
  const folder = await temporaryFolder(t);
  // Bound, and refusing: nobody listens on it yet.
  const door = holdSocket();
  t.after(() => door.close());
  const site = await openCaddy(t, folder, door.address);
  const answer = post(site.url('account', '/work/menus/'), { title: 'Midsummer & after', slug: 'midsummer' });
  const env = { BASE_DOMAIN: `http://localhost:${site.port}`, TRUSTED_PROXIES: '127.0.0.1' };
  const server = start(BINARY, folder, ['serve', '--dev', '--data', 'data'], env, [door]);
  t.after(() => end(server));
  const { status, headers } = await answer;
  assert.equal(status, 303, server.stderr());
  const made = await get(new URL(headers.location, site.url('account')).href);
  assert.ok(made.text.includes('Midsummer &amp; after'));
});

/** Caddy alone, before one process that may not be there. */
async function openCaddy(t, folder, door) {
  for (let tries = 1; ; tries += 1) {
    const site = new Addresses(await freePort());
    const caddy = startCaddy(folder, site.port, () => door);
    t.after(() => end(caddy));
    if (await until(caddy, () => connects(site.port), { secondsMax: READY_SECONDS_MAX, otherwise: 'Caddy does not listen' })) return site;
    assert.ok(tries < TRIES_MAX, `Caddy ended at its start:\n${caddy.stderr()}`);
  }
}

function end(child) {
  child.kill('SIGKILL');
  return child.ended;
}

/** Whether somebody listens. */
function connects(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

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

/** The visitor's address in the log line of the blog for a path; the line comes a moment after the answer. */
async function clientOf(site, path) {
  for (const until = Date.now() + PATIENCE_SECONDS * 1000; ; await setTimeout(20)) {
    const lines = site.log('blog').split('\n').filter((line) => line.includes(path) && line.includes('"target":"request"'));
    if (lines.length === 1) return JSON.parse(lines[0]).client;
    assert.ok(lines.length === 0 && Date.now() < until, `${lines.length} lines for ${path}`);
  }
}
