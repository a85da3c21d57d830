// Without a mouse: every stop of the Tab key shows where one is, and the menu is reached and works.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, WIDE, openBrowser, openPage } from '../harness/browser.mjs';
import { nothingWrong } from '../harness/checks.mjs';
import { serveDemo } from '../harness/program.mjs';

const STOPS_MAX = 60;

test('keyboard', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  for (const viewport of [NARROW, WIDE]) {
    for (const javaScript of [true, false]) {
      await t.test(`the menu at ${viewport.width} px, JavaScript ${javaScript ? 'on' : 'off'}`, async () => {
        const { page, takeFaults, close } = await openPage(browser, server, { viewport, javaScript });
        await page.goto(server.url('blog'));
        await toMarket(page, server);
        nothingWrong(takeFaults(), 'on the way');
        await close();
      });
    }
  }
});

/** Goes to the market by Tab and Enter alone; a closed menu on the way is opened with Enter. */
async function toMarket(page, server) {
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    assert.ok(at.shows, `no visible focus on ${at.name}`);
    if (at.opens) await page.keyboard.press('Enter');
    if (at.href?.startsWith(server.url('market'))) {
      await page.keyboard.press('Enter');
      await page.waitForURL((address) => address.host === new URL(server.url('market')).host);
      assert.equal(await page.locator('h1').count(), 1);
      return;
    }
  }
  assert.fail(`${STOPS_MAX} stops of the Tab key do not lead to the market`);
}

/** What has the focus, whether one sees it there, and whether it is a closed menu in the header. */
function focused() {
  const it = document.activeElement;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
  return {
    name: it.outerHTML.slice(0, 90),
    href: it.closest('header') ? it.href : undefined,
    shows: box.width > 0 && box.height > 0 && (outlined || style.boxShadow !== 'none'),
    opens: (it.matches('summary') && !it.parentElement.open) || it.getAttribute('aria-expanded') === 'false',
  };
}
