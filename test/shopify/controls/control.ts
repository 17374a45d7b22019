import type { Site } from '../actions/site.ts';
import type { Fields } from './control-fields.ts';

type Answer = Record<string, unknown> | undefined;

/** A thing a developer or a test can make happen. */
export type Control = {
  run: (site: Site, fields: Fields) => Answer | Promise<Answer>;
  /** Works before any shop exists. */
  withoutShop?: boolean;
};
