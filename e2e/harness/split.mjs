// A site out of six processes, one for each app, on PostgreSQL and Redis, with Caddy before them: what a cooperative runs
// that has outgrown one machine. `cargo xtask test` says where the programs are and starts PostgreSQL.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePorts, start, until } from './child.mjs';
import { Addresses, APPS, BINARY, READY_SECONDS_MAX, answers200, stop } from './site.mjs';

const CADDYFILE = fileURLToPath(new URL('../../Caddyfile', import.meta.url));
const TRIES_MAX = 5;
/** The one that migrates the database, and fills it. */
const FIRST = 'blog';

const databases = new Map();

/** The address of the database that belongs to a folder; made when it is asked for first. */
export function databaseOf(folder) {
  if (!databases.has(folder)) databases.set(folder, makeDatabase());
  return databases.get(folder);
}

async function makeDatabase() {
  const server = process.env.JOURNEYS_POSTGRES;
  assert.ok(server, 'JOURNEYS_POSTGRES names no PostgreSQL; `cargo xtask test` starts one');
  const name = `journey_${randomBytes(8).toString('hex')}`;
  const psql = start(process.env.PSQL ?? 'psql', '/', [server, '--no-psqlrc', '--quiet', '--command', `CREATE DATABASE ${name}`]);
  const [code] = await psql.ended;
  assert.equal(code, 0, psql.stderr());
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}

/** Starts all of it; it is ended when the test ends. */
export async function openSplit(t, folder, args, env = {}) {
  for (let tries = 1; ; tries += 1) {
    const { server, said } = await serveSplit(folder, args, env);
    if (server) {
      t.after(() => server.end());
      return server;
    }
    assert.ok(tries < TRIES_MAX, `a process ended at its start:\n${said}`);
  }
}

/** Tries to start all of it. Without a server when somebody else had taken a port. */
export async function serveSplit(folder, args, env) {
  const [port, redisPort, ...ports] = await freePorts(2 + 2 * APPS.length);
  const site = new Split(port, folder, ports, args, {
    DATABASE_URL: await databaseOf(folder),
    REDIS_URL: `redis://127.0.0.1:${redisPort}/`,
    BASE_DOMAIN: `http://localhost:${port}`,
    SECRET_KEY: randomBytes(32).toString('hex'),
    TRUSTED_PROXIES: '127.0.0.1',
    // Pictures are files: on one machine the processes share the folder.
    DATA: path.join(folder, 'data'),
    ...env,
  });
  if (await site.start(redisPort)) return { server: site };
  const said = site.log();
  await site.end();
  return { said };
}

class Split extends Addresses {
  #children = new Map();
  #doors = new Map();
  #inside = new Map();
  #args;
  #env;

  constructor(port, folder, ports, args, env) {
    super(port);
    this.folder = folder;
    this.#args = args;
    APPS.forEach((app, index) => {
      this.#doors.set(app, `127.0.0.1:${ports[2 * index]}`);
      this.#inside.set(app, `127.0.0.1:${ports[2 * index + 1]}`);
    });
    const peers = APPS.map((app) => `${app}=http://${this.#inside.get(app)}`);
    this.#env = { ...env, PEERS: peers.join(',') };
  }

  /** Starts Redis, the six and Caddy; false when one of them ended at once. */
  async start(redisPort) {
    const redis = ['--port', `${redisPort}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.#children.set('redis', start(process.env.REDIS_SERVER ?? 'redis-server', this.folder, redis));
    for (const app of APPS) this.startApp(app, { first: true });
    this.#children.set('caddy', this.#startCaddy());
    for (const app of APPS) if (!(await this.ready(app))) return false;
    const isOpen = async () => (await Promise.all(APPS.map((app) => answers200(this.url(app, '/health/live'))))).every(Boolean);
    return until(this.#children.get('caddy'), isOpen, { secondsMax: READY_SECONDS_MAX, otherwise: 'Caddy does not answer' });
  }

  /** Starts the process of an app. At the first time one of them migrates and fills the database; the others wait. */
  startApp(app, { first = false } = {}) {
    const isFirst = first && app === FIRST;
    const args = this.#args.filter((arg) => arg !== '--demo' || isFirst);
    const addresses = ['--apps', app, '--listen', this.#doors.get(app), '--internal', this.#inside.get(app)];
    const env = { ...this.#env, RUN_MIGRATIONS: String(isFirst) };
    this.#children.set(app, start(BINARY, this.folder, ['serve', ...args, ...addresses], env));
  }

  /** Waits until the process of an app is ready; false when it has ended instead. */
  ready(app) {
    const isReady = () => answers200(`http://${this.#inside.get(app)}/health/ready`);
    return until(this.#children.get(app), isReady, { secondsMax: READY_SECONDS_MAX, otherwise: `${app} is not ready` });
  }

  #startCaddy() {
    const doors = APPS.map((app) => [`ROSE_ASH_${app.toUpperCase()}`, this.#doors.get(app)]);
    const own = { HOME: this.folder, ROSE_ASH_HTTP_PORT: String(this.port) };
    const args = ['run', '--config', CADDYFILE, '--adapter', 'caddyfile'];
    return start(process.env.CADDY ?? 'caddy', this.folder, args, { ...own, ...Object.fromEntries(doors) });
  }

  /** The address of an app's process itself, behind the proxy's back. */
  door(app) {
    return this.#doors.get(app);
  }

  /** What everything said on standard error, or one of it. */
  log(name) {
    const children = name ? [this.#children.get(name)] : [...this.#children.values()];
    return children.map((child) => child.stderr()).join('');
  }

  /** What everything said on standard output. */
  announced() {
    return [...this.#children.values()].map((child) => child.stdout()).join('');
  }

  /** Replaces the process of an app as a supervisor does: told to stop, waited for, started, waited for. */
  async restart(app) {
    await stop(this.#children.get(app));
    this.startApp(app);
    assert.ok(await this.ready(app), `${app} ended at its second start:\n${this.log(app)}`);
  }

  /** Stops the site as a supervisor does; each process must drain and end with exit code 0. */
  async stop() {
    await Promise.all(APPS.map((app) => stop(this.#children.get(app))));
  }

  /** Ends all of it, however it stands. */
  async end() {
    for (const child of this.#children.values()) child.kill('SIGKILL');
    await Promise.all([...this.#children.values()].map((child) => child.ended));
  }
}
