// Addresses that are nearly right, and hosts that are not ours.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, openBrowser, openPage } from '../harness/browser.mjs';
import { accessibility, nothingWrong, structure } from '../harness/checks.mjs';
import { follow, get, getRaw } from '../harness/http.mjs';
import { APPS, serveDemo } from '../harness/program.mjs';

test('addresses', async (t) => {
  const server = await serveDemo(t);
  const browser = await openBrowser(t);
  const article = await firstArticle(server);

  await t.test('a slug with a slip of the pen: 404 in the site’s look, and the near one is offered', async () => {
    const { page, takeFaults, close } = await openPage(browser, server, { viewport: NARROW });
    const slipped = article.replace(/[a-z](?=[a-z]*\/$)/, '');
    assert.notEqual(slipped, article);
    const response = await page.goto(server.url('blog', slipped));
    assert.equal(response.status(), 404);
    nothingWrong([...(await structure(page)), ...(await accessibility(page))], slipped);
    const offered = await page.locator('main a[href]').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.ok(offered.includes(article), `${article} is not among ${offered}`);
    const own = server.url('blog', slipped);
    const expected = (fault) => fault === `status 404: ${own}` || fault.startsWith('console: Failed to load resource');
    nothingWrong(takeFaults().filter((fault) => !expected(fault)), slipped);
    await close();
  });

  await t.test('a missing slash is added by a permanent redirect that keeps the query', async () => {
    for (const path of [article, '/rss/']) {
      const answer = await get(server.url('blog', `${path.slice(0, -1)}?ref=x`));
      assert.ok([301, 308].includes(answer.status), `${path}: ${answer.status}`);
      const location = new URL(answer.headers.location, server.url('blog'));
      assert.equal(location.href, server.url('blog', `${path}?ref=x`));
    }
  });

  await t.test('a redirect never leads to another host', async () => {
    for (const path of ['//elsewhere.test', '//elsewhere.test/%2e%2e', '/\\elsewhere.test', '/%2f%2felsewhere.test']) {
      const { location } = (await getRaw(server.port, path, { host: new URL(server.url('blog')).host })).headers;
      if (location) assert.ok(server.owns(new URL(location, server.url('blog')).href), `${path} leads to ${location}`);
    }
  });

  await t.test('an unknown host gives a helpful 421 page', async () => {
    for (const host of ['wiki.localhost', 'elsewhere.test', '[::1]']) {
      const answer = await get(server.url('blog'), { host: `${host}:${server.port}` });
      assert.equal(answer.status, 421, host);
      assert.match(answer.headers['content-type'], /^text\/html/);
      assert.ok(answer.text.includes(`http://blog.localhost:${server.port}/`), `${host}: the page says no address of ours`);
    }
  });

  await t.test('plain localhost is the blog', async () => {
    const [plain, blog] = await Promise.all([get(`http://localhost:${server.port}/`), get(server.url('blog'))]);
    const title = (answer) => answer.text.match(/<title>[^<]*<\/title>/)?.[0];
    assert.equal(plain.status === 200 ? title(plain) : plain.headers.location, plain.status === 200 ? title(blog) : server.url('blog'));
  });

  await t.test('every app sends the policy, a request id and says 404 in its own look', async () => {
    for (const app of APPS) {
      const answer = await get(server.url(app, '/no-such-page-anywhere/'));
      assert.equal(answer.status, 404, app);
      assert.match(answer.headers['content-security-policy'], /default-src 'none'.*require-trusted-types-for 'script'/);
      const id = answer.headers['x-request-id'];
      assert.ok(id && answer.text.includes(id), `${app}: the error page does not show its request id`);
    }
  });

  await t.test('health is told on every app; metrics are not public', async () => {
    for (const app of APPS) {
      for (const path of ['/health/live', '/health/ready']) assert.equal((await get(server.url(app, path))).status, 200, app + path);
      assert.equal((await follow(server.url(app, '/metrics'))).status, 404, app);
    }
  });
});

/** The path of the newest article, from the feed. */
async function firstArticle(server) {
  const { text } = await get(server.url('blog', '/rss/'));
  const [, link] = text.match(/<item>[\s\S]*?<link>([^<]+)<\/link>/) ?? [];
  assert.ok(link, 'the feed lists no article');
  return new URL(link).pathname;
}
