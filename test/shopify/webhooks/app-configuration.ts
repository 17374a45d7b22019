import { existsSync, readFileSync } from 'node:fs';

/** What the stand-in needs of shopify.app.toml. */
export type AppConfiguration = {
  scopes: string[];
  optionalScopes: string[];
  uriOfTopic: Map<string, string>;
  apiVersion: string;
};

const FALLBACK: Record<string, string> = {
  'app/uninstalled': '/webhooks/app/uninstalled',
  'app/scopes_update': '/webhooks/app/scopes_update',
  'customers/data_request': '/webhooks/compliance',
  'customers/redact': '/webhooks/compliance',
  'shop/redact': '/webhooks/compliance',
};

function stringsIn(list: string): string[] {
  return [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
}

function field(block: string, name: string): string {
  const match = new RegExp(`^\\s*${name}\\s*=\\s*("[^"]*"|\\[[^\\]]*\\])`, 'm').exec(block);
  return match?.[1] ?? '';
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '').replace(/\]\s*#.*$/gm, ']');
}

/** Reads the few keys we need; null when there is no file. This is not a TOML parser: strings and lists of strings only. */
export function readAppConfiguration(path: string | null): AppConfiguration | null {
  if (path === null || !existsSync(path)) return null;
  const text = withoutComments(readFileSync(path, 'utf8'));
  const uriOfTopic = new Map<string, string>();
  for (const block of text.split('[[webhooks.subscriptions]]').slice(1)) {
    const uri = stringsIn(field(block, 'uri'))[0] ?? '/webhooks/ingest';
    const topics = [...stringsIn(field(block, 'topics')), ...stringsIn(field(block, 'compliance_topics'))];
    for (const topic of topics) uriOfTopic.set(topic, uri);
  }
  const scopes = (stringsIn(field(text, 'scopes'))[0] ?? '').split(',').map((scope) => scope.trim());
  const versions = stringsIn(field(text.split('[webhooks]')[1] ?? '', 'api_version'));
  return {
    scopes: scopes.filter(Boolean),
    optionalScopes: stringsIn(field(text, 'optional_scopes')),
    uriOfTopic,
    apiVersion: versions[0] ?? '2026-07',
  };
}

/**
 * The address of a topic at the app; null when the app's configuration exists and does not subscribe to it.
 * An absolute uri in the file is taken by its path: in development the app is behind the tunnel.
 */
export function deliveryPath(configuration: AppConfiguration | null, topic: string): string | null {
  if (!configuration || configuration.uriOfTopic.size === 0) return FALLBACK[topic] ?? '/webhooks/ingest';
  const uri = configuration.uriOfTopic.get(topic);
  if (uri === undefined) return null;
  return uri.startsWith('http') ? new URL(uri).pathname : uri;
}
