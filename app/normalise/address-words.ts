/** Words of an address as `toLatin` writes them, without punctuation. */

/** The kind of street, directions, articles and "saint": never what tells one street from another. */
export const STREET_WORDS: ReadonlySet<string> = words(`
  the of street st str strt road rd avenue ave av aven lane ln drive dr drv court ct place pl square sq boulevard blvd
  bvd boul terrace ter terr crescent cres close cl way wy highway hwy parkway pkwy pky circle cir trail trl trace
  grove gr gardens gdns garden green park row mews hill rise view walk quay loop alley aly expressway freeway route
  rte rural county hc rr sr cr fm north south east west n s e w ne nw se sw northeast northwest southeast southwest
  upper lower old new great little strasse weg gasse platz allee ring damm ufer chaussee am an der die das den dem im
  in zur zum auf bei beim alte alter neue neuer rue chemin ch impasse imp allee cours quai passage sentier residence
  res faubourg fbg bis du de des la le les l d aux au a calle cl c carrer avenida avda avd paseo pso plaza plza pza
  camino cno carretera ctra ronda travesia via del los las el y rua r travessa tv praca pca alameda al estrada estr
  rodovia rod largo lg dos das do da viale vle piazza pza corso c.so vicolo vico strada largo della dello delle degli
  dei di straat laan plein kade gracht dreef steeg singel van het ten ter op gatan gata vagen vag grand stigen vej
  gade alle torv plads gate veg vei katu tie ulica ul aleja al plac os osiedle ulice namesti utca ut ter ulitsa
  prospekt pr saint sankt sainte ste santa san santo st sta sto nr no num numero number
`);

/** What stands before the number of a flat: that number is not the house's. */
export const UNIT_WORDS: ReadonlySet<string> = words(`
  flat apt apartment appartement appartamento apartamento apto unit suite ste room rm floor fl level lvl lot block blk
  bldg building tower trlr trailer space spc slip pier hangar dept depto departamento studio penthouse lgh lagenhet
  wohnung whg top stiege etage stock og eg piso planta puerta pta esc escalera bajo int interior ext bloque bus bte
  boite batiment bat escalier entree interno scala piano bloco andar sala mieszkanie lokal m byt shop office c/o co
  attn
`);

/** A mailbox at the post office or on a rural route instead of a house; its number. */
export const POST_BOX = new RegExp(
  `^(?:${[
    '(?:hc|rr|r r|rural route|star route) \\d+ box',
    'p\\s?o(?:\\s?box)?|pobox|post office box|gpo box|box|private bag|locked bag',
    'postfach|pf|postbus|postboks|boks|bp|boite postale|apartado(?: postal)?|apdo|caixa postal|cp|casella postale',
  ].join('|')})\\s+(\\d+)`,
);

/** Of the street words those that name no street even when nothing else is there. */
export const BARE_WORDS: ReadonlySet<string> = words(`
  the north south east west n s e w ne nw se sw de du des la le les l d el los las der die das of
`);

export const ORDINALS: ReadonlyMap<string, string> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'
    .split(' ')
    .map((word, at) => [word, String(at + 1)]),
);

/** Endings that German and Dutch write out or cut: Hauptstraße, Hauptstr., Hauptstrasse. */
export const STREET_ENDING = /(?:strasse|str|straat)$/;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
