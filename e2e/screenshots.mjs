// Pictures of pages, narrow and wide, light and dark: node screenshots.mjs OUTDIR [APP/PATH…]
//
// Without paths: the homes, the newest article, a tag, a product, an event and the error page. With PORT set, of the
// server that listens there; otherwise of one with demo data that is started for it.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { NARROW, WIDE, launch, openPage } from './harness/browser.mjs';
import { linksOf } from './harness/crawl.mjs';
import { APPS, at, serve } from './harness/program.mjs';

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node screenshots.mjs OUTDIR [APP/PATH…]');
  process.exit(2);
}

const endings = [];
const server = process.env.PORT ? at(Number(process.env.PORT)) : await serve({ after: (end) => endings.unshift(end) });
const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const addresses = wanted.length > 0 ? wanted.map(addressOf) : await usual();
  for (const address of addresses) await pictures(address);
} finally {
  await browser.close();
  for (const end of endings) await end();
}

function addressOf(name) {
  const [app, ...rest] = name.split('/');
  return server.url(app, `/${rest.join('/')}`);
}

/** One page of each kind, found by links. */
async function usual() {
  const found = [...APPS.map((app) => server.url(app)), server.url('blog', '/no-such-page/')];
  const { page, close } = await openPage(browser, server);
  for (const app of ['blog', 'market', 'events']) {
    await page.goto(server.url(app));
    const own = (await linksOf(page)).filter((link) => link.startsWith(server.url(app)) && new URL(link).pathname !== '/');
    const kinds = new Map(own.map((link) => [new URL(link).pathname.split('/').length + new URL(link).pathname.split('/')[1], link]));
    found.push(...[...kinds.values()].slice(0, 8).map((link) => link.replace(/#.*/, '')));
  }
  await close();
  return [...new Set(found)];
}

/** Pictures below the window come late; here they are wanted at once. */
async function showAll(page) {
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => {}))));
}

async function pictures(address) {
  const { hostname, pathname } = new URL(address);
  const name = `${hostname.split('.')[0]}${pathname.replaceAll('/', '-')}`.replace(/-$/, '');
  for (const [width, viewport] of [['390', NARROW], ['1280', WIDE]]) {
    for (const scheme of ['light', 'dark']) {
      const { page, takeFaults, close } = await openPage(browser, server, { viewport, scheme });
      await page.goto(address);
      await showAll(page);
      const file = path.join(folder, `${name}-${width}-${scheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log([file, ...takeFaults()].join('\n  '));
      await close();
    }
  }
}
