// A Ghost export comes in: twice is as once, a broken file leaves nothing, and gated words stay behind the gate.

import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { NARROW, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, structure } from '../harness/checks.mjs';
import { get } from '../harness/http.mjs';
import { run, serve, temporaryFolder } from '../harness/program.mjs';

// Made by Ghost 6.65, with fewer articles; in the one for paying members a public-preview card was put in.
const EXPORT = fileURLToPath(new URL('../fixtures/site.ghost.json', import.meta.url));
const GATED = ['linen-bread-river-honey-ledger-honey-river-lantern-3', 'meadow-ledger-garden-mend-timber-4'];
const HIDDEN = ['bread-honey-winter-workshop-market-basket-bridge-member-23', 'timber-cooperative-orchard-bread-gather-24'];

test('a Ghost export', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await importOf(folder, EXPORT);

  await t.test('the answer counts what was made, by kind', () => {
    assert.ok(first.made > 0);
    assert.equal(first.changed, 0);
    assert.equal(typeof first.kinds, 'object');
    assert.ok(Array.isArray(first.warnings));
    const sum = Object.values(first.kinds).reduce((all, kind) => all + kind.made, 0);
    assert.equal(sum, first.made, 'the kinds add up');
    assert.ok(first.warnings.length > 0, 'pictures that cannot be had are listed');
  });

  await t.test('the second time makes 0 and changes 0', async () => {
    const second = await importOf(folder, EXPORT);
    assert.deepEqual([second.made, second.changed], [0, 0]);
    assert.equal(second.unchanged, first.made);
  });

  const server = await serve(t, { folder, args: [] });
  await t.test('its articles, pages and menus are served, drafts and scheduled ones are not', async () => {
    for (const path of ['/about-us/', '/basket-workshop-bread-stall-candle-wool-price-2/', ...GATED.map((slug) => `/${slug}/`)]) {
      assert.equal((await get(server.url('blog', path))).status, 200, path);
    }
    for (const slug of HIDDEN) assert.equal((await get(server.url('blog', `/${slug}/`))).status, 404, slug);
    const home = (await get(server.url('blog'))).text;
    assert.ok(home.includes('Rose Test'), 'the site’s title');
    assert.ok(home.includes('/tag/garden/') && home.includes('/about-us/'), 'the menu');
  });

  await t.test('gated words are nowhere: page, feeds, tags, structured data', async () => {
    const { posts } = JSON.parse(await readFile(EXPORT, 'utf8')).db[0].data;
    const surfaces = ['/', '/rss/', '/sitemap.xml', ...GATED.map((slug) => `/${slug}/`), ...(await feedsOf(server))];
    for (const slug of GATED) {
      // The last sentence: plain words, as a reader would read them.
      const last = posts.find((post) => post.slug === slug).plaintext.trim().split(/(?<=\.)\s+/).at(-1).trim();
      assert.ok(last.length > 20, last);
      for (const surface of surfaces) {
        const { status, text } = await get(server.url('blog', surface));
        assert.equal(status, 200, surface);
        assert.ok(!text.includes(last), `${surface} gives away the end of ${slug}`);
      }
    }
  });

  await t.test('the free part is shown up to the public preview’s end', async () => {
    const { text } = await get(server.url('blog', `/${GATED[1]}/`));
    assert.ok(text.includes('Honey kitchen kiln market table orchard.'), 'the first paragraph is free');
  });

  await t.test('its pages are whole in a browser and never ask the old site', async (t) => {
    const browser = await openBrowser(t);
    const { page, takeFaults } = await openPage(browser, server, { viewport: NARROW });
    for (const slug of ['about-us', 'basket-workshop-bread-stall-candle-wool-price-2', ...GATED]) {
      await page.goto(server.url('blog', `/${slug}/`));
      // Words that the old site's editors left out are not ours to invent.
      const ours = (await accessibility(page)).filter((sentence) => !/^axe (link-name|image-alt|frame-title) /.test(sentence));
      nothingWrong([...(await structure(page)), ...ours, ...takeFaults()], slug);
    }
  });
  await server.stop();
});

test('broken files import nothing and say where', async (t) => {
  const whole = await readFile(EXPORT, 'utf8');
  const cases = [
    ['cut off in the middle', whole.slice(0, whole.length / 2)],
    ['cut off before the last bracket', whole.trimEnd().slice(0, -1)],
    ['empty', ''],
    ['not JSON', '<rss/>'],
    ['JSON of something else', '{"hello": "world"}'],
  ];
  for (const [name, text] of cases) {
    await t.test(name, async (t) => {
      const folder = await temporaryFolder(t);
      await writeFile(path.join(folder, 'export.json'), text);
      const ended = await run(folder, ['import', 'ghost', '--json', 'export.json', '--data', 'data']);
      assert.ok([1, 2].includes(ended.code), `exit code ${ended.code}`);
      assert.match(ended.stderr, /export\.json|line|byte|column|Ghost/);
      assert.doesNotMatch(ended.stderr, /panicked/);
      await writeFile(path.join(folder, 'export.json'), whole);
      const after = await importOf(folder, path.join(folder, 'export.json'));
      assert.deepEqual([after.changed, after.unchanged], [0, 0], 'the broken file had left something');
    });
  }

  await t.test('a file that is not there', async (t) => {
    const folder = await temporaryFolder(t);
    const ended = await run(folder, ['import', 'ghost', 'nowhere.json', '--data', 'data']);
    assert.ok([1, 2].includes(ended.code), `exit code ${ended.code}`);
    assert.match(ended.stderr, /nowhere\.json/);
    assert.deepEqual(await readdir(folder), []);
  });
});

async function importOf(folder, file) {
  const ended = await run(folder, ['import', 'ghost', '--json', file, '--data', 'data']);
  assert.equal(ended.code, 0, ended.stderr);
  return JSON.parse(ended.stdout);
}

async function feedsOf(server) {
  const home = (await get(server.url('blog'))).text;
  const links = [...home.matchAll(/<link [^>]*rel="?alternate"?[^>]*>/g)].map(([link]) => link.match(/href="?([^"\s>]+)/)?.[1]);
  assert.ok(links.length > 0, 'the home names no feed');
  return links.map((link) => new URL(link, server.url('blog')).pathname);
}
