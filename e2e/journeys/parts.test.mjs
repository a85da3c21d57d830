// A page that comes in parts: there before its slow part, and in the end the page that everybody else has.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, structure } from '../harness/checks.mjs';
import { get } from '../harness/http.mjs';
import { serveDemo } from '../harness/program.mjs';

const PAGE = '/sx/(geography.(streaming))';

/** The document as the browser has it, without what tells two requests apart. */
async function documentOf(page) {
  const text = await page.evaluate(() => document.documentElement.outerHTML);
  return text.replaceAll('?sx-whole', '');
}

test('parts of a page', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  const url = server.url('blog', PAGE);

  const whole = await (async () => {
    const { page, close } = await openPage(browser, server, { javaScript: false, viewport: NARROW });
    await page.goto(url);
    // Without scripts the browser is led on to the page in one piece.
    await page.waitForURL(/sx-whole/);
    await page.locator('[data-late]').waitFor();
    const text = await documentOf(page);
    await close();
    return text;
  })();

  await t.test('a browser is sent the page with what stands in first, and the part behind it', async () => {
    const { text } = await get(url, { 'sec-fetch-mode': 'navigate', 'user-agent': 'Mozilla/5.0 Firefox/153.0' });
    const [waits, comes] = [text.indexOf('data-waiting'), text.indexOf('<template for="sx-1">')];
    assert.ok(waits > 0 && comes > waits, `${waits}, ${comes}`);
    assert.ok(text.indexOf('data-late') > comes);
    assert.ok(text.endsWith('</body></html>'));
  });

  await t.test('it puts the part into its place, and nothing is left over', async () => {
    const { page, takeFaults, close } = await openPage(browser, server, { viewport: NARROW });
    await page.goto(url);
    await page.locator('[data-late]').waitFor();
    await page.waitForLoadState('load');
    assert.equal(await page.locator('[data-waiting]').count(), 0);
    assert.equal(await page.locator('template, #sx-whole, #sx-parts').count(), 0);
    assert.equal(await documentOf(page), whole);
    nothingWrong([...(await structure(page)), ...(await accessibility(page)), ...takeFaults()], url);
    await close();
  });

  await t.test('who is no browser has the whole page at once', async () => {
    const answer = await get(url);
    assert.equal(answer.status, 200);
    assert.match(answer.text, /data-late/);
    assert.doesNotMatch(answer.text, /<template|sx-whole/);
  });
});
