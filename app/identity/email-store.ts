import { IntList } from './int-list.ts';
import type { EmailTable } from './record-set.ts';
import { StringStore } from './string-store.ts';

/** Interns e-mail addresses together with their parts. */
export class EmailStore {
  readonly #emails: StringStore;
  readonly #locals: StringStore;
  readonly #domains: StringStore;
  readonly #local = new IntList();
  readonly #domain = new IntList();
  readonly #desk = new IntList();

  constructor(expected: number) {
    this.#emails = new StringStore(expected);
    this.#locals = new StringStore(expected);
    this.#domains = new StringStore(Math.min(expected, 10_000));
    this.#add(0, 0, false);
  }

  intern(email: string, desk: boolean): number {
    const id = this.#emails.intern(email);
    if (id === this.#local.length) {
      const at = email.lastIndexOf('@');
      const local = this.#locals.intern(at < 0 ? email : email.slice(0, at));
      this.#add(local, at < 0 ? 0 : this.#domains.intern(email.slice(at + 1)), desk);
    }
    return id;
  }

  #add(local: number, domain: number, desk: boolean): void {
    this.#local.push(local);
    this.#domain.push(domain);
    this.#desk.push(desk ? 1 : 0);
  }

  build(): EmailTable {
    return {
      texts: this.#emails.table,
      local: this.#local.trimmed(),
      domain: this.#domain.trimmed(),
      desk: Uint8Array.from(this.#desk.trimmed()),
      locals: this.#locals.table,
      domains: this.#domains.table,
    };
  }
}

/** Letters of the local part beyond the name that may be there and still say nothing (a middle initial, `mr`). */
const MOST_OTHER_LETTERS = 2;
const SHORTEST_NAME = 3;

export const NAMESAKE = 1;
export const OWN_MAILBOX = 2;

/**
 * How an address bears the name of its record, as a bit set. `NAMESAKE`: its letters are that name (`jjones`, `maria.sentosa73`), so
 * that two such addresses that look alike only repeat what the names said. `OWN_MAILBOX`: it bears the first name or its initial
 * before the last, so that it is this person's and not the family's.
 */
export function nameInEmail(email: string, given: readonly string[], family: readonly string[]): number {
  const at = email.lastIndexOf('@');
  const letters = (at < 0 ? email : email.slice(0, at)).replace(/[^a-z]/g, '');
  // `jjohnson`: taking John out first would leave `json`.
  const forwards = without(without(letters, given), family);
  const backwards = without(without(letters, family), given);
  const rest = forwards.length <= backwards.length ? forwards : backwards;
  const withInitial = rest.length === 1 && given.some((name) => name.startsWith(rest));
  const own = withInitial || without(letters, given).length < letters.length ? OWN_MAILBOX : 0;
  return rest.length < letters.length && rest.length <= MOST_OTHER_LETTERS ? own | NAMESAKE : own;
}

function without(letters: string, names: readonly string[]): string {
  return names.reduce((rest, name) => (name.length >= SHORTEST_NAME ? rest.replace(name, '') : rest), letters);
}
