// Visitors who never stop asking: page after page of every app over kept connections, and a form now and then.

import http from 'node:http';

import { APPS } from './site.mjs';

/** After so many faults the rest would say the same. */
const FAILURES_MAX = 20;
/** What somebody has typed. */
const FORM = `words=${'hello+'.repeat(40)}`;
/** Nobody waits longer for a page. */
const PATIENCE_MS = 30_000;

export class Load {
  #site;
  #agent;
  #visitors;
  #ending = false;
  #latencies = [];
  #failures = [];
  #listeners = new Set();

  /** Starts so many visitors. */
  constructor(site, visitors) {
    this.#site = site;
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: visitors });
    this.#visitors = Array.from({ length: visitors }, (_, index) => this.#visit(index));
  }

  /** Waits until so many more requests were answered. */
  further(count) {
    const goal = this.#latencies.length + count;
    return new Promise((resolve) => {
      const look = () => {
        if (this.#latencies.length < goal && this.#failures.length < FAILURES_MAX) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Lets the visitors finish, and tells what they saw. */
  async end() {
    this.#ending = true;
    await Promise.all(this.#visitors);
    this.#agent.destroy();
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
    return { requests: sorted.length, failures: this.#failures, ms: { median: at(0.5), p99: at(0.99), most: at(1) } };
  }

  async #visit(index) {
    for (let turn = index; !this.#ending && this.#failures.length < FAILURES_MAX; turn += 1) {
      const app = APPS[turn % APPS.length];
      // No form is behind this address: the app says so itself, which no proxy could.
      const method = turn % 8 === 0 ? 'POST' : 'GET';
      const began = performance.now();
      const fault = await this.#ask(app, method).catch((error) => error.message);
      this.#latencies.push(performance.now() - began);
      if (fault) this.#failures.push(`${method} ${app} after ${Math.round(performance.now() - began)} ms: ${fault}`);
      for (const listener of [...this.#listeners]) listener();
    }
  }

  /** What is wrong with the answer; nothing when it is right. */
  #ask(app, method) {
    const { host, port } = new URL(this.#site.url(app));
    const form = method === 'POST' ? FORM : '';
    const headers = { host, origin: `http://${host}`, 'content-length': form.length, 'content-type': 'application/x-www-form-urlencoded' };
    const expected = method === 'POST' ? 405 : 200;
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: '/', method, headers, agent: this.#agent, timeout: PATIENCE_MS };
      const request = http.request(options, (response) => {
        response.resume().on('error', reject);
        const own = response.headers['x-request-id'] !== undefined;
        response.on('end', () => resolve(own && response.statusCode === expected ? undefined : `status ${response.statusCode}`));
        response.on('close', () => resolve('the answer was cut short'));
      });
      request.on('error', reject).on('timeout', () => request.destroy(new Error('no answer')));
      request.end(form);
    });
  }
}
