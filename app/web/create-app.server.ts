import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express } from 'express';
import type * as entry from '#app/entry.server.tsx';
import { env } from '#app/platform/env.server.ts';
import { webhooks } from './webhooks.server.ts';

const BUILD = new URL('../../build/', import.meta.url);

export type WebApp = { app: Express; closeDatabase: () => Promise<void> };

/** The HTTP process: webhooks by the short way, static files, and Remix for all else. */
export async function createApp(): Promise<WebApp> {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', true);
  const { build, files } = await (env().NODE_ENV === 'development' ? fromSource() : fromBuild());
  const { receiveWebhook, closeDatabase } = (await build()).entry.module as unknown as typeof entry;
  app.use('/webhooks', webhooks(receiveWebhook));
  app.get('/healthz', (_request, response) => {
    response.type('text').send('ok');
  });
  app.use(compression());
  files(app);
  const page = createRequestHandler({ build, mode: env().NODE_ENV });
  app.all('*', (request, response, next) => {
    // Pages and files of people: no browser and no machine between keeps them.
    response.set('cache-control', 'no-store');
    page(request, response, next).catch(next);
  });
  return { app, closeDatabase };
}

type Site = { build: () => Promise<ServerBuild>; files: (app: Express) => void };

async function fromBuild(): Promise<Site> {
  const build = (await import(new URL('server/index.js', BUILD).href)) as ServerBuild;
  return {
    build: async () => build,
    files: (app) => {
      app.use('/assets', express.static(new URL('client/assets', BUILD).pathname, { immutable: true, maxAge: '1y' }));
      app.use(express.static(new URL('client', BUILD).pathname, { maxAge: '1h' }));
    },
  };
}

async function fromSource(): Promise<Site> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true } });
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    files: (app) => {
      app.use(vite.middlewares);
    },
  };
}
