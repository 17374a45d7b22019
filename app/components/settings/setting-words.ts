/** `read_all_orders` → "Read all orders". */
export function scopeWords(scope: string): string {
  const words = scope.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ACTIONS: Readonly<Record<string, string>> = {
  'care.suggested': 'Noted that a product was suggested to a customer',
  'cost.kept': 'Entered what new customers cost',
  'cost.removed': 'Removed what new customers cost',
  'history.asked_again': 'Asked for the missing history again',
  'identity.rehearsal_stopped': 'Stopped a rehearsal',
  'import.file_taken': 'Uploaded a file',
  'import.started': 'Started an import',
  'import.stopped': 'Stopped an import',
  'import.refused_downloaded': 'Downloaded the refused rows of an import',
  'inbox.tried_again': 'Tried failed messages again',
  'privacy.exported': 'Collected a customer’s data',
  'privacy.erased': 'Erased a customer',
  'privacy.export_downloaded': 'Downloaded a customer’s data',
  'quality.run_asked': 'Asked for a quality check',
  'quality.rows_downloaded': 'Downloaded the rows behind a score',
  'quality.scores_downloaded': 'Downloaded the quality scores',
  'quality.incident_changed': 'Moved an incident on',
  'quality.closure_added': 'Said that a store is closed',
  'quality.closure_removed': 'Took closed days back',
  'quality.standard_changed': 'Changed a standard',
  'quality.check_added': 'Added a check',
  'quality.check_changed': 'Changed a check',
  'quality.check_removed': 'Removed a check',
  'quality.check_ignored': 'Let a check pass for now',
  'quality.check_counted': 'Counted a check again',
  'quality.repair_asked': 'Repaired what failed a check',
  'quality.repair_undone': 'Took a repair back',
  'quality.repairs_itself': 'Let a repair run by itself',
  'quality.repairs_by_hand': 'Let a repair run by hand only',
  'quality.contract_changed': 'Changed a file contract',
  'quality.file_released': 'Let a held file through',
  'quality.channel_added': 'Added somebody to be told of incidents',
  'quality.channel_removed': 'Removed somebody who is told of incidents',
  'quality.upkeep_changed': 'Changed the upkeep',
  'review.round_begun': 'Began a round of questions about who is who',
  'rule.resumed': 'Let a rule run again',
  'segment.created': 'Created a segment',
  'segment.changed': 'Changed a segment',
  'segment.deleted': 'Deleted a segment',
  'segment.downloaded': 'Downloaded the people of a segment',
  'segment.sent': 'Sent a segment to Shopify',
  'segment.sending_stopped': 'Stopped sending a segment',
  'segment.sending_undone': 'Undid a change in Shopify',
  'segment.sending_ended': 'Took a segment out of Shopify',
  'segment.cap_changed': 'Changed how many customers may change at once',
  'shop.kept': 'Asked to erase the shop; it was installed again meanwhile, so nothing was erased',
  'source.quarantined': 'Put a source in quarantine',
  'source.released': 'Ended the quarantine of a source',
  'source.held_refused': 'Threw held files away',
  'staff.role_given': 'Gave a role',
};

/** An action of the audit log in words; one that has none yet as its own name, legibly. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? scopeWords(action.replace('.', ': '));
}

/** `staff:123` → "Member of staff 123"; all others as they are. */
export function actorWords(actor: string): string {
  return actor.startsWith('staff:') ? `Member of staff ${actor.slice('staff:'.length)}` : actor;
}

/** Counts as text: "12 records, 3 orders"; empty without any. */
export function countWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${value.toLocaleString('en')} ${plainName(name)}`)
    .join(', ');
}

/** Details of a line of the audit log: "rows: 12, source: 3". */
export function detailWords(detail: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${plainName(name)}: ${typeof value === 'number' ? value.toLocaleString('en') : value}`)
    .join(', ');
}

function plainName(name: string): string {
  return name.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
