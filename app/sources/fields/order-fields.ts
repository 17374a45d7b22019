import { CREATED_WORDS } from './created-words.ts';
import { fieldsOf } from './field.ts';

/** The sale as a whole: what a till or a shop exports. */
export const ORDER_FIELDS = fieldsOf('order', [
  [
    'id',
    'id',
    'Order id',
    'Identifies the sale in the source; rows with the same id are lines of one sale.',
    '注文番号|注文id|伝票番号|レシート番号|取引番号|order id|transaction id|sale id|receipt id|invoice id|check id|order key|kvittonr|bongnr|bongnummer|orderid|order no|order number|order nr|transaction number|receipt number|receipt no|invoice number|invoice no|invoice|invoiceno|bill number|bill no|sale number|sales id|order reference|order ref|order|receipt|transaction|sales order|document number|docket number|basket id|purchase id|' +
      'bestellnummer|bestell nr|auftragsnummer|belegnummer|beleg nr|bonnummer|bon nr|rechnungsnummer|rechnung|transaktionsnummer|bestellung|' +
      'numero de commande|n commande|numero commande|commande|numero de recu|numero de facture|n facture|id commande|reference commande|' +
      'numero de pedido|pedido|id pedido|numero de recibo|numero de factura|factura|num pedido|n pedido|numero de ticket de compra|' +
      'numero ordine|ordine|id ordine|numero ricevuta|scontrino|numero scontrino|numero fattura|fattura|ordernummer|bestelnummer|bonnr|factuurnummer|kassabon|' +
      'ordernr|order nummer|kvittonummer|kvitto|fakturanummer|numero do pedido|recibo|numero do recibo|nota fiscal|ordrenummer|bilagsnummer|bonnummer dk|kvitteringsnummer|tilausnumero|kuittinumero|numer zamowienia|nr zamowienia|paragon|numer paragonu|cislo objednavky|rendelesszam',
    { when: { orders: 'id|number|no|nr|#|reference|ref|name|key|code|ticket id|numero de ticket|vorgangsnummer' } },
  ],
  [
    'name',
    'id',
    'Order name',
    'What people call the sale: #1001, the number on the receipt.',
    'order name|order #|check #|order title|deal name|deal title|bestellname|nom de la commande|nombre del pedido',
  ],
  [
    'placed_at',
    'instant',
    'Date',
    'When the sale took place; the time may be in a column of its own.',
    '注文日時|注文日|購入日時|購入日|取引日時|取引日|売上日時|売上日|order date|placed at|date of sale|sale date|sold at|transaction date|purchase date|date purchased|ordered at|ordered on|receipt date|invoice date|order time stamp|transaction timestamp|timestamp|date time|datetime|invoicedate|order created|opened date|business date|trading date|date of purchase|completed at|closed at|order placed|created time|bestellzeit|bestellzeitpunkt|auftragszeit|' +
      'bestelldatum|auftragsdatum|verkaufsdatum|kaufdatum|belegdatum|rechnungsdatum|bondatum|datum und uhrzeit|zeitstempel|date de commande|date de vente|date d achat|date de la commande|date ticket|date facture|date et heure|' +
      'fecha de pedido|fecha de venta|fecha de compra|fecha del pedido|fecha pedido|fecha venta|fecha y hora|fecha factura|data ordine|data vendita|data di acquisto|data acquisto|data e ora|data scontrino|besteldatum|orderdatum|verkoopdatum|aankoopdatum|factuurdatum|datum en tijd|' +
      'bestallningsdatum|forsaljningsdatum|kopdatum|datum och tid|data do pedido|data da venda|data da compra|data e hora|ordredato|salgsdato|dato og tid|tilauspaiva|myyntipaiva|data zamowienia|data sprzedazy|datum objednavky|datum prodeje',
    {
      when: {
        orders: `date|when|day|datum|dag|fecha|data|dato|pvm|paiva|time stamp|${CREATED_WORDS}|paid at|date paid`,
      },
    },
  ],
  [
    'placed_time',
    'time',
    'Time',
    'Time of day of the sale, where the date has a column of its own.',
    'opened time|order time|sale time|transaction time|time of sale|time of day|receipt time|bestellzeit|uhrzeit|heure|hora|ora|tijd|tijdstip|tid|klockslag|tidspunkt|klokkeslett|aika|kellonaika|godzina|cas|idopont',
    { when: { orders: 'time|zeit' } },
  ],
  [
    'time_zone',
    'zone',
    'Time zone',
    'Zone that date and time are written in.',
    'time zone|timezone|tz|zone|zeitzone|fuseau horaire|zona horaria|fuso orario|tijdzone|tidszon|fuso horario',
  ],
  [
    'currency',
    'currency',
    'Currency',
    'ISO code of the amounts.',
    'currency|currency code|order currency|wahrung|waehrung|devise|monnaie|moneda|divisa|valuta|valutakod|moeda|valutta|waluta|mena|penznem',
  ],
  [
    'gross',
    'money',
    'Gross sales (of the sale)',
    'Goods before discounts.',
    'order gross|order subtotal before discounts|gross total|total gross sales',
  ],
  [
    'subtotal',
    'money',
    'Subtotal (of the sale)',
    'Goods after discounts, before shipping and tax on top.',
    'subtotal|sub total|order subtotal|net total before tax|zwischensumme|sous total|subtotale|subtotaal|delsumma|subtotal del pedido|mellansumma',
  ],
  [
    'discount',
    'money',
    'Discount (of the sale)',
    'Sum taken off the whole sale.',
    'discount amount|order discount|total discount|total discounts|cart discount|discounts total|gesamtrabatt|remise totale|descuento total|sconto totale|totale korting|total rabatt',
  ],
  [
    'tax',
    'money',
    'Tax (of the sale)',
    'Tax on the whole sale.',
    '消費税|消費税額|税額|taxes|total tax|order sales tax|order tax|tax total|tax amount|total taxes|sales tax|steuern|steuer gesamt|mwst gesamt|taxes totales|impuestos|imposte|belastingen|btw bedrag|skatter|momsbelopp|impostos',
  ],
  [
    'shipping',
    'money',
    'Shipping',
    'Shipping charged to the buyer.',
    '送料|配送料|shipping|shipping cost|shipping amount|delivery fee|delivery cost|postage|shipping total|freight|shipping charge|order shipping|versand|versandkosten|frais de port|livraison|frais de livraison|gastos de envio|envio|spedizione|spese di spedizione|verzendkosten|verzending|frakt|fraktkostnad|frete|portes|fragt|shipping and handling',
  ],
  [
    'tip',
    'money',
    'Tip',
    'Tip or gratuity.',
    'tip|tips|gratuity|trinkgeld|pourboire|propina|mancia|fooi|dricks|gorjeta|drikkepenge|service charges|service charge|tip amount',
  ],
  [
    'total',
    'money',
    'Total (of the sale)',
    'What the buyer owed. On several rows of one sale it is taken once.',
    '合計金額|合計|総額|お支払い金額|order total|total|grand total|total amount|total collected|total paid|amount paid|total price|sale total|invoice total|order amount|order value|transaction amount|basket value|total incl tax|total including tax|total inc vat|net total|payment amount|amount due|total value|transaction total|purchase amount|dollar value|revenue|n revenue formatted|grand total purchased|' +
      'gesamt|gesamtsumme|gesamtbetrag|summe|endbetrag|bestellwert|betrag|rechnungsbetrag|bruttobetrag|summe brutto|total ttc|montant total|montant|montant ttc|total de la commande|total commande|montant total ttc|' +
      'total del pedido|importe total|importe|total con iva|monto|monto total|total factura|totale|totale ordine|importo|importo totale|totaal|totaalbedrag|bedrag|ordertotaal|totalt|totalbelopp|summa|belopp|ordersumma|valor total|valor|total do pedido|total ialt|belob|i alt|sum|summa yhteensa|yhteensa|kwota|razem|suma|wartosc zamowienia|celkem|osszesen',
    { when: { orders: 'amount|value|price|sales|paid' } },
  ],
  [
    'refunded',
    'money',
    'Refunded amount',
    'Money given back on this sale so far.',
    'refunded amount|refund amount|amount refunded|total refunded|partial refunds|refunds total|refund total|refunds|refunded|refund|ruckerstattung|erstattet|erstattungsbetrag|erstatteter betrag|rembourse|montant rembourse|remboursement|reembolso|importe reembolsado|reembolsado|rimborso|importo rimborsato|terugbetaald|terugbetaling|aterbetalt|aterbetalning|reembolsos|valor reembolsado|refunderet|refundert',
  ],
  [
    'event',
    'word',
    'Kind of booking',
    'Sale or refund, where the source writes both as rows.',
    'art der transaktion|transaktionsart|event type|receipt type|transaction type|sale type|type of transaction|line type|record type|movement type|order type|document type|belegart|vorgangsart|buchungsart|transaktionsart|type de recu|type de transaction|type d operation|tipo de recibo|tipo de transaccion|tipo de evento|tipo de documento|tipo ricevuta|tipo transazione|type bon|transactietype|kvittotyp|transaktionstyp|tipo de recibo pt|transaktionstype',
    { when: { orders: 'type|kind|art|tipo|typ' } },
  ],
  [
    'status',
    'status',
    'Status',
    'Paid, refunded, cancelled… as the source words it.',
    '注文ステータス|注文状況|ステータス|financial status|order status|payment status|sale status|transaction status|order payment state|payment state|invoice status|bestellstatus|zahlungsstatus|auftragsstatus|statut de la commande|statut du paiement|etat de la commande|statut de paiement|estado del pedido|estado del pago|estado de pago|stato ordine|stato pagamento|stato del pagamento|bestelstatus|betaalstatus|orderstatus|betalningsstatus|estado do pedido|situacao do pedido|ordrestatus|status zamowienia|stav objednavky|deal stage|deal status',
    { when: { orders: 'status|state|statut|estado|stato|etat|zustand|situacao|stav|allapot|result' } },
  ],
  [
    'void',
    'boolean',
    'Voided',
    'Yes = the row was voided and counts for nothing.',
    'void|void?|voided|is void|voided?|storniert|storno|annule|anulado|annullato|geannuleerd|makulerad|cancelled?|is cancelled|canceled|cancelled',
  ],
  ['test', 'boolean', 'Test sale', 'Yes = made for testing.', 'test|is test|test order|test mode|testbestellung'],
  [
    'cancelled_at',
    'instant',
    'Cancelled',
    'When the sale was cancelled.',
    'cancelled at|canceled at|cancel date|cancellation date|storniert am|annule le|cancelado el|annullato il|geannuleerd op',
  ],
  [
    'channel',
    'word',
    'Channel',
    'Where the sale was made: online, till, phone.',
    'channel|sales channel|channel type|channel name|source|order source|source name|origin|platform|vertriebskanal|kanal|verkaufskanal|canal|canal de vente|canal de venta|canale|canale di vendita|verkoopkanaal|kanaal|forsaljningskanal|canal de venda|salgskanal',
  ],
  [
    'store',
    'text',
    'Store',
    'Branch, shop or location.',
    '店舗名|店舗|location|store|store id|store number|store code|location id|shop id|branch code|home store|store name|shop|branch|outlet|outlet name|site|location name|location code|warehouse|venue|restaurant|filiale|standort|geschaft|laden|filialname|magasin|boutique|point de vente|etablissement|tienda|sucursal|establecimiento|punto de venta|negozio|punto vendita|sede|winkel|filiaal|vestiging|locatie|butik|plats|forsaljningsstalle|loja|filial|unidade|ponto de venda|forretning|butikk|afdeling|myymala|sklep|oddzial|pobocka|prodejna|uzlet|bolt',
  ],
  [
    'staff',
    'text',
    'Staff',
    'Who sold.',
    'employee|staff|employee name|medarbejder|staff name|cashier|cashier name|sales person|salesperson|server|sold by|sales rep|operator|seller|till operator|mitarbeiter|verkaufer|kassierer|bediener|vendeur|caissier|employe|vendedor|cajero|empleado|venditore|cassiere|commesso|dipendente|medewerker|verkoper|kassier|saljare|kassor|anstalld|operador|caixa|funcionario|saelger|ekspedient|selger|myyja|sprzedawca|kasjer|prodavac|pokladni|elado|deal owner',
    // A number says who it was only where no name does.
    { when: { orders: 'cashier id|employee id|staff id' } },
  ],
  ['tags', 'list', 'Order tags', 'Labels of the sale.', 'order tags'],
  [
    'note',
    'long_text',
    'Order note',
    'Free text about the sale.',
    'order note|order notes|customer note on order|order comment|staff note',
    { when: { orders: 'notes|note|comment|comments|memo|notiz|bemerkung|remarque|nota|opmerking|anteckning' } },
  ],
  [
    'discount_codes',
    'list',
    'Discount code',
    'Codes the buyer used.',
    'discount code|discount codes|coupon|coupons|coupon code|promo code|voucher code|coupon s|gutscheincode|rabattcode|code promo|code de reduction|codigo de descuento|cupon|codice sconto|coupon gebruikt|kortingscode|rabattkod|cupom',
  ],
  [
    'campaign',
    'text',
    'Campaign',
    'The campaign that brought the sale, as marketing named it.',
    'utm campaign|order campaign',
    {
      when: {
        orders:
          'campaign|campaign name|marketing campaign|kampagne|kampagnenname|campagne|nom de la campagne|campana|nombre de la campana|campagna|nome campagna|campagnenaam|kampanj|kampanje|campanha|nome da campanha|kampanja|kampania|キャンペーン|キャンペーン名',
      },
    },
  ],
  [
    'visit_source',
    'text',
    'Came from',
    'Where the buyer came from before an online sale: a search engine, a network, another site.',
    'utm source|traffic source|referring site',
    {
      when: { orders: 'referrer|referer|marketing source|came from|source de trafic|fuente de trafico|流入元|参照元' },
    },
  ],
]);
