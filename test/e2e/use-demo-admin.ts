import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { type Demo, startDemo } from '#test/demo-run/start-demo.ts';
import { launchBrowser, type TestBrowser } from '#test/support/find-chromium.ts';
import { type Admin, openAdmin } from './admin.ts';

/** A running demo retailer with the admin open on it. Its fields can be read inside tests and hooks only. */
export type DemoAdmin = {
  demo: Demo;
  /** A connection of the database's owner, to look at what the pages do not say. */
  look: pg.Client;
  admin: Admin;
  /** The same admin on a phone; the caller closes it. */
  openPhone(): Promise<Admin>;
};

/**
 * Starts the demo retailer before the tests of a file and ends it after them.
 * @param fill brings in what the tests stand on, before the admin is opened; everything the demo has unless given.
 */
export function useDemoAdmin(
  retailer: { people: number; seed: number; name: string },
  fill: (demo: Demo, look: pg.Client) => Promise<unknown> = loadDemo,
): DemoAdmin {
  let browser: TestBrowser | undefined;
  const at = {
    openPhone: () => openAdmin(at.demo, browser as TestBrowser, { width: 390, height: 844 }),
  } as DemoAdmin;
  beforeAll(async () => {
    browser = await launchBrowser();
    at.demo = await startDemo(retailer);
    at.look = new pg.Client({ connectionString: at.demo.postgres.url });
    await at.look.connect();
    await fill(at.demo, at.look);
    at.admin = await openAdmin(at.demo, browser);
  }, 400_000);
  afterAll(async () => {
    await at.admin?.close();
    await browser?.close();
    await at.look?.end();
    await at.demo?.end();
  }, 60_000);
  return at;
}
