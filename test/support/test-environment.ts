/**
 * The environment of every test that runs the app's code. Fixed, so that keys and role passwords derived from it are
 * the same in each process of a run. DATABASE_URL comes on top, from test/support/start-database.ts.
 */
const SECRET = 'a-secret-for-tests-that-guards-nothing-at-all';

export const TEST_ENVIRONMENT = {
  NODE_ENV: 'test' as const,
  LOG_LEVEL: 'error',
  TZ: 'UTC',
  DATABASE_POOL: '4',
  // A server that was named from outside keeps the secret its roles were made with.
  ONEFOLD_SECRET: (process.env['DATABASE_URL'] && process.env['ONEFOLD_SECRET']) || SECRET,
  SHOPIFY_API_KEY: 'test-api-key',
  SHOPIFY_API_SECRET: 'test-api-secret',
  SHOPIFY_APP_URL: 'https://onefold.test',
  SCOPES: 'read_customers,read_orders,read_products',
};
