/** Who received an order, as typed by whoever paid it; null = not said. He is no customer by that and has no record. */
export type OrderReceiver = {
  givenName: string | null;
  familyName: string | null;
  /** Only when the source has the name in one piece. */
  fullName: string | null;
  company: string | null;
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  phone: string | null;
};
