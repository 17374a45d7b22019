/**
 * Subdivisions that shops write out as often as they abbreviate: postal codes of USPS, Canada Post, Australia Post
 * and ISO 3166-2 (MX, BR: none).
 */
const REGIONS: Readonly<Record<string, string>> = {
  US: `
    al alabama | ak alaska | az arizona | ar arkansas | ca california | co colorado | ct connecticut |
    de delaware | fl florida | ga georgia | hi hawaii | id idaho | il illinois | in indiana | ia iowa |
    ks kansas | ky kentucky | la louisiana | me maine | md maryland | ma massachusetts | mi michigan |
    mn minnesota | ms mississippi | mo missouri | mt montana | ne nebraska | nv nevada |
    nh new hampshire | nj new jersey | nm new mexico | ny new york | nc north carolina | nd north dakota
    | oh ohio | ok oklahoma | or oregon | pa pennsylvania | ri rhode island | sc south carolina |
    sd south dakota | tn tennessee | tx texas | ut utah | vt vermont | va virginia | wa washington |
    wv west virginia | wi wisconsin | wy wyoming | dc district of columbia | pr puerto rico | gu guam
  `,
  CA: `
    ab alberta | bc british columbia | mb manitoba | nb new brunswick | nl newfoundland and labrador |
    nl newfoundland | ns nova scotia | nt northwest territories | nu nunavut | on ontario |
    pe prince edward island | qc quebec | sk saskatchewan | yt yukon | yt yukon territory
  `,
  AU: `
    nsw new south wales | vic victoria | qld queensland | wa western australia | sa south australia |
    tas tasmania | act australian capital territory | nt northern territory
  `,
};

const byCountry = new Map(Object.entries(REGIONS).map(([country, list]) => [country, readNames(list)]));

/**
 * A folded region name → its postal abbreviation in that country; without a country, US and Canadian names are known.
 * Else itself.
 */
export function abbreviateRegion(folded: string, country: string | null): string {
  const countries = country === null ? ['US', 'CA'] : [country];
  for (const known of countries) {
    const code = byCountry.get(known)?.get(folded);
    if (code !== undefined) return code;
  }
  return folded;
}

function readNames(list: string): ReadonlyMap<string, string> {
  return new Map(
    list.split('|').map((entry) => {
      const [code = '', ...name] = entry.trim().split(/\s+/);
      return [name.join(' '), code];
    }),
  );
}
