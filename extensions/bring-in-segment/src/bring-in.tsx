import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.customer-segment-details.action.render';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AppRefusal, askApp, idOf } from '../../shared/ask-app.ts';

declare const shopify: Api;

/** A segment of Shopify as Onefold would take it. */
type Translation = {
  name: string;
  sentence: string | null;
  members: number | null;
  problems: string[];
  notes: string[];
  segmentId: number | null;
};
type State = { translation?: Translation; failure?: string; isDone?: boolean };

export default function extension(): void {
  render(<BringIn />, document.body);
}

function BringIn() {
  const [state, setState] = useState<State>({});
  const path = `/api/shopify-segments/${idOf(shopify.data.selected[0]?.id ?? '')}`;
  const ask = (init?: RequestInit) =>
    askApp<Translation>(path, init)
      .then((translation) => setState({ translation, isDone: init !== undefined }))
      .catch((error: unknown) => setState({ failure: error instanceof AppRefusal ? error.message : String(error) }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, for the segment whose page this is
  useEffect(() => {
    void ask();
  }, []);
  const { translation } = state;
  const canBringIn = translation?.problems.length === 0 && translation.segmentId === null;
  return (
    <s-admin-action heading={shopify.i18n.translate('heading')}>
      {state.failure && <s-banner tone="critical">{state.failure}</s-banner>}
      {!translation && !state.failure && <s-spinner accessibilityLabel={shopify.i18n.translate('loading')} />}
      {translation && <Details translation={translation} isDone={state.isDone === true} />}
      {canBringIn && (
        <s-button slot="primary-action" variant="primary" onClick={() => void ask({ method: 'POST' })}>
          {shopify.i18n.translate('bringIn')}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {shopify.i18n.translate('close')}
      </s-button>
    </s-admin-action>
  );
}

function Details({ translation, isDone }: { translation: Translation; isDone: boolean }) {
  const { segmentId, problems, notes, sentence, members } = translation;
  return (
    <s-stack gap="base">
      <s-heading>{translation.name}</s-heading>
      {sentence && <s-paragraph>{sentence}</s-paragraph>}
      {members !== null && <s-paragraph>{`${shopify.i18n.translate('members')}: ${members}`}</s-paragraph>}
      {problems.length > 0 && (
        <s-banner tone="warning" heading={shopify.i18n.translate('cannot')}>
          <Items texts={problems} />
        </s-banner>
      )}
      {notes.length > 0 && (
        <s-banner tone="info" heading={shopify.i18n.translate('differs')}>
          <Items texts={notes} />
        </s-banner>
      )}
      {segmentId !== null && (
        <s-banner tone="success">
          {shopify.i18n.translate(isDone ? 'done' : 'already')}{' '}
          <s-link href={`app:app/segments/${segmentId}`}>{shopify.i18n.translate('open')}</s-link>
        </s-banner>
      )}
    </s-stack>
  );
}

function Items({ texts }: { texts: readonly string[] }) {
  return (
    <s-unordered-list>
      {texts.map((text) => (
        <s-list-item key={text}>{text}</s-list-item>
      ))}
    </s-unordered-list>
  );
}
