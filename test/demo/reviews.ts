import { isoDay, isoTime } from './calendar.ts';
import { recase } from './dirt.ts';
import { homeAt } from './households.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import type { Subject } from './subjects.ts';
import { typeName } from './typed-name.ts';
import { typeEmail } from './typed-reach.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** Judge.me's export. */
export const reviewsHeader =
  'title,body,rating,review_date,source,curated,reviewer_name,reviewer_email,product_id,product_handle,reply,reply_date,picture_urls,ip_address,location'.split(
    ',',
  );

type Texts = { titles: readonly string[]; bodies: readonly string[] };

const texts: Readonly<Record<'good' | 'fair' | 'bad', Texts>> = {
  good: {
    titles: ['Love it', 'Perfect gift', 'Exactly as described', 'Worth every penny', 'Our third one', 'Très beau!', ''],
    bodies: [
      'Arrived in two days, beautifully wrapped. Will buy again.',
      'My wife asked for a second one, "and soon".',
      'Warm, sturdy, and the color is just like the photo.',
      'Bought at the Portland store first; now ordering online.',
      'Great quality, quick delivery, friendly people.',
      'We use it every day.\nStill looks new.',
    ],
  },
  fair: {
    titles: ['Nice, but', 'Okay', 'Good, a bit small', 'Decent'],
    bodies: [
      'Good product, shipping took over a week.',
      'Smaller than expected, otherwise fine.',
      "Scent is fainter than last year's.",
      'Fine for the price, I expected thicker wool.',
    ],
  },
  bad: {
    titles: ['Disappointed', 'Broke after a month', 'Not for me', 'Wrong item'],
    bodies: [
      'Handle came off after four weeks; support did answer, though.',
      'Sent the wrong size twice.',
      'Arrived broken, poorly packed.',
      'The seam opened on the first hike. Returned it.',
    ],
  },
};

/** The tone of each rating, one to five stars. */
const tones = ['bad', 'bad', 'fair', 'good', 'good'] as const;
const replies = ['Thank you for telling us!', 'We are sorry, and have written to you.'];

type Filing = { world: World; random: Random; views: Views };
const dayMs = 86_400_000;

/** One sale in fourteen is reviewed, one to six weeks on; a returned one less kindly. */
export function fileReview({ world, random, views }: Filing, subject: Subject, sale: Sale): void {
  if (sale.visit.isTest || sale.cancellation || !random.chance(sale.visit.channel === 'online' ? 0.09 : 0.03)) return;
  const at = sale.visit.at + Math.floor((6 + random.next() * 36) * dayMs);
  const product = random.pick(sale.lines).product;
  if (at > world.now || product.isGiftCard) return;
  const rating = sale.returned ? 1 + random.int(3) : random.among([66, 5], [20, 4], [8, 3], [3, 2], [3, 1]);
  const { titles, bodies } = texts[tones[rating - 1] as keyof typeof texts];
  const repliedAt = at + Math.floor(random.next() * 4 * dayMs);
  const isAnswered = repliedAt <= world.now && random.chance(rating < 3 ? 0.6 : 0.08);
  views.reviews.push({
    order: String(at).padStart(14, '0') + subject.person.id,
    personId: subject.person.id,
    householdId: subject.household.id,
    cells: [
      random.pick(titles),
      random.pick(bodies),
      String(rating),
      reviewInstant(at),
      random.pick(['email', 'email', 'web', 'widget']),
      random.chance(0.96) ? 'ok' : random.pick(['not-yet', 'spam']),
      shownName(random, subject, at),
      typeEmail(random, subject, manners.review, null) ?? '',
      product.id,
      product.handle,
      ...(isAnswered ? [random.pick(replies), reviewInstant(repliedAt)] : ['', '']),
      '',
      `192.0.2.${random.int(256)}`,
      homeAt(subject.household, at).country,
    ],
  });
}

/** `2026-03-02 10:12:00 UTC` */
function reviewInstant(at: number): string {
  return `${isoDay(at)} ${isoTime(at)} UTC`;
}

/** In full, with an initial, or the first name alone. */
function shownName(random: Random, subject: Subject, at: number): string {
  const { first, last } = typeName(random, subject, manners.review, at);
  const initial = last ? `${last.charAt(0)}.` : '';
  const shown = random.among([2, [first, last]], [2, [first, initial]], [1, [first]]);
  return recase(random, shown.filter(Boolean).join(' '), { upper: 0.01, lower: 0.04 });
}
