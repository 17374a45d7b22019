import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Demo } from '#test/demo-run/start-demo.ts';
import type { TestBrowser } from '#test/support/find-chromium.ts';

const SHOTS = new URL('../../test-results/', import.meta.url).pathname;

/** The admin in a browser, with the app in its frame. */
export type Admin = {
  page: Page;
  app: FrameLocator;
  /** Opens a page of the app by its path and waits until its heading is there and its controls answer. */
  go(path: string, heading: string | RegExp): Promise<void>;
  /** Keeps a picture in test-results/. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
};

export async function openAdmin(demo: Demo, browser: TestBrowser, size = { width: 1280, height: 900 }): Promise<Admin> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => {
    // Leaving a page ends what it was still asking for; that is no fault of the page.
    if (!/aborted/.test(error.message)) {
      faults.push(error.message);
    }
  });
  const app = page.frameLocator('iframe');
  return {
    page,
    app,
    go: async (path, heading) => {
      await page.goto(demo.address.replace(/\/app$/, path));
      const title = app.getByRole('heading', { name: heading, level: 1 });
      await title.waitFor({ timeout: 30_000 });
      // The server's page can be seen before the browser's code listens to it; what is pressed until then is lost.
      await expect.poll(() => title.evaluate(isListening).catch(() => false), { timeout: 30_000 }).toBe(true);
      expect(faults).toEqual([]);
    },
    shot: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
    },
    close: () => context.close(),
  };
}

/** React leaves its properties on an element when it takes it over. Runs in the page. */
function isListening(element: object): boolean {
  return Object.keys(element).some((key) => key.startsWith('__reactProps'));
}

/** Serious and critical findings of axe in the whole page, the frame included; a page is accessible if there are none. */
export async function seriousFindings(admin: Admin): Promise<string[]> {
  const results = await new AxeBuilder({ page: admin.page }).include('iframe').analyze();
  return results.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}
