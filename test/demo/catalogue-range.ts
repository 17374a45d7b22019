/** What Wintergull sells: eight product types of fifteen products each; prices in dollars. */
export type ProductRange = {
  type: string;
  vendors: readonly string[];
  prefix: string;
  /** Bought again when used up. */
  replenishable: boolean;
  /** Title of the variant axis and price factor of each step. */
  variants: readonly { title: string; factor: number }[];
  tags: readonly string[];
  /** How sought in winter, spring, summer, autumn. */
  seasons: readonly [number, number, number, number];
  products: readonly RangeProduct[];
};

export type RangeProduct = { title: string; dollars: number; hasVariants: boolean };

const sizes = ['XS', 'S', 'M', 'L', 'XL'].map((title) => ({ title, factor: 1 }));
const plain = [{ title: 'Default Title', factor: 1 }];

export const ranges: readonly ProductRange[] = [
  {
    type: 'Candles',
    vendors: ['Casco Candle Works', 'Hearth & Hollow', 'Lantern Rock', 'Juniper Lane', 'Wintergull'],
    prefix: 'CAN',
    replenishable: true,
    variants: [
      { title: '6 oz', factor: 1 },
      { title: '12 oz', factor: 1.6 },
    ],
    tags: ['home', 'gift', 'scent'],
    seasons: [1.5, 0.8, 0.6, 1.3],
    products:
      items(`Balsam Fir Candle:22 Sea Smoke Candle:24 Beeswax Pillar*:18 Wild Blueberry Candle:22 Cedar Loft Candle:26
      Bayberry Taper Pair*:16 Driftwood Candle:24 Lavender Field Candle:22 Clove and Orange Candle:24 Rosehip Candle:23
      First Snow Candle:28 Tomato Leaf Candle:22 Hearth Candle:27 Juniper Tin Candle*:14 Unscented Votive Set*:20`),
  },
  {
    type: 'Coffee & Tea',
    vendors: ['Fogline Roasters', 'Dunmore Tea', 'Night Heron Coffee'],
    prefix: 'COF',
    replenishable: true,
    variants: [
      { title: 'Whole Bean', factor: 1 },
      { title: 'Ground', factor: 1 },
      { title: '2 lb', factor: 1.85 },
    ],
    tags: ['kitchen', 'pantry'],
    seasons: [1.1, 1, 0.9, 1.05],
    products:
      items(`Harbor Blend:16.5 Lighthouse Dark Roast:17 Fogbank Decaf:17.5 Ethiopia Guji:21 Guatemala Huehue:19 Night Watch Espresso:18
      Cold Brew Coarse*:18 Holiday Roast:19.5 Colombia Narino:19 Maple Medium:17 Peppermint Tea*:11 Breakfast Black Tea*:12
      Chaga Chai*:14 Rooibos Berry Tea*:12 Green Jasmine Tea*:13`),
  },
  {
    type: 'Soap & Bath',
    vendors: ['Kettle Cove Soap', 'Sorrel & Ash', 'Merrow Bath', 'Fiddlehead Apothecary'],
    prefix: 'SOA',
    replenishable: true,
    variants: [
      { title: 'Single', factor: 1 },
      { title: 'Set of 3', factor: 2.7 },
    ],
    tags: ['bath', 'gift', 'scent'],
    seasons: [1.1, 1, 1, 1],
    products:
      items(`Oatmeal Bar Soap:9 Sea Kelp Bar Soap:9.5 Pine Tar Soap:10 Goat Milk Soap:9.5 Lemon Hand Wash:16 Cedar Body Wash:18
      Rose Bath Salts*:21 Gardener Hand Scrub:15 Beeswax Hand Balm:12 Shaving Soap:17 Mint Foot Soak:19 Charcoal Bar Soap:10
      Lavender Lotion:22 Lip Balm Trio*:13.5 Bath Bomb Box*:24`),
  },
  {
    type: 'Tableware',
    vendors: ['Pemaquid Pottery', 'Blue Heron Ceramics', 'Saltmarsh Studio', 'Alder & Vine'],
    prefix: 'TAB',
    replenishable: false,
    variants: [
      { title: 'Fog', factor: 1 },
      { title: 'Ink', factor: 1 },
      { title: 'Moss', factor: 1 },
    ],
    tags: ['home', 'kitchen', 'gift'],
    seasons: [1.15, 0.95, 0.9, 1.1],
    products:
      items(`Speckled Mug:28 Stoneware Dinner Plate:34 Salad Plate:27 Soup Bowl:29 Serving Platter:78 Pasta Bowl:32 Butter Dish:42
      Pour-over Dripper*:46 Teapot:84 Salt Cellar:24 Berry Colander:38 Maple Cutting Board*:64 Linen Napkins*:36 Enamel Pitcher:52 Egg Cup Pair:22`),
  },
  {
    type: 'Blankets & Linen',
    vendors: ['Stillwater Woolens', 'Mill Brook Linen', 'Northern Loom', 'Cold Spring Textiles'],
    prefix: 'BLA',
    replenishable: false,
    variants: [
      { title: 'Natural', factor: 1 },
      { title: 'Slate', factor: 1 },
      { title: 'Heather', factor: 1.05 },
    ],
    tags: ['home', 'wool'],
    seasons: [1.6, 0.7, 0.6, 1.3],
    products:
      items(`Island Wool Throw:148 Herringbone Blanket:189 Cotton Waffle Throw:84 Linen Duvet Cover:248 Linen Pillowcase Pair:68
      Camp Blanket:128 Baby Blanket:72 Merino Lap Robe:112 Waffle Towel:34 Turkish Bath Towel:42 Flannel Sheet Set:158
      Sheepskin Rug*:139 Cushion Cover:48 Hot Water Bottle Cover*:39 Picnic Rug*:98`),
  },
  {
    type: 'Outerwear',
    vendors: ['Bold Coast Gear', 'Sable Island Apparel', 'Downeast Dry Goods', 'Wintergull'],
    prefix: 'OUT',
    replenishable: false,
    variants: sizes,
    tags: ['clothing', 'outdoor'],
    seasons: [1.4, 0.8, 0.45, 1.5],
    products:
      items(`Squall Rain Jacket:168 Tideline Parka:298 Waxed Chore Coat:228 Down Vest:148 Anorak Pullover:138 Fisherman Slicker:118
      Wool Peacoat:268 Softshell Hoodie:128 Insulated Shirt Jacket:158 Windbreaker:98 Rain Pants:92 Fleece Jacket:118
      Storm Cape:142 Bog Boots:134 Packable Puffer:178`),
  },
  {
    type: 'Knitwear',
    vendors: ['Grey Seal Knits', 'Ragged Isle Woolens', 'Downeast Dry Goods', 'Wintergull'],
    prefix: 'KNI',
    replenishable: false,
    variants: sizes,
    tags: ['clothing', 'wool', 'gift'],
    seasons: [1.6, 0.7, 0.35, 1.5],
    products:
      items(`Gansey Sweater:148 Fair Isle Cardigan:168 Merino Base Layer:88 Ragg Wool Socks:22 Watch Cap*:32 Cable Scarf*:58
      Fingerless Mitts*:34 Lambswool Crew:118 Merino Long Johns:82 Alpaca Beanie*:44 Norwegian Pullover:178 Wool Gloves:38
      Hiking Socks:20 Chunky Turtleneck:138 Bed Socks*:26`),
  },
  {
    type: 'Packs & Camp',
    vendors: ['Tarn Outfitters', 'Penobscot Pack Co', 'Osprey Canvas', 'Granite State Forge', 'Timberline Supply'],
    prefix: 'CAM',
    replenishable: false,
    variants: plain,
    tags: ['outdoor', 'camp'],
    seasons: [0.7, 1.2, 1.7, 0.9],
    products:
      items(`Day Pack 20L:98 Weekender Duffel:148 Waxed Canvas Tote:78 Dry Bag:42 Camp Mug:18 Folding Saw:54 Headlamp:48 Enamel Cook Set:86
      Cast Iron Skillet:64 Trail Map Set:24 Steel Bottle:34 Hammock:82 Camp Lantern:68 Pocket Knife:58 Insulated Food Jar:38`),
  },
];

/** `Name of product:price` pairs; a name may hold blanks, and a star says that the product comes in one form only. */
function items(text: string): RangeProduct[] {
  return [...text.matchAll(/([^:\d][^:*]*?)(\*?):(\d+(?:\.\d+)?)/gu)].map(([, title = '', star, dollars]) => ({
    title: title.trim().replace(/\s+/gu, ' '),
    dollars: Number(dollars),
    hasVariants: star === '',
  }));
}
