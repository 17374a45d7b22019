/** How a merchant and a person met. A source's own word that fits none of these is `other`. */
export type InteractionType =
  | 'call'
  | 'email'
  | 'visit'
  | 'ticket'
  | 'chat'
  | 'meeting'
  | 'task'
  | 'note'
  | 'message'
  | 'other';
