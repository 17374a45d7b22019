import { inject } from 'vitest';

/**
 * Setup file: names the database of this test file before anything of the app is imported, since the app reads its
 * environment once. `useDatabase()` creates it; a file that does not call it has no database.
 */
const name = `onefold_test_${process.pid}_${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
process.env['DATABASE_URL'] = Object.assign(new URL(inject('templateUrl')), { pathname: `/${name}` }).href;
