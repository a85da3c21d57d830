// Feeds and the sitemap, read by the parsers of the browser; and what a members-only article gives away.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openBrowser, openPage } from '../harness/browser.mjs';
import { linksOf } from '../harness/crawl.mjs';
import { get } from '../harness/http.mjs';
import { serveDemo } from '../harness/program.mjs';

test('feeds', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  const { page } = await openPage(browser, server);
  await page.goto(server.url('blog'));
  const alternates = await page
    .locator('head link[rel="alternate"]')
    .evaluateAll((links) => links.map((link) => ({ type: link.type, address: link.href })));

  await t.test('the home names its RSS, Atom and JSON feeds', () => {
    const types = alternates.map(({ type }) => type).sort();
    assert.deepEqual([...new Set(types)], ['application/atom+xml', 'application/feed+json', 'application/rss+xml']);
  });

  const tag = (await linksOf(page)).find((link) => /\/tag\/[^/]+\/$/.test(link));
  assert.ok(tag, 'the home links to no tag');
  await page.goto(tag);
  const ofTag = await page
    .locator('head link[rel="alternate"]')
    .evaluateAll((links) => links.map((link) => ({ type: link.type, address: link.href })));
  // Away from our pages, whose policy forbids to parse text.
  await page.goto('about:blank');
  assert.ok(ofTag.some(({ address }) => address.includes('/tag/')), 'a tag names no feed of its own');

  for (const { type, address } of [...alternates, ...ofTag]) {
    await t.test(new URL(address).pathname, async () => {
      const answer = await get(address);
      assert.equal(answer.status, 200);
      assert.ok(answer.headers['content-type'].startsWith(type), `${answer.headers['content-type']} is not ${type}`);
      const entries = type.endsWith('json') ? jsonEntries(answer.text) : await xmlEntries(page, answer.text);
      assert.ok(entries.length > 0, 'no entry');
      for (const link of entries) assert.ok(server.owns(link), `an entry leads to ${link}`);
      const again = await get(address, { 'if-none-match': answer.headers.etag });
      assert.equal(again.status, 304, 'the same ETag gives 304');
      assert.equal(again.body.length, 0);
    });
  }
});

function jsonEntries(text) {
  const feed = JSON.parse(text);
  assert.match(feed.version, /^https:\/\/jsonfeed\.org\/version\/1/);
  return feed.items.map((item) => item.url);
}

async function xmlEntries(page, text) {
  const read = await page.evaluate((xml) => {
    const document = new DOMParser().parseFromString(xml, 'application/xml');
    const error = document.querySelector('parsererror');
    const links = [...document.querySelectorAll('item > link, entry > link[rel="alternate"], entry > link:not([rel])')];
    return { error: error?.textContent, links: links.map((link) => link.getAttribute('href') ?? link.textContent.trim()) };
  }, text);
  assert.equal(read.error, undefined);
  return read.links;
}
