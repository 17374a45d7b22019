/** Word lists for the made-up customers of the identity benchmark, commonest first. */
function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

export const GIVEN_NAMES = words(`
  James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Sarah Charles Karen
  Christopher Lisa Daniel Nancy Matthew Margaret Anthony Sandra Mark Ashley Donald Emily Steven Kimberly Andrew Donna Paul Michelle Joshua Carol
  Kenneth Amanda Kevin Melissa Brian Deborah George Stephanie Timothy Rebecca Ronald Sharon Jason Laura Edward Cynthia Jeffrey Dorothy Ryan Amy
  Jacob Kathleen Gary Angela Nicholas Shirley Eric Emma Jonathan Brenda Stephen Pamela Larry Nicole Justin Anna Scott Samantha Brandon Katherine
  Benjamin Christine Samuel Helen Gregory Debra Alexander Rachel Patrick Carolyn Frank Janet Raymond Maria Jack Olivia Dennis Heather Jerry Diane
  Mohammed Julie Omar Joyce Ahmed Victoria Wei Ruth Li Virginia Hiroshi Lauren Aisha Kelly Fatima Christina Priya Joan Arjun Evelyn Sanjay Judith
  Olga Andrea Sergei Hannah Dmitri Cheryl Ingrid Jacqueline Lars Martha Nils Madison Astrid Teresa Bjorn Gloria Chloe Sara Hugo Janice Lucia Ann
  Diego Kathryn Mateo Abigail Sofia Sophia Elena Frances Giulia Jean Marco Alice Luca Judy Chiara Isabella Pierre Julia Camille Grace Antoine Amber
  Margaux Denise Henri Danielle Yusuf Marilyn Zeynep Beverly Emre Charlotte Leila Natalie Karim Theresa Nadia Diana Tariq Brittany Kwame Doris Ama
`);

export const FAMILY_NAMES = words(`
  Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright Walker White Edwards Hughes Green Hall
  Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips
  Watson Davis Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw Murphy Miller Cox Richards Khan
  Marshall Anderson Simpson Ellis Adams Singh Begum Wilkinson Foster Chapman Powell Webb Rogers Gray Mason Ali Hunt Hussain Campbell Matthews Owen
  Palmer Holmes Mills Barnes Knight Lloyd Butler Russell Barker Fisher Stevens Jenkins Murray Dixon Harvey Graham Pearson Ahmed Fletcher Walsh
  Kaur Gibson Howard Andrews Stewart Elliott Reynolds Saunders Payne Fox Ford Pearce Day Brooks West Lawrence Cole Atkinson Bradley Spencer Gill
  Dawson Watts Burton Rose Wells Hart Macdonald Kowalski Nowak Schmidt Muller Rossi Ferrari Dubois Lefevre Garcia Lopez Silva Santos Ivanov Petrov
  Nguyen Tran Chen Wang Zhang Yamamoto Tanaka Kim Park Okafor Mensah Diallo Hansen Larsen Nilsson Andersson Virtanen Novak Horvat Popescu Papadopoulos
`);

export const SYLLABLES = words(`
  al an ar bar ber bor bran car cas cor dan del dor ed el er fal fen gar gil gor hal har hen il ir jan jor kal kel kin lan lar len lin lor mal mar
  mel min mor nal nel nor ol or os pal per pol quin ral ren ric ros sal sel sor tal tan ter thor tor ul ur val var vel ver vin wal wen wil yar zel
  ford ley ton wick worth man son field by ham ström berg stein
`).map((syllable) => syllable.normalize('NFKD').replace(/\p{M}/gu, ''));

export const STREETS = words(`
  High Station Church Park Victoria Green Manor Kings Queens Albert Mill School North South Grange George Springfield Oak Elm Chestnut Willow
  Highfield Stanley Windsor York Alexandra Richmond Meadow Bridge Grove Orchard Westfield Churchill Chapel Garden Clarence Lime Poplar Ash Beech
  Cedar Hawthorn Holly Laurel Maple Rowan Sycamore Nelson Wellington Cromwell Milton Tennyson Byron Shelley Keats Wordsworth Ruskin Darwin Newton
`);

export const CITIES = [
  { name: 'London', area: 'SE' },
  { name: 'Birmingham', area: 'B' },
  { name: 'Manchester', area: 'M' },
  { name: 'Leeds', area: 'LS' },
  { name: 'Glasgow', area: 'G' },
  { name: 'Liverpool', area: 'L' },
  { name: 'Bristol', area: 'BS' },
  { name: 'Sheffield', area: 'S' },
  { name: 'Edinburgh', area: 'EH' },
  { name: 'Leicester', area: 'LE' },
  { name: 'Coventry', area: 'CV' },
  { name: 'Bradford', area: 'BD' },
  { name: 'Cardiff', area: 'CF' },
  { name: 'Belfast', area: 'BT' },
  { name: 'Nottingham', area: 'NG' },
  { name: 'Hull', area: 'HU' },
  { name: 'Newcastle', area: 'NE' },
  { name: 'Stoke', area: 'ST' },
  { name: 'Southampton', area: 'SO' },
  { name: 'Derby', area: 'DE' },
  { name: 'Portsmouth', area: 'PO' },
  { name: 'Brighton', area: 'BN' },
  { name: 'Plymouth', area: 'PL' },
  { name: 'Norwich', area: 'NR' },
];

export const MAIL_DOMAINS = words(`
  gmail.com hotmail.com yahoo.co.uk outlook.com icloud.com btinternet.com live.co.uk hotmail.co.uk aol.com sky.com virginmedia.com talktalk.net
  me.com gmx.net protonmail.com ntlworld.com tiscali.co.uk fastmail.com northfield.example harbour.example
`);

export const PET_NAMES: Record<string, string[]> = {
  James: ['Jim', 'Jimmy', 'Jamie'],
  Robert: ['Bob', 'Rob', 'Bobby'],
  Patricia: ['Pat', 'Trish'],
  Jennifer: ['Jen', 'Jenny'],
  Michael: ['Mike', 'Mick'],
  David: ['Dave'],
  Elizabeth: ['Liz', 'Beth', 'Betty'],
  William: ['Bill', 'Will', 'Billy'],
  Barbara: ['Barb'],
  Richard: ['Rick', 'Dick'],
  Susan: ['Sue', 'Susie'],
  Joseph: ['Joe'],
  Thomas: ['Tom', 'Tommy'],
  Charles: ['Charlie', 'Chuck'],
  Christopher: ['Chris'],
  Daniel: ['Dan', 'Danny'],
  Matthew: ['Matt'],
  Margaret: ['Maggie', 'Peggy'],
  Anthony: ['Tony'],
  Steven: ['Steve'],
  Andrew: ['Andy', 'Drew'],
  Edward: ['Ed', 'Ted', 'Eddie'],
  Rebecca: ['Becky'],
  Katherine: ['Kate', 'Kathy'],
  Benjamin: ['Ben'],
  Samuel: ['Sam'],
  Alexander: ['Alex', 'Sandy'],
  Nicholas: ['Nick'],
  Timothy: ['Tim'],
  Deborah: ['Debbie'],
  Pamela: ['Pam'],
  Samantha: ['Sam'],
  Jonathan: ['Jon'],
  Victoria: ['Vicky', 'Tori'],
};
