import { readFileSync } from 'node:fs';
import type { Addresses } from '../world/world.ts';

function browserFile(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

const APP_BRIDGE_PARTS = [
  'bridge-core.js',
  'bridge-fetch.js',
  'bridge-api.js',
  'bridge-elements.js',
  'bridge-navigation.js',
];

/** app-bridge.js as the app's pages load it: the parts in order, closed in one function. */
export function appBridgeScript(addresses: Addresses): string {
  const parts = APP_BRIDGE_PARTS.map(browserFile);
  const origin = `const SHELL_ORIGIN = ${JSON.stringify(addresses.shellUrl)};`;
  return `(() => {\n'use strict';\n${origin}\n${parts.join('\n')}\n})();\n`;
}

const SHELL_PARTS = ['shell-frame.js', 'shell-dialogs.js', 'shell-panel.js'];

export function shellScript(): string {
  return `(() => {\n'use strict';\n${SHELL_PARTS.map(browserFile).join('\n')}\n})();\n`;
}

export function shellStyle(): string {
  return browserFile('shell.css');
}
