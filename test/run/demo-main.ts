/**
 * `npm run demo`: starts PostgreSQL, the stand-in for Shopify, the app and the worker, loads the demo retailer by the
 * real doors and prints the address. Receives the command's flags (`--check`, `--people N`); on SIGINT or SIGTERM it has
 * ten seconds to end well before everything it started is ended for it.
 */
process.stderr.write('The demo is not assembled yet.\n');
process.exitCode = 1;
