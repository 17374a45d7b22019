import { isoInstant } from './calendar.ts';
import type { Ledger, Requester } from './ledger.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import type { Subject } from './subjects.ts';
import { typeName } from './typed-name.ts';
import { typeEmail } from './typed-reach.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** Zendesk's ticket export. */
export const ticketsHeader =
  'Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours,Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours,Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours,Ticket Category [list],Status [list]'.split(
    ',',
  );

type Filing = { world: World; ledger: Ledger; random: Random; views: Views };

const matters = ['Shipping', 'Return', 'Product question', 'Damaged item', 'Gift card', 'Account'] as const;
const agents = ['Robin Vale', 'Mina Okafor', 'Jules Cyr'];
const dayMs = 86_400_000;

/** One sale in twenty-five brings a question, returns more often. `orderName` is null for sales at a till of Square. */
export function fileTicket(filing: Filing, subject: Subject, sale: Sale, orderName: string | null): void {
  const { world, ledger, random, views } = filing;
  if (!bringsQuestion(random, sale)) return;
  const at = sale.visit.at + Math.floor((0.5 + random.next() ** 2 * 20) * dayMs);
  if (at > world.now) return;
  const requester = findRequester(filing, subject, at);
  if (requester === null) return;
  const matter = sale.returned ? 'Return' : random.pick(matters);
  const work = subject.contacts.work;
  const id = String(20_000 + ledger.next('ticket'));
  const cells: Cells = {
    'Summation column': '1',
    Id: id,
    Requester: requester.name,
    'Requester id': requester.id,
    'Requester email': requester.email,
    'Requester domain': requester.email.split('@')[1] ?? '-',
    Submitter: requester.name,
    Assignee: random.pick(agents),
    Group: 'Support',
    Subject: subjectLine(random, matter, orderName),
    Tags: matter.toLowerCase().replace(/ /gu, '_'),
    Priority: random.pick(['Normal', 'Normal', 'High', 'Low', '-']),
    Via: random.pick(['Mail', 'Mail', 'Web form', 'Chat']),
    'Ticket type': random.pick(['Question', 'Problem', 'Incident', '-']),
    Organization: work && random.chance(0.2) ? work.company.name : '-',
    Reopens: random.chance(0.06) ? '1' : '0',
    Replies: String(1 + random.int(3)),
    'Ticket Category [list]': matter,
    ...courseOf(world, random, at),
  };
  views.tickets.push({ order: id.padStart(9, '0'), cells: ticketsHeader.map((column) => cells[column] ?? '-') });
}

type Cells = Partial<Record<string, string>>;

function bringsQuestion(random: Random, sale: Sale): boolean {
  if (sale.visit.isTest) return false;
  return random.chance(sale.returned ? 0.25 : sale.visit.channel === 'online' ? 0.045 : 0.012);
}

/** From the first letter to the answer and the solution, as far as it has come by now. */
function courseOf(world: World, random: Random, at: number): Cells {
  const firstReply = Math.ceil(random.exponential(190));
  const resolution = firstReply + Math.ceil(random.exponential(1500));
  const solvedAt = at + resolution * 60_000;
  const opening = {
    'Created at': isoInstant(at),
    'Assigned at': isoInstant(at),
    'Initially assigned at': isoInstant(at),
    'First reply time in minutes': at + firstReply * 60_000 <= world.now ? String(firstReply) : '-',
  };
  if (solvedAt > world.now) return { ...opening, Status: 'Open', 'Updated at': isoInstant(at) };
  return {
    ...opening,
    Status: 'Closed',
    'Updated at': isoInstant(solvedAt),
    'Solved at': isoInstant(solvedAt),
    'Resolution time': String(Math.ceil(resolution / 60)),
    'Full resolution time in minutes': String(resolution),
    'Satisfaction Score': random.among([26, 'Good'], [4, 'Bad'], [35, 'Offered'], [35, 'Not Offered']),
  };
}

function findRequester(filing: Filing, subject: Subject, at: number): Requester | null {
  const { random, ledger, views } = filing;
  const email = typeEmail(random, subject, manners.ticket, null)?.toLowerCase() ?? null;
  if (email === null) return null;
  const known = ledger.requesters.get(email);
  if (known) return known;
  const { first, last } = typeName(random, subject, manners.ticket, at);
  // Zendesk makes a name of the mailbox when the letter carries none.
  const name = [first, last].filter(Boolean).join(' ') || (email.split('@')[0] as string);
  const requester = { id: String(360_010_000_000 + ledger.next('requester') * 7), name, email };
  ledger.requesters.set(email, requester);
  views.answers.push({
    source: 'tickets',
    externalId: requester.id,
    personId: subject.person.id,
    householdId: subject.household.id,
  });
  return requester;
}

function subjectLine(random: Random, matter: (typeof matters)[number], orderName: string | null): string {
  const order = orderName ?? 'my purchase';
  const lines: Readonly<Record<(typeof matters)[number], readonly string[]>> = {
    Shipping: [`Where is ${order}?`, 'Tracking has not moved', `${order} still not here`],
    Return: [`Return of ${order}`, 'How do I send this back', 'Wrong size, please exchange'],
    'Product question': ['Is the throw washable?', 'When are the balsam candles back', 'Size advice please'],
    'Damaged item': [`Broken on arrival, ${order}`, 'Mug arrived in pieces'],
    'Gift card': ['Gift card code does not work', 'Balance of my gift card'],
    Account: ['Cannot log in', 'Please change my e-mail address', 'Unsubscribe me, please'],
  };
  return random.pick(lines[matter]);
}
