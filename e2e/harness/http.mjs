// Plain requests. Node does not know that *.localhost is the loopback, so the name goes into Host alone.

import http from 'node:http';

/** Asks for an address on this machine, without following redirects. */
export function get(address, headers = {}) {
  const { host, port, pathname, search } = new URL(address);
  return getRaw(port, pathname + search, { host, ...headers });
}

/** Asks for a path as it is written, however odd. */
export function getRaw(port, path, headers, options = {}) {
  return ask({ port, path, headers, ...options });
}

/** Sends a form, as a browser does from a page of the same host. */
export function post(address, fields) {
  const { host, origin, port, pathname } = new URL(address);
  const form = new URLSearchParams(fields).toString();
  const headers = { host, origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) };
  return ask({ method: 'POST', port, path: pathname, headers }, form);
}

function ask(options, body = '') {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode, headers: response.headers, body, text: body.toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Asks, and follows redirects as a browser would: where it ends, and what is there. */
export async function follow(address, { redirects = 5 } = {}) {
  const answer = await get(address);
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status > 399 || !location || redirects === 0) return { ...answer, address };
  return follow(new URL(location, address).href, { redirects: redirects - 1 });
}
