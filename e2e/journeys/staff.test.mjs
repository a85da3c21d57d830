// Work: who runs the house on their own machine changes a menu and what a page holds, and sees it on the other apps at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, WIDE, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, skipLink, structure } from '../harness/checks.mjs';
import { get } from '../harness/http.mjs';
import { serve, serveDemo } from '../harness/program.mjs';

/** A change is seen everywhere within a second; a busy machine gets more. */
const SEEN_SECONDS_MAX = 20;
/** A page of another app. */
const CALENDAR = '/calendar/workshops/';

test('staff', async (t) => {
  const server = await serve(t, { args: ['--demo', '--dev'] });
  const browser = await openBrowser(t);
  for (const javaScript of [true, false]) {
    for (const viewport of [NARROW, WIDE]) {
      const how = `${viewport.width} px, JavaScript ${javaScript ? 'on' : 'off'}`;
      const label = `Open day ${viewport.width} ${javaScript ? 'with' : 'without'}`;
      await t.test(`a menu is changed and every app shows it: ${how}`, async () => {
        const { page, takeFaults, close } = await openPage(browser, server, { javaScript, viewport });
        await changeMenu(page, server, label);
        await refusedItem(page, server);
        const expected = /status 422|responded with a status of 422/;
        nothingWrong(takeFaults().filter((fault) => !expected.test(fault)), 'on the way');
        await close();
      });
      await t.test(`a calendar is put on a page and taken off: ${how}`, async () => {
        const { page, takeFaults, close } = await openPage(browser, server, { javaScript, viewport });
        await holdCalendar(page, server);
        nothingWrong(takeFaults(), 'on the way');
        await close();
      });
    }
  }
  await t.test('every screen is whole', () => everyScreen(browser, server));
  await server.stop();
});

test('without --dev there is nothing', async (t) => {
  const server = await serveDemo(t);
  for (const path of ['/work/', '/work/menus/', '/work/pages/', '/work/events/']) {
    assert.equal((await get(server.url('account', path))).status, 404, path);
  }
  const home = await get(server.url('account'));
  assert.equal(home.status, 200);
  assert.ok(!home.text.includes('/work/'), 'the account leads to the staff screens');
});

/** Waits until the page says so: the one before it may say something else until then. */
const done = (page, words) => page.locator('.done').filter({ hasText: words }).waitFor();
const button = (page, name) => page.getByRole('button', { name, exact: true });
const main = (page, selector) => page.locator(`main ${selector}`);

/** From the account's own page, by links and buttons alone. */
async function changeMenu(page, server, label) {
  await page.goto(server.url('account'));
  await page.getByRole('link', { name: 'Work', exact: true }).click();
  await main(page, 'nav').getByRole('link', { name: 'Menus' }).click();
  await main(page, '.rows a').first().click();
  const menu = page.url().split('?')[0];

  await page.getByLabel('Words').fill(label);
  // An app's front door stands in every header as it is, and would not be shown a second time.
  await page.getByLabel('Leads to').fill(`app://events${CALENDAR}`);
  await page.getByLabel('Leads to').press('Enter');
  await done(page, /Added/);
  await inHeader(page, server, label, true);
  const link = page.locator('header nav').getByRole('link', { name: label, exact: true });
  assert.equal(await link.getAttribute('href'), server.url('events', CALENDAR));

  await page.goto(menu);
  const order = () => main(page, 'ol.rows > li > .row .row-title').allInnerTexts();
  const before = await order();
  assert.equal(before.at(-1), label, 'a new item stands at the end');
  await button(page, `Move “${label}” up`).press('Enter');
  await done(page, /Moved/);
  assert.equal((await order()).at(-2), label, 'it moved up');
  await button(page, `Move “${label}” down`).click();
  assert.deepEqual(await order(), before);

  await page.getByRole('link', { name: `Change “${label}”` }).click();
  await page.getByLabel('Words').fill(`${label} & more`);
  await button(page, 'Save').click();
  await done(page, /Saved/);
  await button(page, `Remove “${label} & more”`).click();
  await done(page, /Removed/);
  await inHeader(page, server, `${label} & more`, false);

  await page.goto(menu);
  await button(page, `Bring back: ${label} & more`).first().click();
  await done(page, /back/);
  await inHeader(page, server, `${label} & more`, true);
  await page.goto(menu);
  await button(page, `Remove “${label} & more”`).click();
}

