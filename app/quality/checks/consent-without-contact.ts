import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const consentWithoutContact = {
  key: 'consent_without_contact',
  dimension: 'consistency',
  subject: 'customer',
  field: 'Consent',
  label: 'Consent without the address it is about',
  sentence: 'They said yes to messages, but the record has nothing to send them to.',
  formula: 'Records with a consent and the address or number it is about ÷ records with a marketing consent.',
  remedy: 'Take the address from another source of the same person, or ask for it once more.',
  severity: 'medium',
  target: 0.98,
  lenses: ['consent'],
  among: () => sql`consent.yes`,
  fails: () => sql`(consent.by_email and r.email_normal is null) or (consent.by_sms and r.phone_e164 is null)`,
  found: () =>
    sql`concat_ws(', ', case when consent.by_email and r.email_normal is null then 'e-mail' end, case when consent.by_sms and r.phone_e164 is null then 'text message' end)`,
} as const satisfies Check;
