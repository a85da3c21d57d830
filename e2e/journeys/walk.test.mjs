// A walk through the six apps by their links: on every page nothing fails, nothing overflows, axe finds nothing serious;
// narrow and wide, light and dark, with JavaScript and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, WIDE, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, skipLink, structure } from '../harness/checks.mjs';
import { Crawl, linksOf } from '../harness/crawl.mjs';
import { APPS, IS_SPLIT, serveDemo } from '../harness/program.mjs';

/** Fewer would mean that the walk itself is broken: the demo has about 15 articles, 60 products and 12 events. */
const PAGES_MIN = 50;

test('every page that links lead to is whole', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  const scripted = await openPage(browser, server, { viewport: WIDE });
  const plain = await openPage(browser, server, { javaScript: false, viewport: NARROW });
  const crawl = new Crawl(server);
  const visited = new Map(APPS.map((app) => [app, 0]));
  for (let link = await crawl.next(); link; link = await crawl.next()) {
    const { address, from, answer, isPage } = link;
    const name = address.replace(`:${server.port}`, '');
    if (!isPage) {
      if (answer.status !== 200) await t.test(name, () => assert.fail(`answers ${answer.status}; linked from ${from}`));
      continue;
    }
    const app = new URL(answer.address).hostname.split('.')[0];
    visited.set(app, (visited.get(app) ?? 0) + 1);
    await t.test(name, async () => {
      const wrong = [...(await lookScripted(scripted, address)), ...(await lookPlain(plain, address))];
      for (const found of await linksOf(plain.page)) crawl.add(found, address);
      nothingWrong(wrong, `linked from ${from}`);
    });
  }
  for (const [app, pages] of visited) assert.ok(pages > 0, `no page of ${app} was reached`);
  assert.ok(crawl.pages >= PAGES_MIN, `only ${crawl.pages} pages were reached`);
});

async function lookScripted({ page, takeFaults }, address) {
  const wrong = [];
  const say = (when, sentences) => wrong.push(...sentences.map((sentence) => `${when}: ${sentence}`));
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address, { waitUntil: 'load' });
  say('wide', await structure(page));
  say('wide, light', await axe(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(NARROW);
  say('narrow', await structure(page));
  say('narrow, dark', await axe(page));
  say('with scripts', await skipLink(page));
  say('with scripts', takeFaults());
  return wrong;
}

/** A page of six processes is that of one, letter by letter (many-processes.test.mjs): axe would find the same twice. */
function axe(page) {
  return IS_SPLIT ? [] : accessibility(page);
}

async function lookPlain({ page, takeFaults }, address) {
  const wrong = [];
  const say = (when, sentences) => wrong.push(...sentences.map((sentence) => `${when}: ${sentence}`));
  await page.setViewportSize(NARROW);
  await page.goto(address, { waitUntil: 'load' });
  say('narrow, no scripts', await structure(page));
  await page.setViewportSize(WIDE);
  say('wide, no scripts', await structure(page));
  say('no scripts', await skipLink(page));
  say('no scripts', takeFaults());
  return wrong;
}
