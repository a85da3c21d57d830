// The browser, with somebody watching: every console error, failed request and foreign host is written down.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium } from 'playwright-core';

export const NARROW = { width: 390, height: 844 };
export const WIDE = { width: 1280, height: 900 };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium; it is closed when the test ends. */
export async function openBrowser(t) {
  const browser = await launch();
  t.after(() => browser.close());
  return browser;
}

/** Starts Chromium. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A page in a fresh profile, and the list of everything that went wrong in it since it was last taken. */
export async function openPage(browser, server, { javaScript = true, viewport = WIDE, scheme = 'light' } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: javaScript, viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  // Through the protocol, which the page's policy does not bind: the policy itself stays in force and is watched.
  if (javaScript) await context.addInitScript(AXE);
  const page = await context.newPage();
  let faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script error: ${error}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // The browser's own word for what it stops fetching when one leaves a page; a server that fails is called otherwise.
    if (reason !== 'net::ERR_ABORTED') faults.push(`failed request: ${request.url()}: ${reason}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!/^(data|blob):/.test(address) && !server.owns(address)) faults.push(`foreign host: ${address}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  const takeFaults = () => {
    const taken = faults;
    faults = [];
    return taken;
  };
  return { page, takeFaults, close: () => context.close() };
}
