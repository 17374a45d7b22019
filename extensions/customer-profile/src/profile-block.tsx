import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.customer-details.block.render';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AppRefusal, askApp, idOf } from '../../shared/ask-app.ts';

declare const shopify: Api;

/** A customer of Shopify as Onefold knows the person. `net` is written in the shop's currency. */
type Glance = {
  profile: {
    publicId: string;
    net: string;
    onlineOrders: number;
    posOrders: number;
    lastOrderDay: string | null;
    sources: string[];
    emailConsent: string;
    smsConsent: string;
    segments: string[];
  } | null;
};
type State = { glance?: Glance; failure?: string };

export default function extension(): void {
  render(<ProfileBlock />, document.body);
}

function ProfileBlock() {
  const [{ glance, failure }, setState] = useState<State>({});
  useEffect(() => {
    askApp<Glance>(`/api/customers/${idOf(shopify.data.selected[0]?.id ?? '')}`)
      .then((answer) => setState({ glance: answer }))
      .catch((error: unknown) => setState({ failure: error instanceof AppRefusal ? error.message : String(error) }));
  }, []);
  return (
    <s-admin-block heading={shopify.i18n.translate('heading')}>
      {failure && <s-banner tone="critical">{failure}</s-banner>}
      {!glance && !failure && <s-spinner accessibilityLabel={shopify.i18n.translate('loading')} />}
      {glance?.profile === null && <s-paragraph>{shopify.i18n.translate('unknown')}</s-paragraph>}
      {glance?.profile && <Profile profile={glance.profile} />}
    </s-admin-block>
  );
}

function Profile({ profile }: { profile: NonNullable<Glance['profile']> }) {
  const say = (key: string) => shopify.i18n.translate(key);
  return (
    <s-stack gap="base">
      <s-grid gridTemplateColumns="1fr 1fr" gap="base">
        <Fact label={say('net')} value={profile.net} />
        <Fact label={say('orders')} value={`${profile.onlineOrders}, ${profile.posOrders}`} />
        <Fact label={say('lastOrder')} value={profile.lastOrderDay ?? say('never')} />
        <Fact label={say('consent')} value={`${profile.emailConsent}, ${profile.smsConsent}`} />
        <Fact label={say('sources')} value={profile.sources.join(', ')} />
      </s-grid>
      <s-stack direction="inline" gap="small">
        {profile.segments.length === 0 && <s-text color="subdued">{say('noSegments')}</s-text>}
        {profile.segments.map((name) => (
          <s-badge key={name}>{name}</s-badge>
        ))}
      </s-stack>
      <s-link href={`app:app/profiles/${profile.publicId}`}>{say('open')}</s-link>
    </s-stack>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <s-stack>
      <s-text color="subdued">{label}</s-text>
      <s-text>{value}</s-text>
    </s-stack>
  );
}
