// Plain requests. Node does not know that *.localhost is the loopback, so the name goes into Host alone.

import http from 'node:http';

/** Asks for an address on this machine, without following redirects. */
export function get(address, headers = {}) {
  const { host, port, pathname, search } = new URL(address);
  return getRaw(port, pathname + search, { host, ...headers });
}

/** Asks for a path as it is written, however odd. */
export function getRaw(port, path, headers, options = {}) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, headers, agent: false, ...options }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode, headers: response.headers, body, text: body.toString('utf8') });
      });
    });
    request.on('error', reject);
  });
}

/** Asks, and follows redirects as a browser would: where it ends, and what is there. */
export async function follow(address, { redirects = 5 } = {}) {
  const answer = await get(address);
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status > 399 || !location || redirects === 0) return { ...answer, address };
  return follow(new URL(location, address).href, { redirects: redirects - 1 });
}
