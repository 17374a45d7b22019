import { foldText } from '#app/normalise/text.ts';
import type { IdentityId } from './identity-record.ts';

/** What a merchant's own columns say about who a person is. */
export type PersonalFacts = { ids: IdentityId[]; attributes: Record<string, string> };

/** Numbers that a state, an insurer or a register gives to one person or company. */
const NUMBER_OF_ONE =
  /\b(?:ssn|nino|nhs|dni|nif|nie|cpf|cnpj|bsn|vat|lei|ein|abn|duns|passport|licen[cs]e|medicare|medicaid|personnummer|aadhaar|social security|soc sec|national id|tax id|insurance id|insurance number|voter id|identity card|id card|member card|codice fiscale|steuernummer|company number|registration number)\b/;
/** What stands beside such a number and is none. */
const ABOUT_A_NUMBER = /\b(?:country|state|type|issuer|issued|expiry|expires|date|authority|region)\b/;
/** Facts that hardly change and that two records of one person share more often than chance. */
const LASTING_FACT =
  /\b(?:gender|sex|geschlecht|sexe|sexo|sesso|occupation|profession|job|job title|beruf|metier|profesion|birth ?place|place of birth|birth city|birth country|geburtsort|lieu de naissance|nationality|citizenship|marital status|maiden name|mothers? name|mother s name|fathers? name|father s name|height|eye colou?r|shoe size|degree|education)\b/;

const NOTHING: PersonalFacts = { ids: [], attributes: {} };

/**
 * Finds, among the columns that a merchant has kept under names of his own, those that help to tell people apart: each identity number
 * by its kind, each lasting fact by its name. All else (notes, owners, dates of import) says nothing about who somebody is.
 */
export function personalFacts(custom: Readonly<Record<string, unknown>> | null): PersonalFacts {
  if (custom === null) return NOTHING;
  const facts: PersonalFacts = { ids: [], attributes: {} };
  for (const [column, value] of Object.entries(custom)) {
    if (typeof value !== 'string' || value.trim() === '') continue;
    const kind = kindOfColumn(column);
    if (kind === null) continue;
    if (kind.isNumber) facts.ids.push({ kind: kind.name, value });
    else facts.attributes[kind.name] = value;
  }
  return facts;
}

const known = new Map<string, { name: string; isNumber: boolean } | null>();

function kindOfColumn(column: string): { name: string; isNumber: boolean } | null {
  const remembered = known.get(column);
  if (remembered !== undefined) return remembered;
  const kind = readColumn(column);
  if (known.size < 10_000) known.set(column, kind);
  return kind;
}

function readColumn(column: string): { name: string; isNumber: boolean } | null {
  const words = foldText(column)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const isNumber = NUMBER_OF_ONE.test(words) && !ABOUT_A_NUMBER.test(words);
  if (!isNumber && !LASTING_FACT.test(words)) return null;
  return { name: words.replace(/ (?:\d+|number|no|nr|id)$/, '').replaceAll(' ', '_'), isNumber };
}
