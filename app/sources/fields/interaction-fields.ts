import { CREATED_WORDS } from './created-words.ts';
import { fieldsOf } from './field.ts';

/** Calls, tickets, visits, messages. */
export const INTERACTION_FIELDS = fieldsOf('interaction', [
  [
    'id',
    'id',
    'Id',
    'Identifies the call, ticket, visit or message.',
    'ticket id|ticket number|ticket no|case id|case number|call id|conversation id|activity id|task id|interaction id|event id|message id|engagement id|ticketnummer|vorgangsnummer|fallnummer|numero de ticket|numero du ticket|id ticket|numero caso|arendenummer',
    { when: { interactions: 'id|number|nr|no|#|key|reference' } },
  ],
  [
    'type',
    'word',
    'Kind',
    'Call, e-mail, visit, ticket…',
    'activity type|interaction type|ticket type|event name|task subtype|tasksubtype|contact type|engagement type|aktivitatstyp|type d activite|tipo de actividad|tipo di attivita|activiteittype|aktivitetstyp',
    {
      when: {
        interactions: 'type|kind|channel|via|medium|art|typ|tipo|kanal|canal|canale|kanaal|activity|event type|method',
      },
    },
  ],
  [
    'direction',
    'word',
    'Direction',
    'In or out.',
    'direction|call direction|inbound outbound|richtung|sens|direccion llamada|direzione|richting|riktning',
  ],
  [
    'happened_at',
    'instant',
    'When',
    'When it took place or was opened.',
    'happened at|call date|call time|visit date|activity date|activitydate|interaction date|contact date|event date|ticket created|opened at|start time|started at|call start|sent at|received at|anrufdatum|besuchsdatum|kontaktdatum|date d appel|date de contact|date de visite|fecha de llamada|fecha de contacto|fecha de visita|data chiamata|data contatto|created datetime',
    {
      when: {
        interactions: `date|created at|created time|created|requested|timestamp|datetime|date time|when|datum|fecha|data|dato|submitted|create date|created date|${CREATED_WORDS}`,
      },
    },
  ],
  [
    'time',
    'time',
    'Time',
    'Time of day, where the date has a column of its own.',
    'time of call|time of visit',
    { when: { interactions: 'check in time|start time of day|time|uhrzeit|heure|hora|ora|tijd|tid' } },
  ],
  [
    'closed_at',
    'instant',
    'Closed',
    'When it ended or was solved.',
    'solved at|resolved at|resolution date|end time|ended at|completed date|closed date|closed on|gelost am|geschlossen am|resolu le|cerrado el|chiuso il|gesloten op|stangd',
    { when: { interactions: 'closed|closed at|closed time|resolved|resolved time|solved|completed at' } },
  ],
  [
    'subject',
    'text',
    'Subject',
    'Subject line or topic.',
    'subject|topic|ticket subject|betreff|thema|objet|sujet|asunto|tema|oggetto|onderwerp|amne|arende|assunto|emne|aihe|temat|predmet|targy',
    { when: { interactions: 'service|title|summary|titel|titre' } },
  ],
  [
    'body',
    'long_text',
    'Text',
    'What was written or noted.',
    'message|message body|call notes|ticket description|transcript|conversation|nachricht|gesprachsnotiz|mensaje|messaggio|bericht|meddelande|mensagem|besked',
    {
      when: {
        interactions:
          'body|description|notes|note|text|comment|comments|content|details|beschreibung|notiz|notizen|description du ticket|descripcion|descrizione|omschrijving|beskrivning|outcome',
      },
    },
  ],
  [
    'status',
    'word',
    'Status',
    'As the source words it.',
    'ticket status|case status|call status|task status|call outcome|ticketstatus',
    { when: { interactions: 'status|state|statut|estado|stato|outcome|result|disposition' } },
  ],
  [
    'staff',
    'text',
    'Staff',
    'Who dealt with it.',
    'assignee|agent|agent name|handled by|assigned to|contact owner|owner|case owner|rep|bearbeiter|zustandig|zugewiesen an|agent assigne|responsable|assegnatario|behandelaar|toegewezen aan|handlaggare|responsavel',
    {
      when: {
        interactions: 'stylist|therapist|practitioner|employee|staff|user|advisor|consultant|mitarbeiter|medewerker',
      },
    },
  ],
  [
    'duration',
    'number',
    'Duration in seconds',
    'Length of a call or visit.',
    'duration|call duration|duration seconds|talk time|length|duration s|duration sec|call length|duration min|duration minutes|minutes|dauer|gesprachsdauer|duree|duracion|durata|duur|gespreksduur|langd|duracao|varighed',
  ],
  [
    'order_id',
    'id',
    'About order',
    'The sale it is about.',
    'about order|regarding order',
    {
      when: { interactions: 'order id|order number|order|order no|bestellnummer|commande|pedido|ordine|ordernummer' },
    },
  ],
  [
    'store',
    'text',
    'Store',
    'Where it took place.',
    'visited store',
    { when: { interactions: 'store|location|branch|shop|filiale|magasin|tienda|negozio|winkel|butik|loja' } },
  ],
  [
    'tags',
    'list',
    'Tags',
    'Labels.',
    'ticket tags|ticket category',
    { when: { interactions: 'tags|labels|category|categories' } },
  ],
  [
    'satisfaction',
    'word',
    'Satisfaction',
    'How the person rated it: points or words. Becomes an answer of his own.',
    'satisfaction rating|customer satisfaction|customer satisfaction rating|satisfaction survey score|csat rating|csat response|survey results|survey result|ticket rating|conversation rating|kundenzufriedenheit|satisfaction client|satisfaccion del cliente|soddisfazione cliente|klanttevredenheid|kundnojdhet',
    {
      when: {
        interactions:
          'satisfaction score|csat score|csat|satisfaction|survey score|rating|customer rating|zufriedenheit|satisfaccion|soddisfazione|tevredenheid|bewertung',
      },
    },
  ],
  [
    'satisfaction_comment',
    'long_text',
    'Satisfaction: text',
    'What the person wrote with the rating.',
    'satisfaction comment|csat comment|satisfaction survey comment|survey comment|survey feedback|rating comment|satisfaction reason|conversation rating remark',
  ],
]);
