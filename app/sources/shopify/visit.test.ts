import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitOf } from './visit.ts';

describe('the visit before an order', () => {
  it('keeps what marketing wrote into the landing page, and neither its other parameters nor the page before', () => {
    const said = visitOf(
      '/products/tea?utm_source=Newsletter&utm_medium=email&utm_campaign=Autumn+tea&email=ann%40example.com',
      'https://www.mail.example/inbox?user=ann',
    );
    expect(said).toEqual({
      landing: '/products/tea',
      referrer: 'mail.example',
      source: 'newsletter / email',
      campaign: 'Autumn tea',
    });
  });

  it('is the same from a query, which gives the whole address, as from a webhook, which gives the path', () => {
    const path = '/collections/mugs?utm_source=google&utm_medium=cpc&utm_campaign=brand';
    expect(visitOf(`https://shop.example${path}`, null)).toEqual(visitOf(path, ''));
  });

  it.each([
    ['/?gclid=abc', 'https://www.google.com/', 'google / cpc'],
    ['/', 'https://www.instagram.com/p/1', 'instagram.com'],
    ['/', 'android-app://com.google.android.gm', 'com.google.android.gm'],
    ['/', null, 'direct'],
    ['https://shop.example/a', 'https://shop.example/b', 'direct'],
    ['/?utm_source=Instagram', null, 'instagram'],
  ])('%s after %s came from %s', (landing, referrer, source) => {
    expect(visitOf(landing, referrer)?.source).toBe(source);
  });

  it('is none where the till or a draft was no visit', () => {
    expect(visitOf(null, null)).toBeUndefined();
    expect(visitOf('', '')).toBeUndefined();
    expect(visitOf('http://[', null)).toBeUndefined();
  });

  it('bears any text, and keeps no more than short ones', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (landing, referrer) => {
        const said = visitOf(`/?utm_campaign=${landing}`, `https://${referrer}`);
        for (const text of Object.values(said ?? {})) expect((text ?? '').length).toBeLessThanOrEqual(140);
      }),
    );
  });
});
