import type { CustomerRecordInput } from '#app/records/types.ts';
import { makePopulation } from '#test/bench/identity-population.ts';
import { customer } from './make-people.ts';

/** Families, movers and shared phones of the benchmark, as a source would tell of them: `r0`, `r1` … The same for the same seed. */
export function populationStatements(size: number, seed: number): CustomerRecordInput[] {
  const population = makePopulation(size, seed);
  return Array.from({ length: size }, (_, at) => {
    const { givenName, familyName, emails, phones, birthDate, address } = population.record(at);
    return customer(`r${at}`, {
      givenName: givenName ?? null,
      familyName: familyName ?? null,
      email: emails?.[0] ?? null,
      phone: phones?.[0] ?? null,
      birthDate: birthDate ?? null,
      line1: address?.line1 ?? null,
      city: address?.city ?? null,
      postalCode: address?.postalCode ?? null,
      country: 'GB',
    });
  });
}
