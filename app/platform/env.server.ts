import { z } from 'zod';

/** Every environment variable that Onefold reads. Nothing else in app/ touches process.env. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PORT: z.coerce.number().int().min(0).default(3000),
  /** Owner of the schema: migrations run as this role. The app itself runs as onefold_app, which owns nothing. */
  DATABASE_URL: z.string().url(),
  /** Connections that one process keeps for tenants' transactions. */
  DATABASE_POOL: z.coerce.number().int().min(2).default(10),
  /** Root of all keys: at least 32 characters of randomness. */
  ONEFOLD_SECRET: z.string().min(32, 'ONEFOLD_SECRET must hold at least 32 random characters'),
  /** The secret before the last rotation: opens old envelopes, seals nothing. */
  ONEFOLD_SECRET_PREVIOUS: z.string().min(32).optional(),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** Shopify signs with the old secret for up to an hour after a rotation. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  SHOPIFY_APP_URL: z.string().url(),
  SCOPES: z.string().default(''),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).default(4),
  /** The server that takes Onefold's e-mails, smtp:// or smtps:// with name and password; without it none are sent, and pages say so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The sender of those e-mails. */
  MAIL_FROM: z.string().includes('@').optional(),
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The environment, read and checked once. Throws an error that names each variable that is missing or wrong. */
export function env(): Env {
  parsed ??= parse();
  return parsed;
}

function parse(): Env {
  const result = schema.safeParse(process.env);
  if (result.success) {
    return result.data;
  }
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is incomplete:\n${lines.join('\n')}`);
}