/** Waits until the header of another app shows an item, or does not. */
async function inHeader(page, server, label, wanted) {
  const until = Date.now() + SEEN_SECONDS_MAX * 1000;
  for (;;) {
    await page.goto(server.url('market'));
    const found = await page.locator('header').getByText(label, { exact: true }).count();
    if (found > 0 === wanted) return;
    assert.ok(Date.now() < until, `after ${SEEN_SECONDS_MAX} s the header of the market ${wanted ? 'lacks' : 'has'} “${label}”`);
  }
}

/** What is refused comes back with what was typed, and says what is wrong where it is wrong. */
async function refusedItem(page, server) {
  await page.goto(server.url('account', '/work/menus/'));
  await main(page, '.rows a').first().click();
  await page.getByLabel('Words').fill('Nowhere');
  await page.getByLabel('Leads to').fill('nowhere at all');
  await button(page, 'Add it').click();
  const href = page.getByLabel('Leads to');
  assert.equal(await href.inputValue(), 'nowhere at all');
  assert.equal(await page.getByLabel('Words').inputValue(), 'Nowhere');
  assert.equal(await href.getAttribute('aria-invalid'), 'true');
  const described = (await href.getAttribute('aria-describedby')).split(' ');
  assert.match(await page.locator(`#${described.at(-1)}`).innerText(), /must be/);
  await page.getByRole('alert').getByRole('link').first().click();
  assert.equal(await href.evaluate((input) => new URL(input.ownerDocument.URL).hash === `#${input.id}`), true);
}

async function holdCalendar(page, server) {
  await page.goto(server.url('account', '/work/'));
  await main(page, 'nav').getByRole('link', { name: 'Pages' }).click();
  await main(page, '.rows a').last().click();
  const choice = page.getByLabel('What');
  const calendar = choice.locator('option[value^="calendar:"]').first();
  const name = (await calendar.textContent()).trim();
  await choice.selectOption(await calendar.getAttribute('value'));
  await button(page, 'Add it to the page').click();
  await done(page, /holds it now/);
  assert.ok((await main(page, 'ol.rows .row-title').allInnerTexts()).includes(name), 'it is in the list');

  await button(page, `Take “${name}” off the page`).click();
  await done(page, /Taken off/);
  assert.equal(await button(page, `Take “${name}” off the page`).count(), 0);
  await button(page, `Bring back: ${name}`).click();
  await done(page, /holds it now/);
  await button(page, `Take “${name}” off the page`).press('Enter');
  await done(page, /Taken off/);
}

/** Each screen once, wide and narrow, light and dark, with what the walk looks at on the visitors' pages. */
async function everyScreen(browser, server) {
  const { page, takeFaults, close } = await openPage(browser, server);
  const wrong = [];
  const screens = ['/work/', '/work/menus/', '/work/pages/', '/work/events/'].map((path) => server.url('account', path));
  for (const [list, link] of [[1, '.rows a'], [2, '.rows a']]) {
    await page.goto(screens[list]);
    await main(page, link).first().click();
    screens.push(page.url());
    const item = main(page, '.tools a').first();
    if ((await item.count()) > 0) screens.push(await item.evaluate((it) => it.href));
  }
  assert.ok(screens.length >= 7, `${screens.length} screens`);
  for (const address of screens) {
    for (const [viewport, scheme] of [[WIDE, 'light'], [NARROW, 'dark']]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(address);
      const sentences = [...(await structure(page)), ...(await accessibility(page)), ...(await skipLink(page)), ...takeFaults()];
      wrong.push(...sentences.map((sentence) => `${new URL(address).pathname} ${viewport.width}: ${sentence}`));
    }
  }
  await close();
  nothingWrong(wrong, 'the staff screens');
}
