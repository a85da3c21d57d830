// The documentation of the language: from its home to a name, on to the next, and back; an address that means nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, WIDE, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, skipLink, structure } from '../harness/checks.mjs';
import { serveDemo } from '../harness/program.mjs';

/** One page of each kind. */
const PAGES = [
  '',
  '(language)',
  '(language.(form.let))',
  '(language.(primitive.slice))',
  '(language.(definition.defisland))',
  '(language.(function.money))',
  '(geography)',
  '(geography.(urls.:page.4))',
  '(tools)',
];

test('the documentation', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  for (const javaScript of [true, false]) {
    for (const viewport of [NARROW, WIDE]) {
      await t.test(`a reader finds the way at ${viewport.width} px, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
        const { page, takeFaults, close } = await openPage(browser, server, { javaScript, viewport });
        await walk(page, server, viewport);
        nothingWrong(takeFaults(), 'on the way');
        await mistyped(page, server);
        await close();
      });
    }
  }
  for (const [viewport, scheme] of [[WIDE, 'light'], [NARROW, 'dark']]) {
    const { page, takeFaults, close } = await openPage(browser, server, { viewport, scheme });
    for (const address of PAGES) {
      await t.test(`/sx/${address} at ${viewport.width} px, ${scheme}`, async () => {
        await page.goto(server.url('blog', `/sx/${address}`));
        const wrong = [...(await structure(page)), ...(await accessibility(page)), ...(await skipLink(page)), ...takeFaults()];
        nothingWrong(wrong, address);
      });
    }
    await close();
  }
  await t.test('a part that comes later is there in the end', () => later(browser, server));
});

/** Home, language, a form, its neighbour, and out by the crumbs; the list at the side is behind a word where there is no room. */
async function walk(page, server, viewport) {
  const heading = async () => (await page.locator('h1').innerText()).trim();
  const at = (address) => assert.equal(decodeURIComponent(new URL(page.url()).pathname), `/sx/${address}`);
  await page.goto(server.url('blog', '/sx/'));
  assert.equal(await heading(), 'SX');
  await page.locator('main').getByRole('link', { name: 'The language', exact: true }).last().click();
  assert.equal(await heading(), 'The language');
  at('(language)');
  await page.getByRole('link', { name: 'let', exact: true }).first().click();
  at('(language.(form.let))');
  assert.equal(await heading(), 'let');
  assert.ok((await page.locator('.docs-shown, .code').count()) >= 3, 'source and what it makes are shown');

  const next = page.locator('a[rel~="next"]');
  const name = (await next.locator('code').innerText()).trim();
  await next.click();
  assert.equal(await heading(), name, 'the link to the next page says where it leads');
  await page.locator('a[rel~="prev"]').click();
  at('(language.(form.let))');

  const side = page.locator('.docs-side');
  const inSide = side.getByRole('link', { name: 'How a page is made' });
  assert.equal(await inSide.isVisible(), viewport === WIDE, 'the list at the side stands open where there is room');
  if (viewport === NARROW) await side.locator('summary').click();
  await inSide.click();
  at('(geography)');
  await page.locator('.breadcrumbs').getByRole('link', { name: 'SX' }).click();
  at('');
}

/** What goes wrong is marked, and the address that was meant is offered. */
async function mistyped(page, server) {
  const answer = await page.goto(server.url('blog', '/sx/(language.(form.lett))'));
  assert.equal(answer.status(), 404);
  assert.equal((await page.locator('mark').innerText()).trim(), 'lett');
  await page.locator('.sx-suggestion').click();
  assert.equal((await page.locator('h1').innerText()).trim(), 'let');
}

async function later(browser, server) {
  for (const javaScript of [true, false]) {
    const { page, takeFaults, close } = await openPage(browser, server, { javaScript });
    await page.goto(server.url('blog', '/sx/(geography.(streaming))'));
    await page.getByText('Here it is.').waitFor();
    assert.equal(await page.locator('.docs-waiting').count(), 0, 'what stood in its place is gone');
    nothingWrong(takeFaults(), `JavaScript ${javaScript}`);
    await close();
  }
}
