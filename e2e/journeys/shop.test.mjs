// The front doors beside the blog: an empty cart says what to do, the market has categories, events lie ahead.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, openBrowser, openPage } from '../harness/browser.mjs';
import { nothingWrong } from '../harness/checks.mjs';
import { APPS, serveDemo } from '../harness/program.mjs';

test('front doors', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  const { page, takeFaults } = await openPage(browser, server, { viewport: NARROW });
  const links = () => page.locator('main a[href]').evaluateAll((all) => all.map((link) => link.href));

  await t.test('an empty cart leads to the market', async () => {
    await page.goto(server.url('cart'));
    assert.ok((await links()).some((link) => link.startsWith(server.url('market'))), 'no link to the market');
    assert.match(await page.locator('main').innerText(), /empty/i);
  });

  await t.test('the market shows products with prices, by category', async () => {
    await page.goto(server.url('market'));
    assert.match(await page.locator('main').innerText(), /£\d+\.\d\d/);
    assert.ok((await links()).filter((link) => link.startsWith(server.url('market'))).length > 5);
  });

  await t.test('events lie ahead', async () => {
    await page.goto(server.url('events'));
    const starts = await page.locator('main time[datetime]').evaluateAll((all) => all.map((time) => time.dateTime));
    assert.ok(starts.length >= 5, `${starts.length} dates`);
    for (const start of starts) assert.ok(Date.parse(start) > Date.now() - 24 * 3600 * 1000, `${start} is past`);
  });

  await t.test('every app shows the others, the cart and the account in its header', async () => {
    for (const app of APPS) {
      await page.goto(server.url(app));
      const inHeader = await page.locator('header a[href]').evaluateAll((all) => all.map((link) => link.href));
      for (const other of ['blog', 'market', 'events', 'cart', 'account']) {
        assert.ok(inHeader.some((link) => link.startsWith(server.url(other))), `${app} does not lead to ${other}`);
      }
      const footer = await page.locator('footer').last().innerText();
      assert.match(footer, /privacy/i, `${app}: no privacy in the footer`);
      assert.match(footer, /open/i, `${app}: no opening hours in the footer`);
    }
  });
  nothingWrong(takeFaults(), 'on the way');
});
