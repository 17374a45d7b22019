import { readFileSync } from 'node:fs';
import type { Addresses } from '../world/world.ts';

function browserFile(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** In the order in which they need each other. */
const APP_BRIDGE_PARTS = [
  'bridge-core.js',
  'bridge-fetch.js',
  'bridge-vitals.js',
  'bridge-save-bar.js',
  'bridge-elements.js',
  'bridge-modal.js',
  'bridge-navigation.js',
  'bridge-api.js',
];

/** A module's text without its imports and exports, to stand in one script with the others. */
function flatten(text: string): string {
  return text.replace(/^import .*\n/gm, '').replace(/^export /gm, '');
}

/**
 * app-bridge.js as the app's pages load it. Apps need `window.shopify` as soon as the tag is read, which a module
 * cannot give, so the modules are laid one after the other in a plain script.
 */
export function appBridgeScript(addresses: Addresses): string {
  const parts = APP_BRIDGE_PARTS.map((name) => flatten(browserFile(name)));
  const origin = `const SHELL_ORIGIN = ${JSON.stringify(addresses.shellUrl)};`;
  return `(() => {\n'use strict';\nif (window.shopify) return;\n${origin}\n${parts.join('\n')}\n})();\n`;
}

const SHELL_FILES: Record<string, string> = {
  'shell.css': 'text/css',
  'shell-main.css': 'text/css',
  'shell-panel.css': 'text/css',
  'shell.js': 'text/javascript',
  'shell-frame.js': 'text/javascript',
  'shell-dialogs.js': 'text/javascript',
  'shell-panel.js': 'text/javascript',
};

/** A file of the shell's page; null for any other name. */
export function shellFile(name: string): { type: string; text: string } | null {
  const type = SHELL_FILES[name];
  return type === undefined ? null : { type: `${type}; charset=utf-8`, text: browserFile(name) };
}
