import { FULL_FORMS } from '#app/normalise/nicknames.ts';

/** How clerks and old registers shorten given names: abbreviation=full name. Nobody is called so; it is only written. */
const WRITTEN_SHORT = `
mhd=mohamed mohd=mohamed muhd=mohamed md=mohamed wm=william willm=william geo=george chas=charles jas=james jno=john jn=john thos=thomas
robt=robert saml=samuel benj=benjamin edw=edward edwd=edward eliz=elizabeth margt=margaret richd=richard danl=daniel jos=joseph
alexr=alexander alexdr=alexander andw=andrew arth=arthur barth=bartholomew cath=catherine chris=christopher christr=christopher
fredk=frederick fras=francis gilbt=gilbert heny=henry hy=henry hen=henry jonath=jonathan matt=matthew matth=matthew mich=michael michl=michael
nathl=nathaniel nichs=nicholas patk=patrick phil=philip reg=reginald regd=reginald sidy=sidney stephn=stephen theo=theodore timy=timothy
walt=walter wltr=walter gmo=guillermo fco=francisco ma=maria mª=maria fdo=fernando
`;

const SHORT_FORMS = new Map(
  WRITTEN_SHORT.trim()
    .split(/\s+/)
    .map((entry) => entry.split('=') as [string, string]),
);
const PET_ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ie$/, 'y'],
  [/y$/, 'ie'],
  [/i$/, 'y'],
];

/** Full forms that a given name may stand for; empty = no given name we know. `peggie` is read as `peggy`. */
export function fullForms(token: string): readonly string[] {
  const known = FULL_FORMS.get(token);
  if (known !== undefined) return known;
  const written = SHORT_FORMS.get(token);
  if (written !== undefined) return FULL_FORMS.get(written) ?? [written];
  for (const [ending, other] of PET_ENDINGS) {
    const forms = ending.test(token) ? FULL_FORMS.get(token.replace(ending, other)) : undefined;
    if (forms !== undefined) return forms;
  }
  return [];
}

/** Full form → bit set of the letters that it and its pet names begin with. */
const FORM_INITIALS = initialsByForm();

function initialsByForm(): Map<string, number> {
  const initials = new Map<string, number>();
  for (const [name, forms] of FULL_FORMS) {
    for (const form of forms) initials.set(form, (initials.get(form) ?? 0) | letterBit(form) | letterBit(name));
  }
  return initials;
}

/** Bit set of the letters that a name and what it is called begin with: `robert` r and b. An initial has its own letter. */
export function initialsOf(token: string): number {
  if (token.length === 1) return letterBit(token);
  return fullForms(token).reduce((bits, form) => bits | (FORM_INITIALS.get(form) ?? 0), letterBit(token));
}

/** Letters beyond a-z share the five bits that are left. */
function letterBit(text: string): number {
  const code = text.charCodeAt(0);
  return code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << (26 + (code % 5));
}
