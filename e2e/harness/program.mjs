// The binary as a program: started, waited for, stopped. With JOURNEYS_SITE=split a site is many processes instead of one
// (see split.mjs), and no journey knows.

import assert from 'node:assert/strict';
import path from 'node:path';

import { freePort, start, temporaryFolder, until } from './child.mjs';
import { Addresses, BINARY, READY_SECONDS_MAX, answers200, stop } from './site.mjs';
import { databaseOf, serveSplit } from './split.mjs';

export { freePort, temporaryFolder } from './child.mjs';
export { APPS } from './site.mjs';

export const IS_SPLIT = process.env.JOURNEYS_SITE === 'split';
const PORT_TRIES_MAX = 5;

/** Runs the binary to its end, for the site in `folder`. */
export async function run(folder, args, env = {}) {
  const site = IS_SPLIT ? { DATABASE_URL: await databaseOf(folder) } : {};
  const child = start(BINARY, folder, args, { ...site, ...env });
  const [code, signal] = await child.ended;
  return { code, signal, stdout: child.stdout(), stderr: child.stderr() };
}

/** Starts the server with the demo cooperative and waits until it is ready; it is stopped when the test ends. */
export async function serve(t, { folder, env = {}, args = ['--demo'] } = {}) {
  const place = folder ?? (await temporaryFolder(t));
  for (let tries = 1; ; tries += 1) {
    const { server, said } = IS_SPLIT ? await serveSplit(place, args, env) : await serveOne(place, args, env);
    if (server) {
      t.after(() => server.end());
      return server;
    }
    // A port may have been taken between our look and the start; anything else fails each time.
    assert.ok(tries < PORT_TRIES_MAX, `the server ended at its start:\n${said}`);
  }
}

/** The demo cooperative, for journeys that only read: the one that they share (run.mjs), or else one of their own. */
export async function serveDemo(t) {
  const port = Number(process.env.JOURNEYS_SHARED_PORT);
  return port ? at(port) : serve(t);
}

/** Tries to start one process; without a server when it ended at once. */
export async function serveOne(place, args, env) {
  const port = await freePort();
  const child = start(BINARY, place, ['serve', ...args, '--listen', `127.0.0.1:${port}`, '--data', path.join(place, 'data')], env);
  // What it prints tells that it is this child who listens, and not another program that was quicker to take the port.
  const isReady = async () => child.stdout().includes(`:${port}/`) && (await answers200(`http://localhost:${port}/health/ready`));
  const isUp = await until(child, isReady, { secondsMax: READY_SECONDS_MAX, otherwise: 'not ready' });
  return isUp ? { server: new Server(child, port, place) } : { said: child.stderr() };
}

/** The addresses of a server that somebody else has started. */
export function at(port) {
  return new Addresses(port);
}

class Server extends Addresses {
  #child;

  constructor(child, port, folder) {
    super(port);
    this.#child = child;
    this.folder = folder;
  }

  /** The address of an app's process itself. */
  door() {
    return `127.0.0.1:${this.port}`;
  }

  /** What it said on standard error. */
  log() {
    return this.#child.stderr();
  }

  /** What it said on standard output. */
  announced() {
    return this.#child.stdout();
  }

  /** Stops it as a supervisor does; it must drain and end with exit code 0. */
  async stop() {
    await stop(this.#child);
  }

  /** Ends it, however it stands. */
  async end() {
    this.#child.kill('SIGKILL');
    await this.#child.ended;
  }
}
