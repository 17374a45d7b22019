import type { FieldEvidence, ReadableRecord } from './explain-pair.ts';
import type { PairScore } from './score-pair.ts';

/** A field's part of the sentence, without capital and full stop. */
export type FieldWords = { phrase: string };

/** A value so rare that agreement by chance is out of the question in a shop. */
const RARE_BITS = 12;

/** Says in a few words how a field compares: `same e-mail (rare)`, `birth date has day and month exchanged or a slip`. */
export function describeField(
  evidence: FieldEvidence,
  score: PairScore,
  readable: readonly [ReadableRecord, ReadableRecord],
): FieldWords {
  const [kind, name = ''] = evidence.field.split(/:(.*)/s);
  const phrase = PHRASES[`${kind} ${evidence.level}`] ?? `${LABELS[kind ?? ''] ?? kind} ${evidence.level}`;
  const named = phrase.replace('{name}', name.replaceAll('_', ' '));
  const swapped = kind === 'given' && score.comparison.names.swapped ? ', first and last name exchanged' : '';
  return { phrase: named + aside(evidence, readable) + swapped };
}

/** What stands in brackets: the two first names, how many people use the value, that it is rare. */
function aside(evidence: FieldEvidence, [a, b]: readonly [ReadableRecord, ReadableRecord]): string {
  if (evidence.people > 1) return ` (used by ${evidence.people} people)`;
  if (evidence.field === 'given' && a.givenName && b.givenName && evidence.level !== 'exact')
    return ` (${a.givenName}, ${b.givenName})`;
  if (evidence.field === 'family' && a.familyName && b.familyName && evidence.level !== 'exact')
    return ` (${a.familyName}, ${b.familyName})`;
  const isValue = evidence.level === 'exact' || evidence.level.startsWith('same ');
  return isValue && evidence.bits >= RARE_BITS ? ' (rare)' : '';
}

const LABELS: Record<string, string> = {
  given: 'first name',
  family: 'family name',
  birth: 'birth date',
  email: 'e-mail',
  phone: 'phone',
  address: 'address',
  company: 'company',
  organisation: 'organisation',
};

const PHRASES: Record<string, string> = {
  'given exact': 'same first name',
  'given variant': 'first names go together',
  'given near': 'first names differ by a slip',
  'given loose': 'first names are a little alike',
  'given initial': 'initial agrees',
  'given different': 'first names differ',
  'family exact': 'same family name',
  'family variant': 'family names share a part',
  'family near': 'family names differ by a slip',
  'family loose': 'family names are a little alike',
  'family initial': 'initial of the family name agrees',
  'family different': 'family names differ',
  'birth exact': 'same birth date',
  'birth typo': 'birth dates differ by a slip or by day and month exchanged',
  'birth near': 'birth dates nearly agree',
  'birth loose': 'birth dates are about a year or ten apart',
  'birth partly same': 'same year of birth',
  'birth different': 'birth dates differ',
  'email exact': 'same e-mail',
  'email same local part': 'same e-mail name at another provider',
  'email near': 'e-mails differ by a slip',
  'email same name': 'e-mails are made of the same name',
  'email loose': 'e-mails are a little alike',
  'email different': 'e-mails differ',
  'phone exact': 'same phone',
  'phone same ending': 'same phone but for the area code',
  'phone near': 'phones differ by one digit',
  'phone different': 'phones differ',
  'address same place': 'same address',
  'address same street': 'same street',
  'address same postcode': 'same postcode',
  'address similar postcode': 'postcodes differ by a slip',
  'address same city': 'same city',
  'address similar city': 'cities differ by a slip',
  'address different': 'address differs',
  'company exact': 'same company',
  'company near': 'companies are nearly the same',
  'company different': 'companies differ',
  'organisation exact': 'same name of the organisation',
  'organisation near': 'nearly the same name of the organisation',
  'organisation different': 'names of the organisations differ',
  'id exact': 'same {name} number',
  'id near': '{name} numbers differ by one character',
  'id different': '{name} numbers differ',
  'attribute exact': 'same {name}',
  'attribute near': '{name} nearly the same',
  'attribute different': '{name} differs',
};
