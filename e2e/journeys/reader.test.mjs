// What a reader does on the blog: from the home to an article, its tag, its author, the next page, and back.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, WIDE, openBrowser, openPage } from '../harness/browser.mjs';
import { nothingWrong } from '../harness/checks.mjs';
import { get } from '../harness/http.mjs';
import { serveDemo } from '../harness/program.mjs';

test('a reader finds the way through the blog and back', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  for (const javaScript of [true, false]) {
    for (const viewport of [NARROW, WIDE]) {
      await t.test(`${viewport.width} px, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
        const { page, takeFaults, close } = await openPage(browser, server, { javaScript, viewport });
        await walk(page, server);
        nothingWrong(takeFaults(), 'on the way');
        await close();
      });
    }
  }
  await t.test('articles, tags and authors are found at Ghost’s addresses', () => ghostAddresses(server));
});

async function walk(page, server) {
  const heading = () => page.locator('h1').first().innerText();
  await page.goto(server.url('blog'));
  const article = page.locator('main article :is(h2, h3) a[href]').first();
  const title = (await article.innerText()).trim();
  await article.click();
  assert.equal((await heading()).trim(), title, 'the first card leads to its article');
  const articleAddress = page.url();

  await page.locator('main a[href*="/tag/"]').first().click();
  await page.waitForURL(/\/tag\/[^/]+\/$/);
  assert.ok((await page.locator('main article').count()) > 0, 'a tag lists its articles');
  await page.goBack();
  assert.equal(page.url(), articleAddress);

  await page.locator('main a[href*="/author/"]').first().click();
  await page.waitForURL(/\/author\/[^/]+\/$/);
  assert.ok((await page.locator('main article').count()) > 0, 'an author lists their articles');
  await page.goBack();
  assert.equal(page.url(), articleAddress);

  await page.goBack();
  assert.equal(page.url(), server.url('blog'));
  const first = await page.locator('main article a[href]').evaluateAll((links) => links.map((link) => link.href));
  await page.locator('main a[rel~="next"]').first().click();
  await page.waitForURL(/\/page\/2\/$/);
  const second = await page.locator('main article a[href]').evaluateAll((links) => links.map((link) => link.href));
  assert.ok(second.length > 0, 'the second page has articles');
  const own = (links) => new Set(links.filter((link) => !/\/(tag|author)\//.test(link)));
  assert.equal([...own(second)].filter((link) => own(first).has(link)).length, 0, 'no article is on both pages');
  await page.locator('main a[rel~="prev"]').first().click();
  assert.equal(page.url(), server.url('blog'), 'the first page has one address');
}

async function ghostAddresses(server) {
  const sitemap = await get(server.url('blog', '/sitemap.xml'));
  assert.equal(sitemap.status, 200);
  let listed = locations(sitemap.text);
  if (sitemap.text.includes('<sitemapindex')) {
    const parts = await Promise.all(listed.map((address) => get(address)));
    listed = parts.flatMap((part) => locations(part.text));
  }
  for (const shape of [/^\/[a-z0-9-]+\/$/, /^\/tag\/[a-z0-9-]+\/$/, /^\/author\/[a-z0-9-]+\/$/]) {
    assert.ok(listed.some((address) => shape.test(new URL(address).pathname)), `the sitemap has no ${shape}`);
  }
  const robots = await get(server.url('blog', '/robots.txt'));
  assert.match(robots.text, /Sitemap: http:\/\/blog\.localhost:\d+\/sitemap\.xml/);
}

function locations(xml) {
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
}
