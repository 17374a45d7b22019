import { fieldsOf } from './field.ts';

/** How a header says that a column is about where the goods go. */
const TO = ['shipping', 'ship to', 'ship', 'delivery', 'recipient', 'receiver'];

/** Headers of a column of the receiver: each of these words after each of `TO`, and those of other languages. */
function headers(words: string, others: string): { when: { orders: string } } {
  const english = TO.flatMap((to) => words.split('|').map((word) => `${to} ${word}`));
  return { when: { orders: [...english, others].join('|') } };
}

/**
 * Whom the goods go to, in a file of sales that names him beside the payer. Only files of sales have these, so that a column which could
 * be the payer's is his where no other column is.
 */
export const RECEIVER_FIELDS = fieldsOf('receiver', [
  [
    'full_name',
    'name',
    'Receiver: name',
    'Who gets the goods, where the name is in one column. Whoever is not the payer stays apart from him.',
    '',
    headers(
      'name|full name|contact name',
      'recipient|receiver|ship to|deliver to|lieferempfanger|empfanger|lieferadresse name|destinataire|nom de livraison|destinatario|nombre de envio|nome spedizione|ontvanger|mottagare|modtager|saaja|odbiorca',
    ),
  ],
  [
    'given_name',
    'name',
    'Receiver: first name',
    'First name of who gets the goods.',
    '',
    headers(
      'first name|firstname|given name',
      'liefer vorname|vorname lieferadresse|prenom livraison|prenom destinataire',
    ),
  ],
  [
    'family_name',
    'name',
    'Receiver: last name',
    'Last name of who gets the goods.',
    '',
    headers('last name|lastname|surname|family name', 'liefer nachname|nachname lieferadresse|nom destinataire'),
  ],
  [
    'company',
    'text',
    'Receiver: company',
    'Company at the address of delivery.',
    '',
    headers('company', 'firma lieferadresse|societe livraison'),
  ],
  [
    'line1',
    'text',
    'Receiver: street',
    'Street and house number of delivery.',
    '',
    headers(
      'address|address 1|address1|address line 1|street|street 1',
      'lieferadresse|lieferstrasse|strasse lieferadresse|adresse de livraison|direccion de envio|indirizzo di spedizione|bezorgadres|afleveradres|leveransadress|leveringsadresse',
    ),
  ],
  [
    'line2',
    'text',
    'Receiver: address, second line',
    'Flat, floor, care of.',
    '',
    headers('address 2|address2|address line 2|street 2', 'lieferadresse 2|adresse de livraison 2'),
  ],
  [
    'city',
    'text',
    'Receiver: city',
    'Town or city of delivery.',
    '',
    headers('city|town', 'lieferort|ort lieferadresse|ville de livraison|ciudad de envio|citta di spedizione'),
  ],
  [
    'region',
    'text',
    'Receiver: region',
    'State, province or county of delivery.',
    '',
    headers('state|province|region', 'provincia de envio'),
  ],
  [
    'postal_code',
    'postal_code',
    'Receiver: postcode',
    'Postcode of delivery, kept as text.',
    '',
    headers('zip|zip code|zipcode|postcode|postal code', 'lieferplz|plz lieferadresse|code postal de livraison'),
  ],
  [
    'country',
    'country',
    'Receiver: country',
    'Country of delivery.',
    '',
    headers('country|country code', 'lieferland|land lieferadresse|pays de livraison|pais de envio'),
  ],
  [
    'phone',
    'phone',
    'Receiver: phone',
    'Number of who gets the goods; never taken for the payer’s.',
    '',
    headers('phone|phone number|mobile', 'telefon lieferadresse|telephone livraison|telefono de envio'),
  ],
]);
