import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

/** What a caller may set; everything has a default that suits tests. */
export type StandInOptions = {
  /** 0 (the default) lets the system choose a free port. */
  shellPort?: number;
  tunnelPort?: number;
  apiPort?: number;
  /** Where the app really listens. Webhooks and the tunnel go there. */
  appUrl?: string;
  apiKey?: string;
  apiSecret?: string;
  appName?: string;
  /** Scopes granted at installation; default: those of shopify.app.toml, else a broad list. */
  scopes?: string[];
  /** Path of the app's shopify.app.toml; null ignores it. */
  appToml?: string | null;
  /** Waits between webhook attempts in ms. Shopify: 8 over 4 hours; here a compressed clock. */
  webhookRetryDelaysMs?: number[];
  webhookTimeoutMs?: number;
  /** Life of an offline or online access token, seconds (Shopify: 3600). */
  accessTokenSeconds?: number;
  /** Life of a session token, seconds (Shopify: 60). */
  sessionTokenSeconds?: number;
  /** Points in a shop's bucket and how many come back each second. */
  costBucket?: { maximum: number; restoreRate: number };
  /** Root rows a bulk operation evaluates before it lets other work run. */
  bulkRowsPerTick?: number;
  /** Least time a bulk operation stays RUNNING, ms. */
  bulkMinimumMs?: number;
  /** Scheme and host of bulk result files; default: this process's API address. */
  bulkFileOrigin?: string;
  scratchFolder?: string;
};

export type ResolvedOptions = Required<Omit<StandInOptions, 'scopes' | 'appToml' | 'bulkFileOrigin'>> & {
  scopes: string[] | null;
  appToml: string | null;
  bulkFileOrigin: string | null;
};

export const DEFAULT_SCOPES = [
  'read_all_orders',
  'read_orders',
  'read_products',
  'read_locations',
  'read_inventory',
  'write_customers',
  'read_customer_merge',
  'write_customer_merge',
];

const DEFAULT_API_KEY = '5f4dcc3b5aa765d61d8327deb882cf99';
const DEFAULT_API_SECRET = 'shpss_local_stand_in_secret_0123456789ab';

const APP_TOML = fileURLToPath(new URL('../../../shopify.app.toml', import.meta.url));

function defaults(): ResolvedOptions {
  return {
    shellPort: 0,
    tunnelPort: 0,
    apiPort: 0,
    appUrl: 'http://127.0.0.1:3000',
    apiKey: DEFAULT_API_KEY,
    apiSecret: DEFAULT_API_SECRET,
    appName: 'Onefold',
    scopes: null,
    appToml: APP_TOML,
    webhookRetryDelaysMs: [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000],
    webhookTimeoutMs: 5_000,
    accessTokenSeconds: 3_600,
    sessionTokenSeconds: 60,
    costBucket: { maximum: 2_000, restoreRate: 100 },
    bulkRowsPerTick: 500,
    bulkMinimumMs: 50,
    bulkFileOrigin: null,
    scratchFolder: tmpdir(),
  };
}

export function resolveOptions(options: StandInOptions): ResolvedOptions {
  return { ...defaults(), ...options };
}

/** The stand-in signs tokens for anybody who asks: never beside real merchants. */
export function refuseInProduction(env: NodeJS.ProcessEnv): void {
  if (env.NODE_ENV === 'production' && env.SHOPIFY_STANDIN_ALLOW_PRODUCTION_BUILD !== '1') {
    throw new Error('The Shopify stand-in does not run with NODE_ENV=production.');
  }
}
