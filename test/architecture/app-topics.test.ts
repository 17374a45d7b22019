import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { APP_TOPICS } from '#app/pipeline/handle-app-topic.server.ts';
import { RECORD_TOPICS } from '#app/sources/shopify/webhook-topics.ts';
import { readAppConfiguration } from '#test/shopify/webhooks/app-configuration.ts';

const APP = readAppConfiguration(fileURLToPath(new URL('../../shopify.app.toml', import.meta.url)))!;

describe('the app as Shopify knows it', () => {
  it('is told of what it reads, and of nothing else: data that nobody needs is not collected', () => {
    const told = [...APP.uriOfTopic.keys()].sort();
    expect(told).toEqual([...Object.keys(RECORD_TOPICS), ...Object.keys(APP_TOPICS)].sort());
  });
});
