/** Kinds of customer: what they look for and how they buy. */
export type Persona = 'replenisher' | 'homemaker' | 'outdoor' | 'giver' | 'bargain';

/** Share of customers, purchases a year, years they stay, and inclinations, by persona. */
export type PersonaFacts = {
  persona: Persona;
  share: number;
  perYear: number;
  staysYears: number;
  thrift: number;
  returns: number;
};

export const personas: readonly PersonaFacts[] = [
  { persona: 'replenisher', share: 20, perYear: 3.6, staysYears: 1.9, thrift: 0.08, returns: 0.02 },
  { persona: 'homemaker', share: 25, perYear: 1.5, staysYears: 1.5, thrift: 0.1, returns: 0.05 },
  { persona: 'outdoor', share: 22, perYear: 1.25, staysYears: 1.5, thrift: 0.1, returns: 0.1 },
  { persona: 'giver', share: 18, perYear: 3.0, staysYears: 1.4, thrift: 0.12, returns: 0.05 },
  { persona: 'bargain', share: 15, perYear: 2.2, staysYears: 0.7, thrift: 0.5, returns: 0.1 },
];
