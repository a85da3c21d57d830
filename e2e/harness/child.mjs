// Programs as children: started with nothing of the developer's environment but the path, listened to, ended.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A temporary folder that goes when the test ends. */
export async function temporaryFolder(t) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rose-ash-journey-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A port that was free a moment ago. */
export async function freePort() {
  const [port] = await freePorts(1);
  return port;
}

/** Several, no two the same. */
export async function freePorts(count) {
  const listeners = await Promise.all(Array.from({ length: count }, listen));
  const ports = listeners.map((listener) => listener.address().port);
  await Promise.all(listeners.map((listener) => new Promise((resolve) => listener.close(resolve))));
  return ports;
}

function listen() {
  return new Promise((resolve, reject) => {
    const listener = net.createServer().on('error', reject);
    listener.listen(0, '127.0.0.1', () => resolve(listener));
  });
}

/** A bound socket that stays as long as we do, whichever child listens on it: what a socket unit of systemd is. */
export function holdSocket() {
  // Node offers no public call that binds without accepting.
  const handle = net._createServerHandle('127.0.0.1', 0, 4);
  assert.equal(typeof handle, 'object', `no socket: ${handle}`);
  const name = {};
  handle.getsockname(name);
  return { fd: handle.fd, address: `127.0.0.1:${name.port}`, close: () => handle.close() };
}

/**
 * Starts a program. It stands in `folder`, so that no configuration file of another place is read. `sockets` are handed
 * over as a supervisor does.
 */
export function start(program, folder, args, env = {}, sockets = []) {
  const handed = sockets.length > 0 ? { LISTEN_FDS: String(sockets.length) } : {};
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...handed, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...sockets.map(({ fd }) => fd)],
  });
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

/** Asks `isSo` again and again: true once it says so, false when the child has ended before. */
export async function until(child, isSo, { secondsMax, otherwise }) {
  const end = Date.now() + secondsMax * 1000;
  while (child.isRunning()) {
    if (await isSo()) return true;
    if (Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`${otherwise} after ${secondsMax} s:\n${child.stderr()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
