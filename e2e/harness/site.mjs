// What every site has, however it is run: the binary, its apps and their addresses.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { get } from './http.mjs';

export const APPS = ['blog', 'market', 'cart', 'events', 'federation', 'account'];
export const BINARY = process.env.ROSE_ASH ?? fileURLToPath(new URL('../../target/debug/rose-ash', import.meta.url));
export const READY_SECONDS_MAX = 120;

/** The addresses of a site. */
export class Addresses {
  constructor(port) {
    this.port = port;
  }

  /** The address of a page of an app. */
  url(app, pagePath = '/') {
    return `http://${app}.localhost:${this.port}${pagePath}`;
  }

  /** Whether an address is one of ours. */
  owns(address) {
    const { protocol, hostname, port } = new URL(address);
    const app = hostname.replace(/\.?localhost$/, '');
    return protocol === 'http:' && port === String(this.port) && hostname.endsWith('localhost') && (app === '' || APPS.includes(app));
  }
}

/** Whether an address answers, and with 200. */
export async function answers200(address) {
  const answer = await get(address).catch(() => undefined);
  return answer?.status === 200;
}

/** Stops a serving process as a supervisor does; it must drain and end with exit code 0. */
export async function stop(child) {
  child.kill('SIGTERM');
  const [code, signal] = await child.ended;
  assert.equal(code, 0, `SIGTERM ended the server with ${code ?? signal}:\n${child.stderr()}`);
}
