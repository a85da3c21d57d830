// What holds on every page of ours. Each check returns sentences, so that one look tells all that is wrong.

import assert from 'node:assert/strict';

/** Structure that a reader, a search engine and a screen reader rely on, and that nothing is wider than the window. */
export function structure(page) {
  return page.evaluate(() => {
    const wrong = [];
    const root = document.documentElement;
    const headings = document.querySelectorAll('h1');
    if (!root.lang) wrong.push('html has no lang');
    if (!document.title.trim()) wrong.push('no title');
    if (headings.length !== 1) wrong.push(`${headings.length} h1 elements`);
    if (headings.length === 1 && !headings[0].textContent.trim()) wrong.push('an empty h1');
    if (document.querySelectorAll('main').length !== 1) wrong.push('not exactly one main');
    if (!document.querySelector('meta[name="viewport"]')) wrong.push('no viewport');
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1);
      const name = (it) => it.tagName.toLowerCase() + [...it.classList].map((c) => `.${c}`).join('');
      wrong.push(`${root.scrollWidth} px wide in a window of ${root.clientWidth}: ${wide.slice(0, 4).map(name).join(', ')}`);
    }
    for (const image of document.images) {
      if (image.complete && image.naturalWidth === 0) wrong.push(`a picture that does not show: ${image.currentSrc || image.src}`);
    }
    return wrong;
  });
}

/** The skip link is the first stop of the Tab key, shows itself, and leads past the header. */
export async function skipLink(page) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const link = document.activeElement;
    const href = link?.getAttribute('href') ?? '';
    const box = link?.getBoundingClientRect();
    return {
      name: link?.outerHTML.slice(0, 80),
      href,
      leads: href.startsWith('#') && document.getElementById(href.slice(1)) !== null,
      shows: !!box && box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0,
    };
  });
  if (!first.leads) return [`the first stop of the Tab key is no skip link: ${first.name}`];
  if (!first.shows) return ['the skip link does not show itself when it has the focus'];
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.hash === first.href);
  await page.keyboard.press('Tab');
  return page.evaluate((href) => {
    const target = document.getElementById(href.slice(1));
    const next = document.activeElement;
    const past = next === document.body || target === next || !!(target.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
    return past ? [] : [`after the skip link the focus is before ${href}: ${next.outerHTML.slice(0, 80)}`];
  }, first.href);
}

/** What axe finds serious or critical. It needs JavaScript. */
export async function accessibility(page) {
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], preload: false });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.any[0]?.message ?? node.failureSummary}`),
    }));
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => `axe ${id} (${impact}): ${help}\n      ${nodes.join('\n      ')}`);
}

/** Fails with all that is wrong, a line each; what was said often is said once, with how often. */
export function nothingWrong(sentences, where) {
  const counts = new Map();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const lines = [...counts].map(([sentence, times]) => (times > 1 ? `${sentence} (${times} times)` : sentence));
  if (lines.length > 0) assert.fail(`${where}\n    ${lines.join('\n    ')}`);
}
