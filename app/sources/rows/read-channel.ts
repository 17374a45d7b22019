import type { OrderChannel } from '#app/records/types.ts';
import type { RowPlan } from './row-plan.ts';
import type { RowView } from './row-view.ts';

const ONLINE =
  /web|online|internet|e-?com|shopify|site|app|amazon|ebay|etsy|marketplace|boutique en ligne|tienda en linea|webshop/;
const PHONE = /phone|telefon|telephone|telefono|telefoon|call/;

/** Where a sale was made, by the word in its channel column; else what the source is. */
export function channelReader(plan: RowPlan): (view: RowView) => OrderChannel {
  const word = plan.word('order.channel');
  const { channel: otherwise, posWords } = plan.mapping.conventions;
  return (view) => {
    const text = word(view);
    if (!text) return otherwise;
    if (posWords.includes(text)) return 'pos';
    if (PHONE.test(text)) return 'phone';
    return ONLINE.test(text) ? 'online' : otherwise;
  };
}
