// The binary as a program: started, waited for, stopped. Nothing of the developer's environment reaches it but the path.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { get } from './http.mjs';

export const APPS = ['blog', 'market', 'cart', 'events', 'federation', 'account'];

const BINARY = process.env.ROSE_ASH ?? fileURLToPath(new URL('../../target/debug/rose-ash', import.meta.url));
const READY_SECONDS_MAX = 120;
const PORT_TRIES_MAX = 5;

/** A temporary folder that goes when the test ends. */
export async function temporaryFolder(t) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rose-ash-journey-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Runs the binary to its end. It stands in `folder`, so that no configuration file of another place is read. */
export async function run(folder, args, env = {}) {
  const child = start(folder, args, env);
  const [code, signal] = await child.ended;
  return { code, signal, stdout: child.stdout(), stderr: child.stderr() };
}

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const listener = net.createServer().on('error', reject);
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}

/** Starts the server with the demo cooperative and waits until it is ready; it is stopped when the test ends. */
export async function serve(t, { folder, env = {}, args = ['--demo'] } = {}) {
  const place = folder ?? (await temporaryFolder(t));
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const child = start(place, ['serve', ...args, '--listen', `127.0.0.1:${port}`, '--data', path.join(place, 'data')], env);
    if (await ready(child, port)) {
      const server = new Server(child, port, place);
      t.after(() => server.end());
      return server;
    }
    // The port may have been taken between our look and the start; anything else fails each time.
    assert.ok(tries < PORT_TRIES_MAX, `the server ended at its start:\n${child.stderr()}`);
  }
}

/** The addresses of a server that somebody else has started. */
export function at(port) {
  return new Addresses(port);
}

class Addresses {
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

class Server extends Addresses {
  #child;

  constructor(child, port, folder) {
    super(port);
    this.#child = child;
    this.folder = folder;
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
    this.#child.kill('SIGTERM');
    const [code, signal] = await this.#child.ended;
    assert.equal(code, 0, `SIGTERM ended the server with ${code ?? signal}:\n${this.log()}`);
  }

  /** Ends it, however it stands. */
  async end() {
    this.#child.kill('SIGKILL');
    await this.#child.ended;
  }
}

function start(folder, args, env) {
  const child = spawn(BINARY, args, { cwd: folder, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      said[stream] += text;
    });
  }
  let running = true;
  const ended = new Promise((resolve) => {
    const end = (code, signal) => {
      running = false;
      resolve([code, signal]);
    };
    child.on('close', end).on('error', (error) => {
      said.stderr += error.message;
      end(null, 'not started');
    });
  });
  return { ended, isRunning: () => running, kill: (signal) => child.kill(signal), stdout: () => said.stdout, stderr: () => said.stderr };
}

async function ready(child, port) {
  const until = Date.now() + READY_SECONDS_MAX * 1000;
  while (child.isRunning()) {
    // What it prints tells that it is this child who listens, and not another program that was quicker to take the port.
    const listens = child.stdout().includes(`:${port}/`);
    const answer = listens ? await get(`http://localhost:${port}/health/ready`).catch(() => undefined) : undefined;
    if (answer?.status === 200) return true;
    if (Date.now() > until) {
      child.kill('SIGKILL');
      assert.fail(`not ready after ${READY_SECONDS_MAX} s:\n${child.stderr()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
