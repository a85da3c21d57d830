// Every page that a visitor can come to by links, breadth first, from the six homes.

import { follow } from './http.mjs';
import { APPS } from './program.mjs';

export const PAGES_MAX = 180;
const LINKS_MAX = 1_500;
/** Pages of one path that differ only in what follows the question mark. */
const QUERIES_MAX = 3;

/**
 * Follows the links of `linksOf(address)` and yields `{address, from, answer}` for each address of ours, once;
 * `isPage` says whether it is a page to look at. Stops after PAGES_MAX pages; links are all asked for once.
 */
export class Crawl {
  #server;
  #waiting = [];
  #seen = new Set();
  #queries = new Map();
  pages = 0;

  constructor(server) {
    this.#server = server;
    for (const app of APPS) this.add(server.url(app), 'the start');
  }

  /** Takes a link up, unless it leads elsewhere or was seen. */
  add(link, from) {
    if (!/^https?:/.test(link) || !this.#server.owns(link)) return;
    const address = new URL(link);
    address.hash = '';
    const key = `${address.host}${address.pathname}`;
    const queries = this.#queries.get(key) ?? 0;
    if (this.#seen.has(address.href) || this.#seen.size >= LINKS_MAX || queries >= QUERIES_MAX) return;
    this.#seen.add(address.href);
    this.#queries.set(key, queries + 1);
    this.#waiting.push({ address: address.href, from });
  }

  /** The next address with what it answers, or nothing at the end. */
  async next() {
    const link = this.#waiting.shift();
    if (!link) return undefined;
    const answer = await follow(link.address);
    const isPage = answer.status === 200 && (answer.headers['content-type'] ?? '').startsWith('text/html') && this.pages < PAGES_MAX;
    if (isPage) this.pages += 1;
    return { ...link, answer, isPage };
  }
}

/** The links of the page that is open. */
export function linksOf(page) {
  return page.evaluate(() => [...document.querySelectorAll('a[href], link[rel="alternate"][href]')].map((link) => link.href));
}
