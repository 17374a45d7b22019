import { CREATED_WORDS } from './created-words.ts';
import { fieldsOf } from './field.ts';

/** Reviews, scores and answers. */
export const FEEDBACK_FIELDS = fieldsOf('feedback', [
  [
    'id',
    'id',
    'Id',
    'Identifies the review or answer.',
    'review id|reviewid|feedback id|response id|survey id|answer id|bewertungs id|id avis|id resena|id recensione',
    { when: { feedback: 'id|number|nr|key|#' } },
  ],
  [
    'rating',
    'number',
    'Rating',
    'Stars or points.',
    'rating|stars|how likely are you to recommend us|how likely are you to recommend|likelihood to recommend|likely to recommend|how satisfied are you|review score|review rating|star rating|nps|nps score|csat|satisfaction score|overall rating|bewertung|sterne|punktzahl|note client|etoiles|evaluation|calificacion|puntuacion|valoracion|estrellas|valutazione|voto|stelle|beoordeling|sterren|betyg|stjarnor|omdome|avaliacao|nota da avaliacao|estrelas|bedommelse|stjerner|vurdering|arvosana|ocena|gwiazdki|hodnoceni|ertekeles',
    { when: { feedback: 'score|satisfaction|note|nota|value|points' } },
  ],
  [
    'title',
    'text',
    'Title',
    'Heading of the text.',
    'review title|headline|feedback title|bewertungstitel|titre de l avis|titulo de la resena|titolo recensione',
    { when: { feedback: 'title|titel|titre|titulo|titolo|heading|subject|rubrik' } },
  ],
  [
    'body',
    'long_text',
    'Text',
    'What was written.',
    'review|review body|what could we do better|how can we improve|what can we improve|reason for your score|reason for score|why did you give this score|review content|review text|feedback|feedback text|comment text|body text|verbatim|testimonial|bewertungstext|rezension|avis|resena|opinion|recensione|recensie|recension|omdome text|anmeldelse|opinia|recenze',
    {
      when: {
        feedback:
          'any comments|other comments|additional comments|anything else|body|content|text|comment|comments|message|description|answer|kommentar|commentaire|comentario|comentarios|commento|opmerking|reacties|besked',
      },
    },
  ],
  [
    'given_at',
    'instant',
    'When',
    'When it was given.',
    'review date|submit date|submission time|reviewed at|review creation date|date of review|response date|submitted at|datecreated|bewertungsdatum|date de l avis|fecha de la resena|data recensione|answered at|responded at',
    {
      when: {
        feedback: `date|date created|created at|created|submitted|timestamp|datum|fecha|data|dato|submission date|${CREATED_WORDS}`,
      },
    },
  ],
  [
    'product_id',
    'id',
    'Product id',
    'Id of the product in the shop.',
    'reviewed product id',
    { when: { feedback: 'product id|productid|item id|produkt id' } },
  ],
  [
    'product_handle',
    'id',
    'Product handle',
    'The product’s name in the shop’s addresses.',
    'product handle|handle|product url|product slug|slug',
  ],
  [
    'product_title',
    'text',
    'Product',
    'Name of the product.',
    'reviewed product',
    {
      when: { feedback: 'product|product title|product name|item|produkt|produit|producto|prodotto|produto|artikel' },
    },
  ],
  [
    'order_id',
    'id',
    'Order',
    'The sale it is about.',
    'reviewed order',
    { when: { feedback: 'order id|order number|order|order no|bestellnummer|commande|pedido|ordine|ordernummer' } },
  ],
  [
    'verified',
    'boolean',
    'Verified buyer',
    'The source proved the purchase.',
    'verified purchase|verified buyer|is verified buyer|isverifiedbuyer|verified|verifizierter kauf|achat verifie|compra verificada|acquisto verificato',
  ],
  [
    'state',
    'word',
    'Published',
    'Published, hidden, spam.',
    'review status|curated|published|moderation status|is approved|isapproved|visibility|approved',
    { when: { feedback: 'state|status|statut|estado|stato' } },
  ],
  [
    'reply',
    'long_text',
    'Reply',
    'The shop’s answer.',
    'reply|store reply|merchant reply|response text|antwort|reponse|respuesta|risposta|antwoord|svar|resposta|reply text|public reply|company reply text|company reply',
  ],
  [
    'replied_at',
    'instant',
    'Replied',
    'When the shop answered.',
    'replied at|reply date|replydatecreated|reply created at|response time stamp|antwortdatum|date de reponse|company reply date',
  ],
  [
    'location',
    'text',
    'Place',
    'Where the writer says to be.',
    'reviewer location|reviewer country',
    { when: { feedback: 'location|region|country code|countrycode|ort' } },
  ],
  ['type', 'word', 'Kind', 'Review, NPS, CSAT, survey.', 'feedback type|survey type|survey name'],
]);
