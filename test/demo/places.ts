import { cumulate, type Random } from './random.ts';

export type Place = {
  country: string;
  region: string;
  regionName: string;
  city: string;
  /** Beginnings of postal codes: five digits' first three or four, or a British or Canadian outward part. */
  postal: readonly string[];
  areaCodes: readonly string[];
  weight: number;
  /** Number of the store in reach, or -1. */
  store: number;
};

/** country|region|name|city|postal beginnings|area codes|weight|store in reach */
const rows = `
US|ME|Maine|Portland|0410|207|150|0
US|ME|Maine|South Portland|0410,0411|207|60|0
US|ME|Maine|Westbrook|0409|207|30|0
US|ME|Maine|Scarborough|0407|207|30|0
US|ME|Maine|Biddeford|0400|207|22|0
US|ME|Maine|Freeport|0403|207|26|1
US|ME|Maine|Brunswick|0401|207|30|1
US|ME|Maine|Lewiston|0424|207|26|1
US|ME|Maine|Augusta|0433|207|16|1
US|ME|Maine|Bangor|0440|207|16|-1
US|NH|New Hampshire|Portsmouth|0380|603|32|2
US|NH|New Hampshire|Dover|0382|603|22|2
US|NH|New Hampshire|Exeter|0383|603|18|2
US|NH|New Hampshire|Manchester|0310|603|20|-1
US|NH|New Hampshire|Concord|0330|603|12|-1
US|MA|Massachusetts|Cambridge|0213,0214|617,857|70|3
US|MA|Massachusetts|Somerville|0214|617,857|36|3
US|MA|Massachusetts|Boston|0210,0211,0212|617,857|96|3
US|MA|Massachusetts|Arlington|0247|781,339|20|3
US|MA|Massachusetts|Newton|0245|617,857|22|3
US|MA|Massachusetts|Lowell|0185|978,351|12|-1
US|MA|Massachusetts|Worcester|0160|508,774|14|-1
US|MA|Massachusetts|Northampton|0106|413|10|-1
US|VT|Vermont|Burlington|0540|802|48|4
US|VT|Vermont|South Burlington|0540|802|16|4
US|VT|Vermont|Winooski|0540|802|8|4
US|VT|Vermont|Montpelier|0560|802|8|4
US|RI|Rhode Island|Providence|0290|401|12|-1
US|CT|Connecticut|Hartford|0610|860,959|10|-1
US|CT|Connecticut|New Haven|0651|203,475|9|-1
US|NY|New York|Brooklyn|1120,1121|718,347|24|-1
US|NY|New York|New York|1000,1001|212,646|26|-1
US|NY|New York|Albany|1220|518,838|8|-1
US|NJ|New Jersey|Montclair|0704|973,862|8|-1
US|PA|Pennsylvania|Philadelphia|1910,1914|215,267|12|-1
US|DC|District of Columbia|Washington|2000|202|9|-1
US|VA|Virginia|Richmond|2322|804|6|-1
US|NC|North Carolina|Asheville|2880|828|6|-1
US|GA|Georgia|Atlanta|3030|404,470|6|-1
US|FL|Florida|Sarasota|3423|941|10|-1
US|OH|Ohio|Columbus|4320|614|6|-1
US|MI|Michigan|Ann Arbor|4810|734|7|-1
US|IL|Illinois|Chicago|6061,6064|312,773|12|-1
US|MN|Minnesota|Minneapolis|5540|612|9|-1
US|WI|Wisconsin|Madison|5370|608|6|-1
US|TX|Texas|Austin|7870|512,737|9|-1
US|CO|Colorado|Denver|8020|303,720|10|-1
US|WA|Washington|Seattle|9810|206|11|-1
US|OR|Oregon|Portland|9720,9721|503,971|10|-1
US|CA|California|San Francisco|9411|415,628|11|-1
US|CA|California|Los Angeles|9000,9002|213,323|10|-1
US|AK|Alaska|Anchorage|9950|907|3|-1
CA|QC|Quebec|Montréal|H2X,H3A,H2J|514,438|20|-1
CA|QC|Quebec|Sherbrooke|J1H|819,873|6|-1
CA|NB|New Brunswick|Saint John|E2L|506|8|-1
CA|NS|Nova Scotia|Halifax|B3H,B3J|902|12|-1
CA|ON|Ontario|Toronto|M5V,M6G|416,647|16|-1
CA|ON|Ontario|Ottawa|K1N|613,343|6|-1
CA|BC|British Columbia|Vancouver|V6B,V5K|604,778|6|-1
GB|ENG|England|London|N1,E8,SE15,SW4||14|-1
GB|ENG|England|Bristol|BS1,BS6||6|-1
GB|SCT|Scotland|Edinburgh|EH3,EH6||6|-1
GB|WLS|Wales|Cardiff|CF10||3|-1
IE|D|Dublin|Dublin|D02,D08||5|-1
DE|BE|Berlin|Berlin|104,109||5|-1
DE|BY|Bavaria|München|803,805||5|-1
FR|IDF|Île-de-France|Paris|7501||6|-1
FR|BRE|Bretagne|Rennes|3500||3|-1
AU|VIC|Victoria|Melbourne|305,306||4|-1`;

export const places: readonly Place[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [country, region, regionName, city, postal, areaCodes, weight, store] = row.split('|') as string[];
    return {
      country: country as string,
      region: region as string,
      regionName: regionName as string,
      city: city as string,
      postal: (postal as string).split(','),
      areaCodes: (areaCodes as string).split(','),
      weight: Number(weight),
      store: Number(store),
    };
  });

const weights = cumulate(places.map((place) => place.weight));

export function drawPlace(random: Random): Place {
  return places[random.weighted(weights)] as Place;
}

export const countryNames: Readonly<Record<string, string>> = {
  US: 'United States',
  CA: 'Canada',
  GB: 'United Kingdom',
  IE: 'Ireland',
  DE: 'Germany',
  FR: 'France',
  AU: 'Australia',
};
