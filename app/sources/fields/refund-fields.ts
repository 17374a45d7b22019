import { CREATED_WORDS } from './created-words.ts';
import { fieldsOf } from './field.ts';

/** Money given back, in files that list refunds. */
export const REFUND_FIELDS = fieldsOf('refund', [
  [
    'id',
    'id',
    'Refund id',
    'Identifies the refund.',
    'refund id|refund number|return id|return number|credit note|credit note number|rma|rma number|erstattungsnummer|gutschriftsnummer|gutschrift|retourennummer|numero de remboursement|avoir|numero d avoir|numero de devolucion|nota de credito|nota di credito|retournummer|creditnota|kreditnota|kreditfaktura',
    { when: { refunds: 'id|number|nr|no' } },
  ],
  [
    'order_id',
    'id',
    'Refunded order',
    'The sale that was refunded.',
    'original order|original order id|original receipt|original transaction|original transaction id|related transaction id|refunded order|original invoice|ursprungsbeleg|originalbestellung|commande d origine|pedido original|ordine originale|oorspronkelijke bestelling|ursprunglig order',
    {
      when: {
        refunds:
          'order id|order number|order|order name|receipt number|transaction id|bestellnummer|commande|pedido|ordine|ordernummer',
      },
    },
  ],
  [
    'refunded_at',
    'instant',
    'Refunded at',
    'When the money went back.',
    'refunded at|refund date|date refunded|return date|returned at|erstattet am|ruckgabedatum|date de remboursement|date de retour|fecha de reembolso|fecha de devolucion|data rimborso|data reso|retourdatum|aterbetalningsdatum',
    { when: { refunds: `date|datum|created at|fecha|data|dato|day|${CREATED_WORDS}` } },
  ],
  [
    'amount',
    'money',
    'Refunded sum',
    'Money given back; the sign does not matter.',
    'refund total|refund value|amount returned|return amount|erstattungssumme|montant du remboursement|importe del reembolso',
    {
      when: {
        refunds: 'refund amount|amount|total|refunded amount|betrag|montant|importe|importo|bedrag|belopp|valor|refund',
      },
    },
  ],
  [
    'reason',
    'text',
    'Reason of the refund',
    'Why.',
    'refund reason|return reason|reason for refund|reason for return|erstattungsgrund|retourengrund|motif du remboursement|motif de retour|motivo del reembolso|motivo de devolucion|motivo del reso|reden retour',
    { when: { refunds: 'reason|grund|motif|motivo|reden|orsak' } },
  ],
]);
