// Starting and stopping: a second start reuses the data, SIGTERM drains.

import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';

import { get } from '../harness/http.mjs';
import { APPS, serve, temporaryFolder } from '../harness/program.mjs';

test('a first start fills the data folder, a second one reuses it', async (t) => {
  const folder = await temporaryFolder(t);
  const first = await serve(t, { folder });
  for (const app of APPS) assert.ok(first.announced().includes(`http://${app}.localhost:${first.port}/`), `${app} is not announced`);
  const before = await articles(first);
  assert.ok(before.length > 5);
  await first.stop();
  const second = await serve(t, { folder });
  assert.deepEqual(await articles(second), before, 'the same articles, none twice');
  await second.stop();
});

test('SIGTERM drains: a request under way is answered, then the server ends with 0', async (t) => {
  const server = await serve(t);
  const [address, port] = server.door('blog').split(':');
  const socket = net.connect(port, address);
  t.after(() => socket.destroy());
  const answer = new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('error', reject).on('end', () => resolve(text));
    socket.on('data', (part) => {
      text += part;
    });
  });
  socket.write(`GET / HTTP/1.1\r\nHost: blog.localhost:${server.port}\r\nConnection: close\r\n`);
  // The second answer shows that the server has taken up the first connection, too.
  assert.equal((await get(server.url('blog'))).status, 200);
  const stopped = server.stop();
  socket.write('\r\n');
  const text = await answer;
  assert.ok(text === '' || text.startsWith('HTTP/1.1 200'), text.slice(0, 80));
  assert.ok(text === '' || text.includes('</html>'), 'the page is whole');
  await stopped;
});

async function articles(server) {
  const { text } = await get(server.url('blog', '/rss/'));
  return [...text.matchAll(/<item>[\s\S]*?<title>([\s\S]*?)<\/title>/g)].map(([, title]) => title).sort();
}
