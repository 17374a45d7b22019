import { Random } from './random.ts';
import type { Visit } from './shopping.ts';
import type { World } from './world.ts';

/** How a visit to the online shop began: the path that marketing's links lead to, and the page before. */
export type Arrival = { landingPage: string; referrer: string | null };

/** Campaigns of one month, named by hand as people in small shops do. */
const themes = ['winter-wool', 'valentine', 'spring-home', 'easter-table', 'garden', 'picnic'] as const;
const lateThemes = ['summer-linen', 'back-home', 'harvest', 'candlelight', 'black-week', 'gifts'] as const;

/**
 * Where an online sale came from. Newcomers mostly follow paid links, regulars the newsletter or nothing at all. Drawn from a stream of
 * its own, so that the rest of the record stays as it is without it.
 */
export function arrivalOf(world: World, visit: Visit): Arrival {
  const random = new Random(world.seed, 'arrivals', Math.floor(visit.at / 1000));
  const month = world.calendar.dates[visit.day]?.month ?? 0;
  const theme = [...themes, ...lateThemes][month]!;
  const link = (path: string, source: string, medium: string, campaign: string) =>
    `${path}?utm_source=${source}&utm_medium=${medium}&utm_campaign=${campaign}`;
  const [paid, social, mail] = visit.isFirst ? [30, 22, 4] : [8, 9, 26];
  return random.among<Arrival>(
    [paid * 0.6, { landingPage: link('/', 'google', 'cpc', 'brand-search'), referrer: 'https://www.google.com/' }],
    [paid * 0.4, { landingPage: link('/collections/all', 'google', 'cpc', 'shopping-ads'), referrer: null }],
    [social, { landingPage: link('/', 'instagram', 'social', theme), referrer: 'https://l.instagram.com/' }],
    [mail, { landingPage: link('/collections/new', 'newsletter', 'email', theme), referrer: null }],
    [18, { landingPage: '/', referrer: 'https://www.google.com/' }],
    [6, { landingPage: '/products/kettle', referrer: 'https://www.pinterest.com/' }],
    [20, { landingPage: '/', referrer: null }],
  );
}
