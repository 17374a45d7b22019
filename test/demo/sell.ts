import { type Household, homeAt, makeHousehold } from './households.ts';
import { Random } from './random.ts';
import { type Buyer, makeSale, type Present, passingBuyer, type Sale } from './sales.ts';
import type { ShoppingPlan, Visit } from './shopping.ts';
import type { World } from './world.ts';

/** Turns a household's visits into sales, in the same order. */
export function sellTo(world: World, household: Household, plan: ShoppingPlan): Sale[] {
  const random = new Random(world.seed, 'baskets', household.index);
  const buyers: Buyer[] = plan.shoppers.map((shopper) => ({ shopper, staples: [] }));
  return plan.visits.map((visit) => {
    const buyer = visit.position === null ? passingBuyer(random) : (buyers[visit.position] as Buyer);
    return makeSale(world, random, {
      visit,
      buyer,
      home: homeAt(household, visit.at),
      present: drawPresent(world, random, { household, visit, buyer }),
    });
  });
}

type Occasion = { household: Household; visit: Visit; buyer: Buyer };

/** Presents are sent to someone of another household: the payer's e-mail, the receiver's name and address. */
function drawPresent(world: World, random: Random, { household, visit, buyer }: Occasion): Present | null {
  if (visit.channel !== 'online' || visit.position === null || household.index === 0) return null;
  const month = world.calendar.dates[visit.day]?.month ?? 0;
  const rate = buyer.shopper.persona === 'giver' ? 0.28 : month === 11 ? 0.14 : 0.04;
  if (!random.chance(rate)) return null;
  // Persons are numbered from 0 here: of the receiver only name and home matter.
  const other = makeHousehold(world, random.int(household.index), 0);
  return { receiver: random.pick(other.people), home: homeAt(other, visit.at) };
}
