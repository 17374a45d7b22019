import { raw } from '#app/platform/sql.ts';
import type { ProfileFacts } from '../facts.ts';
import { type AttributeDefinition, describeTruth, sameInShopify, scalarSubject } from './attribute.ts';

type Channel = 'email' | 'sms';

const statusOf: Readonly<Record<string, string>> = {
  granted: 'SUBSCRIBED',
  denied: 'UNSUBSCRIBED',
  pending: 'PENDING',
};
const emailStatuses = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING', 'INVALID', 'UNSUBSCRIBED', 'REDACTED'] as const;
const smsStatuses = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING', 'UNSUBSCRIBED', 'REDACTED'] as const;

/** Whether someone may be contacted, in Shopify's words; who never said anything is NOT_SUBSCRIBED. */
export const consent = {
  email_subscription_status: {
    ...status('email'),
    label: 'e-mail subscription',
    description: 'Consent to marketing by e-mail, as it stands over all records of the person.',
    example: "email_subscription_status = 'SUBSCRIBED'",
    type: { kind: 'enum', values: emailStatuses },
  },
  sms_subscription_status: {
    ...status('sms'),
    label: 'SMS subscription',
    description: 'Consent to marketing by SMS, as it stands over all records of the person.',
    example: "sms_subscription_status = 'SUBSCRIBED'",
    type: { kind: 'enum', values: smsStatuses },
  },
  reachable_by_email: {
    ...reachable('email', 'email'),
    label: 'reachable by e-mail',
    description: 'Has an e-mail address and agreed to marketing there.',
    example: 'reachable_by_email = true',
    describe: describeTruth('who may be written to by e-mail', 'who may not be written to by e-mail'),
  },
  reachable_by_sms: {
    ...reachable('sms', 'phone'),
    label: 'reachable by SMS',
    description: 'Has a phone number and agreed to marketing there.',
    example: 'reachable_by_sms = true',
    describe: describeTruth('who may be texted', 'who may not be texted'),
  },
} satisfies Record<string, AttributeDefinition>;

function status(channel: Channel) {
  return {
    part: 'metrics',
    subject: () =>
      scalarSubject(
        raw(
          `(case coalesce(m.${channel}_consent, 'unknown') when 'granted' then 'SUBSCRIBED' when 'denied' then 'UNSUBSCRIBED'` +
            ` when 'pending' then 'PENDING' else 'NOT_SUBSCRIBED' end)`,
        ),
      ),
    read: (facts) => statusOf[consentOf(facts, channel)] ?? 'NOT_SUBSCRIBED',
    shopify: sameInShopify,
  } satisfies Partial<AttributeDefinition>;
}

function reachable(channel: Channel, contact: 'email' | 'phone') {
  return {
    type: { kind: 'boolean' },
    part: 'metrics',
    subject: () =>
      scalarSubject(raw(`(m.${channel}_consent = 'granted' and coalesce(p.${contact}, '') <> '') is true`)),
    read: (facts) => consentOf(facts, channel) === 'granted' && Boolean(facts.person[contact]),
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}

function consentOf(facts: ProfileFacts, channel: Channel): string {
  return (channel === 'email' ? facts.metrics?.emailConsent : facts.metrics?.smsConsent) ?? 'unknown';
}
