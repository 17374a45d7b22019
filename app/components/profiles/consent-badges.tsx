import { Badge } from '@shopify/polaris';

const WORDS: Readonly<Record<string, { label: string; tone: 'success' | 'critical' | 'attention' | undefined }>> = {
  granted: { label: 'subscribed', tone: 'success' },
  denied: { label: 'unsubscribed', tone: 'critical' },
  pending: { label: 'pending', tone: 'attention' },
  unknown: { label: 'not known', tone: undefined },
};

/** What the person allows, per channel. */
export function ConsentBadges({ email, sms }: { email: string; sms: string }) {
  return (
    <>
      {(
        [
          ['E-mail', email],
          ['SMS', sms],
        ] as const
      ).map(([channel, state]) => {
        const word = WORDS[state] ?? WORDS['unknown']!;
        return (
          <Badge key={channel} {...(word.tone ? { tone: word.tone } : {})}>
            {`${channel}: ${word.label}`}
          </Badge>
        );
      })}
    </>
  );
}
